extension Engine {
    mutating func listAsset(_ name: String, _ collateral: [CollateralStep]) -> Outcome {
        state.list(name, collateral).map { .refused($0) } ?? .accepted
    }

    mutating func listInstrument(_ definition: InstrumentDefinition) -> Outcome {
        if let refusal = state.list(definition) { return .refused(refusal) }
        let instrument = InstrumentID(index: UInt16(truncatingIfNeeded: state.instruments.count - 1))
        scratch.note(changed: instrument)
        scratch.note(requoted: instrument)
        // From now on it may price a coin that accounts have pledged already.
        for account in state.marginAccountIDs where !state[account].newestHolding.isNone { state.loosen(account) }
        return .accepted
    }

    mutating func setContractTerms(_ definition: ContractTermsDefinition) -> Outcome {
        state.set(definition).map { .refused($0) } ?? .accepted
    }
}

extension State {
    /// Lists an asset, or says why not.
    mutating func list(_ name: String, _ collateral: [CollateralStep]) -> Refusal? {
        guard let text = InlineText(name), !text.isEmpty else { return .invalidDefinition }
        guard assetIndex[text] == nil else { return .alreadyExists }
        guard assets.count < Self.maxAssets else { return .tooMany }
        guard collateral.isLadder else { return .invalidDefinition }
        let first = Handle<CollateralTier>(index: collateralTiers.count)
        for step in collateral {
            let limit = step.limit ?? Money(units: Int128.max)
            _ = collateralTiers.append(CollateralTier(limit: limit, ratio: step.ratio))
        }
        assetIndex[text] = AssetID(index: UInt8(truncatingIfNeeded: assets.count))
        _ = assets.append(
            Asset(
                name: text, firstCollateralTier: first, collateralTierCount: Int32(collateral.count),
                indexInstrument: nil, fees: .zero, socialisedLoss: .zero, rounding: .zero, netDeposits: .zero))
        return nil
    }

    /// Lists an instrument without quotes, or says why not.
    mutating func list(_ definition: InstrumentDefinition) -> Refusal? {
        guard let symbol = InlineText(definition.symbol), !symbol.isEmpty, let base = InlineText(definition.base),
            let quote = InlineText(definition.quote), let settleName = InlineText(definition.settle)
        else { return .invalidDefinition }
        guard symbolIndex[symbol] == nil else { return .alreadyExists }
        guard let settle = assetIndex[settleName] else { return .unknownAsset }
        guard instruments.count < Self.maxInstruments else { return .tooMany }
        guard definition.isWithinBounds else { return .invalidDefinition }
        let id = InstrumentID(index: UInt16(truncatingIfNeeded: instruments.count))
        let dueMs = nextMultiple(of: definition.fundingIntervalMs, after: timeMs)
        _ = instruments.append(
            Instrument(
                definition, symbol: symbol, base: base, quote: quote, settle: settle, nextFundingMs: dueMs))
        _ = sequences.append(InstrumentSequences())
        symbolIndex[symbol] = id
        nextDueMs = min(nextDueMs, dueMs)
        if definition.payoff == .linear, let asset = assetIndex[base], self[asset].indexInstrument == nil {
            self[asset].indexInstrument = id
        }
        return nil
    }

    /// Sets the terms that a family trades an instrument under, or says why not.
    mutating func set(_ definition: ContractTermsDefinition) -> Refusal? {
        guard let symbol = InlineText(definition.symbol), let instrument = symbolIndex[symbol] else {
            return .unknownInstrument
        }
        guard self[instrument].terms[definition.family].isNone else { return .alreadyExists }
        guard families.has(definition.family), definition.isLadder,
            definition.offersCross || families[definition.family].mayBeIsolatedOnly
        else { return .invalidDefinition }
        let first = Handle<RiskTier>(index: tiers.count)
        for tier in RiskTier.ladder(definition.tiers) { _ = tiers.append(tier) }
        self[instrument].terms[definition.family] = terms.append(
            ContractTerms(
                takerFee: definition.takerFee, makerFee: definition.makerFee,
                defaultLeverage: definition.defaultLeverage, maxLeverage: definition.maxLeverage,
                offersCross: definition.offersCross, firstTier: first,
                tierCount: Int32(definition.tiers.count)))
        return nil
    }
}

