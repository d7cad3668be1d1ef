extension Engine {
    /// The fingerprint of the whole state: equal states have equal digests, on every machine.
    public func digest() -> Digest {
        var digest = Digest()
        state.encode(to: &digest)
        return digest
    }

    /// Puts the whole state; `init(from:)` reads it back. That an invariant is broken is not put: such a state is not
    /// worth keeping.
    public func encode(to sink: inout some WordSink) { state.encode(to: &sink) }
}

extension State {
    /// The version of this encoding.
    static let encodingVersion: UInt64 = 6

    /// Puts all tables in the order of their rows, and the orders by book. What follows from the rest is not put: links,
    /// levels, look-ups, and the rows that orders are in, on whose order nothing depends.
    func encode(to sink: inout some WordSink) {
        sink.put(Self.encodingVersion)
        sink.put(timeMs)
        sink.put(nextDueMs)
        sink.put(lastOrder)
        sink.put(lastTrade)
        sink.put(lastChange)
        encodeAssets(to: &sink)
        encodeInstruments(to: &sink)
        sink.put(UInt64(portfolioTerms.count))
        for handle in portfolioTerms.handles {
            sink.put(portfolioTerms[handle].base.text)
            sink.put(portfolioTerms[handle].terms)
        }
        sink.put(UInt64(loanTerms.count))
        for handle in loanTerms.handles {
            sink.put(loanTerms[handle].asset)
            sink.put(loanTerms[handle].terms)
        }
        encodeAccounts(to: &sink)
        sink.put(UInt64(holdings.count))
        for index in 0..<holdings.count { sink.put(holdings[Handle(index: index)]) }
        for index in 0..<instruments.count {
            let row = instruments[Handle(index: index)]
            encodeBook(from: row.bestBid, to: &sink)
            encodeBook(from: row.bestAsk, to: &sink)
            encodeConditionals(of: row, to: &sink)
            sink.put(row.bookVersion)
        }
    }

    private func encodeAssets(to sink: inout some WordSink) {
        sink.put(UInt64(assets.count))
        for index in 0..<assets.count {
            let asset = assets[Handle(index: index)]
            let first = asset.firstCollateralTier.index
            let tiers = (0..<asset.collateralTierCount).map { collateralTiers[Handle(index: first + $0)] }
            sink.put(asset.name)
            sink.put(tiers)
            sink.put(asset.fees)
            sink.put(asset.socialisedLoss)
            sink.put(asset.rounding)
            sink.put(asset.netDeposits)
            sink.put(asset.collateralLimit)
        }
    }

    private func encodeInstruments(to sink: inout some WordSink) {
        sink.put(UInt64(instruments.count))
        for index in 0..<instruments.count {
            let row = instruments[Handle(index: index)]
            let definition = definition(of: row)
            sink.put(definition)
            sink.put(row.index)
            sink.put(row.last)
            sink.put(row.nextFundingMs)
            sink.put(row.openInterest)
            sink.put(row.restingQuantity)
            encodeTerms(of: InstrumentID(index: UInt16(truncatingIfNeeded: index)), definition.symbol, to: &sink)
        }
        for index in 0..<assets.count { sink.put(assets[Handle(index: index)].indexInstrument) }
    }

    /// What would list an instrument as it stands, its start price the present mark price.
    private func definition(of row: Instrument) -> InstrumentDefinition {
        InstrumentDefinition(
            symbol: row.symbol.text, payoff: row.payoff, base: row.base.text, quote: row.quote.text,
            settle: self[row.settle].name.text, tick: row.tick, markStep: row.markStep, step: row.step,
            minPrice: row.minPrice, maxPrice: row.maxPrice, minQuantity: row.minQuantity,
            maxLimitQuantity: row.maxLimitQuantity, maxMarketQuantity: row.maxMarketQuantity,
            minNotional: row.minNotional, maxOpenInterest: row.maxOpenInterest, priceLimitRatio: row.priceLimitRatio,
            fundingIntervalMs: row.fundingIntervalMs, fundingRateCap: row.fundingRateCap, fundingRate: row.fundingRate,
            startPrice: row.mark, bookOnly: row.bookOnly)
    }

    /// Puts the terms of the families that trade an instrument, as they would be set: a family more changes no byte of an
    /// instrument that it does not trade.
    private func encodeTerms(of instrument: InstrumentID, _ symbol: String, to sink: inout some WordSink) {
        sink.put(UInt64(families.all.count { terms(instrument, $0) != nil }))
        for family in families.all {
            guard let own = terms(instrument, family) else { continue }
            let definition = ContractTermsDefinition(
                symbol: symbol, family: family, takerFee: own.takerFee, makerFee: own.makerFee,
                defaultLeverage: own.defaultLeverage, maxLeverage: own.maxLeverage,
                tiers: (0..<own.tierCount).map { number in
                    let tier = tiers[Handle(index: own.firstTier.index + number)]
                    return RiskTierDefinition(
                        limit: tier.limit, maintenanceRate: tier.maintenanceRate, maxLeverage: tier.maxLeverage)
                }, offersCross: own.offersCross)
            _ = try? ContractTermsDefinition(coding: definition, of: symbol, by: &sink)
        }
    }

    /// The first account, the venue's own, is always there. Which margin accounts there are follows from the accounts.
    private func encodeAccounts(to sink: inout some WordSink) {
        sink.put(UInt64(accounts.count))
        for index in 1..<accounts.count {
            let account = accounts[Handle(index: index)]
            sink.put(account.uid)
            sink.put(account.family)
            sink.put(account.generation)
            sink.put(account.kind)
        }
        for index in 0..<marginAccounts.count {
            let account = marginAccounts[Handle(index: index)]
            sink.put(account.regime)
            sink.put(account.mode)
            sink.put(account.openOrders)
            sink.put(account.conditionalOrders)
            sink.put(account.mayOnlyReduce)
            sink.put(account.liquidationDueMs)
            for number in 0..<assets.count { sink.put(balances[Handle(index: account.firstBalance.index + number)]) }
        }
    }

    /// Puts one side of a book from the worst price to the best, a 1 before each order: whoever rests them in this order
    /// links each one near the front.
    private func encodeBook(from best: Handle<Level>, to sink: inout some WordSink) {
        var level = best
        while !level.isNone, !levels[level].worse.isNone { level = levels[level].worse }
        while !level.isNone {
            var handle = levels[level].first
            while !handle.isNone {
                let order = orders[handle]
                sink.put(true)
                sink.put(order)
                handle = order.nextAtLevel
            }
            level = levels[level].better
        }
        sink.put(false)
    }

    /// Puts the conditional orders from the oldest to the newest, a 1 before each.
    private func encodeConditionals(of instrument: Instrument, to sink: inout some WordSink) {
        var handle = instrument.newestConditional
        while !handle.isNone, !orders[handle].nextAtLevel.isNone { handle = orders[handle].nextAtLevel }
        while !handle.isNone {
            let order = orders[handle]
            sink.put(true)
            sink.put(order)
            handle = order.previousAtLevel
        }
        sink.put(false)
    }
}