extension Instrument {
    /// As it is listed: nothing open, no orders, all its prices the start price.
    init(
        _ definition: InstrumentDefinition, symbol: InlineText, base: InlineText, quote: InlineText, settle: AssetID,
        nextFundingMs: Int64
    ) {
        self.init(
            symbol: symbol, payoff: definition.payoff, base: base, quote: quote, settle: settle,
            tick: definition.tick, markStep: definition.markStep, step: definition.step,
            minPrice: definition.minPrice, maxPrice: definition.maxPrice, minQuantity: definition.minQuantity,
            maxLimitQuantity: definition.maxLimitQuantity, maxMarketQuantity: definition.maxMarketQuantity,
            minNotional: definition.minNotional, maxOpenInterest: definition.maxOpenInterest,
            priceLimitRatio: definition.priceLimitRatio, fundingIntervalMs: definition.fundingIntervalMs,
            fundingRateCap: definition.fundingRateCap, mark: definition.startPrice, index: definition.startPrice,
            last: definition.startPrice, fundingRate: definition.fundingRate, nextFundingMs: nextFundingMs,
            openInterest: .zero, restingQuantity: .zero, bookOnly: definition.bookOnly, bookVersion: 0,
            bestBid: .none, bestAsk: .none, newestConditional: .none)
    }
}

extension [CollateralStep] {
    /// Limits rise, only the last may be open, and every ratio is between 0 and 1.
    fileprivate var isLadder: Bool {
        guard count <= 16, allSatisfy({ $0.ratio >= .zero && $0.ratio <= .one }) else { return false }
        guard dropLast().allSatisfy({ $0.limit != nil }) else { return false }
        let limits = compactMap(\.limit)
        return limits.allSatisfy { $0 > .zero && $0.isWithinDepositBound }
            && zip(limits, limits.dropFirst()).allSatisfy(<)
    }
}

extension InstrumentDefinition {
    /// The bounds under which no formula overflows; see `Bounds`. HOUSE-10.
    fileprivate var isWithinBounds: Bool {
        guard tick > .zero, markStep > .zero, step > .zero, minPrice >= tick, maxPrice > minPrice,
            minQuantity >= step, maxLimitQuantity >= minQuantity, maxMarketQuantity >= minQuantity,
            maxPrice <= Bounds.price, minNotional >= .zero, minNotional.isWithinDepositBound,
            maxOpenInterest >= minQuantity,
            fundingIntervalMs >= 60_000, fundingIntervalMs <= 86_400_000 * 7,
            fundingRateCap >= .zero, fundingRateCap <= .one,
            fundingRate <= fundingRateCap, fundingRate >= -fundingRateCap, priceLimitRatio >= .zero,
            priceLimitRatio <= .one,
            startPrice >= minPrice, startPrice <= maxPrice, startPrice.isMultiple(of: markStep)
        else { return false }
        let worst =
            payoff == .linear
            ? mulDiv(Int128(maxOpenInterest.units), Int128(maxPrice.units), unitsInOne, .up)
            : mulDiv(Int128(maxOpenInterest.units), unitsInOne, Int128(minPrice.units), .up)
        guard worst <= Bounds.openInterestValue else { return false }
        guard payoff == .linear else { return true }
        return Int128(tick.units) * Int128(step.units) % unitsInOne == 0
            && Int128(markStep.units) * Int128(step.units) % unitsInOne == 0
    }
}

extension ContractTermsDefinition {
    /// Limits rise, rates are above zero and never fall, leverages are at least 1. The deductions are derived, so the
    /// ladder is continuous by construction. HOUSE-10.
    fileprivate var isLadder: Bool {
        guard !tiers.isEmpty, tiers.count <= 64, takerFee >= .zero, takerFee <= Rate(units: 10_000_000),
            makerFee <= takerFee, makerFee >= -takerFee, defaultLeverage >= Leverage(1),
            defaultLeverage <= maxLeverage, maxLeverage <= Leverage(1_000)
        else { return false }
        return tiers.allSatisfy {
            $0.limit > .zero && $0.limit.units <= Bounds.openInterestValue && $0.maintenanceRate > .zero
                && $0.maintenanceRate < .one && $0.maxLeverage >= Leverage(1)
        }
            && zip(tiers, tiers.dropFirst()).allSatisfy {
                $0.limit < $1.limit && $0.maintenanceRate <= $1.maintenanceRate
            }
    }
}

/// The first whole multiple of an interval after an instant.
func nextMultiple(of intervalMs: Int64, after timeMs: Int64) -> Int64 {
    (timeMs / intervalMs + 1) * intervalMs
}
