import MarginEngine

extension ModelVenue {
    mutating func listAsset(_ name: String, _ ladder: [CollateralStep]) throws(Refused) {
        try require(!name.isEmpty && name.utf8.count <= 48, .invalidDefinition)
        try require(!assets.contains { $0.name == name }, .alreadyExists)
        try require(assets.count < 8, .tooMany)
        try require(ladder.count <= 16, .invalidDefinition)
        var lower = Money.zero
        for (number, step) in ladder.enumerated() {
            try require(step.ratio >= .zero && step.ratio <= .one, .invalidDefinition)
            try require(step.limit != nil || number == ladder.count - 1, .invalidDefinition)
            guard let limit = step.limit else { continue }
            try require(limit > lower && isMovable(limit), .invalidDefinition)
            lower = limit
        }
        assets.append(ModelAsset(name: name, ladder: ladder))
    }

    mutating func listInstrument(_ definition: InstrumentDefinition) throws(Refused) {
        for text in [definition.symbol, definition.base, definition.quote, definition.settle] {
            try require(text.utf8.count <= 48, .invalidDefinition)
        }
        try require(!definition.symbol.isEmpty, .invalidDefinition)
        try require(!instruments.contains { $0.definition.symbol == definition.symbol }, .alreadyExists)
        guard let settle = assets.firstIndex(where: { $0.name == definition.settle }) else {
            throw Refused(refusal: .unknownAsset)
        }
        try require(instruments.count < 256, .tooMany)
        try require(isSound(definition), .invalidDefinition)
        let instrument = instruments.count
        instruments.append(
            ModelInstrument(
                definition, settle: settle, nextFundingMs: nextInstant(definition.fundingIntervalMs, after: timeMs)))
        if definition.payoff == .linear, let base = assets.firstIndex(where: { $0.name == definition.base }),
            assets[base].instrument == nil
        {
            assets[base].instrument = instrument
        }
        requoted.append(instrument)
    }

    /// HOUSE-9, HOUSE-10.
    private func isSound(_ it: InstrumentDefinition) -> Bool {
        guard it.tick > .zero, it.markStep > .zero, it.step > .zero else { return false }
        guard it.maxPrice.units <= 1 << 59, it.minPrice >= it.tick, it.minPrice < it.maxPrice, it.minQuantity >= it.step
        else { return false }
        guard it.maxLimitQuantity >= it.minQuantity, it.maxMarketQuantity >= it.minQuantity else { return false }
        guard it.minNotional >= .zero, isMovable(it.minNotional), it.maxOpenInterest >= it.minQuantity else {
            return false
        }
        guard it.fundingIntervalMs >= 60_000, it.fundingIntervalMs <= 7 * 86_400_000 else { return false }
        guard it.fundingRateCap >= .zero, it.fundingRateCap <= .one, it.priceLimitRatio >= .zero else { return false }
        guard it.fundingRate <= it.fundingRateCap, -it.fundingRate <= it.fundingRateCap else { return false }
        guard it.priceLimitRatio <= .one, it.startPrice.exact.isMultiple(of: it.markStep.exact) else { return false }
        guard it.startPrice >= it.minPrice, it.startPrice <= it.maxPrice else { return false }
        let most = Rational(units: Int128(1) << 70)
        if it.payoff == .inverse { return it.maxOpenInterest.exact / it.minPrice.exact <= most }
        return it.maxOpenInterest.exact * it.maxPrice.exact <= most
            && (it.tick.exact * it.step.exact).isMultiple(of: Rational(units: 1))
            && (it.markStep.exact * it.step.exact).isMultiple(of: Rational(units: 1))
    }

    mutating func setContractTerms(_ definition: ContractTermsDefinition) throws(Refused) {
        guard let instrument = instruments.firstIndex(where: { $0.definition.symbol == definition.symbol }) else {
            throw Refused(refusal: .unknownInstrument)
        }
        try require(terms(instrument, definition.family) == nil, .alreadyExists)
        try require(isSound(definition), .invalidDefinition)
        terms.append(
            ModelTerms(
                instrument: instrument, family: definition.family, taker: definition.takerFee.exact,
                maker: definition.makerFee.exact, defaultLeverage: definition.defaultLeverage.exact,
                maxLeverage: definition.maxLeverage.exact,
                tiers: definition.tiers.map {
                    ModelTerms.Tier(
                        limit: $0.limit.exact, rate: $0.maintenanceRate.exact, maxLeverage: $0.maxLeverage.exact)
                }, offersCross: definition.offersCross))
    }

    private func isSound(_ it: ContractTermsDefinition) -> Bool {
        guard (1...64).contains(it.tiers.count), it.takerFee >= .zero, it.takerFee <= Rate(units: 10_000_000),
            it.makerFee <= it.takerFee, -it.makerFee <= it.takerFee, it.defaultLeverage >= Leverage(1),
            it.defaultLeverage <= it.maxLeverage, it.maxLeverage <= Leverage(1_000),
            it.offersCross || it.family == .bitget
        else { return false }
        for (number, tier) in it.tiers.enumerated() {
            guard tier.limit > .zero, tier.limit.units <= Int128(1) << 70, tier.maintenanceRate > .zero,
                tier.maintenanceRate < .one, tier.maxLeverage >= Leverage(1)
            else { return false }
            guard number > 0 else { continue }
            let lower = it.tiers[number - 1]
            guard tier.limit > lower.limit, tier.maintenanceRate >= lower.maintenanceRate else { return false }
        }
        return true
    }

    mutating func openAccount(
        _ uid: UInt64, _ family: AccountFamily, _ generation: AccountGeneration
    ) throws(Refused) {
        try require(uid > 0 && !logins.contains { $0.uid == uid }, .alreadyExists)
        try require((family == .bybit) == (generation != .only), .invalidDefinition)
        var made = [accounts.count]
        let isPerSymbol = family == .bitget || generation == .classic
        accounts.append(
            ModelAccount(
                login: logins.count, family: family, regime: isPerSymbol ? .perSymbol : .unified,
                mode: family == .ztdx ? .isolated : .cross))
        if generation == .uta1 || generation == .uta1Pro {
            made.append(accounts.count)
            accounts.append(ModelAccount(login: logins.count, family: family, regime: .perSymbol, mode: .cross))
        }
        if family != .ztdx {
            made.append(accounts.count)
            var wallet = ModelAccount(login: logins.count, family: family, regime: .perSymbol, mode: .cross)
            wallet.isFunding = true
            accounts.append(wallet)
        }
        logins.append(ModelLogin(uid: uid, family: family, generation: generation, accounts: made))
    }

    mutating func setPortfolioTerms(_ base: String, _ terms: PortfolioTerms) throws(Refused) {
        try require(instruments.contains { $0.definition.base == base }, .invalidDefinition)
        try require(terms.range > .zero && terms.range <= .one, .invalidDefinition)
        for share in [terms.futureContingency, terms.deltaContingency, terms.spreadContingency] {
            try require(share >= .zero && share <= .one, .invalidDefinition)
        }
        portfolioTerms[base] = terms
        for (number, row) in instruments.enumerated() where row.definition.base == base { watchAll(number) }
    }

    // MARK: Money

    mutating func deposit(_ id: MarginAccountID, _ assetID: AssetID, _ amount: Money) throws(Refused) {
        let (account, asset) = try movement(id, assetID, amount)
        change(account, asset, by: amount.exact)
        assets[asset].netDeposits += amount.exact
    }

    mutating func withdraw(_ id: MarginAccountID, _ assetID: AssetID, _ amount: Money) throws(Refused) {
        let (account, asset) = try movement(id, assetID, amount)
        try require(amount.exact <= withdrawable(account, asset), .insufficientBalance)
        change(account, asset, by: -amount.exact)
        assets[asset].netDeposits -= amount.exact
    }

    mutating func transfer(
        _ fromID: MarginAccountID, _ toID: MarginAccountID, _ assetID: AssetID, _ amount: Money
    ) throws(Refused) {
        let (from, asset) = try movement(fromID, assetID, amount)
        let to = try wallet(toID)
        if accounts[from].isFunding || accounts[to].isFunding { happenings.append("funding wallet") }
        try require(accounts[to].login == accounts[from].login && to != from, .unknownMarginAccount)
        try require(takes(asset, to), .collateralLimitReached)
        try require(amount.exact <= withdrawable(from, asset), .insufficientBalance)
        change(from, asset, by: -amount.exact)
        change(to, asset, by: amount.exact)
    }

    mutating func fundInsurance(_ assetID: AssetID, _ amount: Money) throws(Refused) {
        let asset = try asset(assetID)
        try require(isMovable(amount), .amountTooLarge)
        try require(accounts[Self.insurance].wallets[asset] + amount.exact >= 0, .insufficientBalance)
        change(Self.insurance, asset, by: amount.exact)
        assets[asset].netDeposits += amount.exact
    }

    private func movement(
        _ id: MarginAccountID, _ assetID: AssetID, _ amount: Money
    ) throws(Refused) -> (account: Int, asset: Int) {
        let account = try wallet(id)
        let asset = try asset(assetID)
        try require(amount > .zero, .amountNotPositive)
        try require(isMovable(amount), .amountTooLarge)
        return (account, asset)
    }

    func isMovable(_ amount: Money) -> Bool {
        let most: Rational = 10_000_000_000
        return amount.exact <= most && -amount.exact <= most
    }

    // MARK: Prices and time

    mutating func setPrices(_ id: InstrumentID, _ mark: Price, _ index: Price) throws(Refused) {
        let instrument = try instrument(id)
        let row = instruments[instrument]
        for price in [mark, index] {
            try require(price.exact >= row.minPrice && price.exact <= row.maxPrice, .priceOutOfRange)
            try require(price.exact.isMultiple(of: row.definition.markStep.exact), .priceOffStep)
        }
        instruments[instrument].mark = mark.exact
        instruments[instrument].index = index.exact
        note(moved: instrument)
        watchAll(instrument)
        revalued.append(instrument)
        if row.mark != mark.exact { requoted.append(instrument) }
    }

    mutating func setFundingRate(_ id: InstrumentID, _ rate: Rate) throws(Refused) {
        let instrument = try instrument(id)
        let cap = instruments[instrument].definition.fundingRateCap
        try require(rate <= cap && -rate <= cap, .rateOutOfRange)
        instruments[instrument].rate = rate.exact
    }

    mutating func setBookOnly(_ id: InstrumentID, _ isOn: Bool) throws(Refused) {
        let instrument = try instrument(id)
        instruments[instrument].bookOnly = isOn
        requoted.append(instrument)
    }

    /// The first time a venue gets it owes no funding for what was before.
    mutating func advance(_ toMs: Int64) throws(Refused) {
        try require(toMs >= timeMs, .timeBackwards)
        try require(toMs < 4_102_444_800_000, .timeTooFar)
        try require(timeMs == 0 || toMs - timeMs <= 366 * 86_400_000, .timeTooFar)
        guard timeMs > 0 else {
            for place in instruments.indices {
                instruments[place].nextFundingMs = nextInstant(
                    instruments[place].definition.fundingIntervalMs, after: toMs)
            }
            timeMs = toMs
            watchDueLiquidations()
            return
        }
        while let dueMs = nextDueMs, dueMs <= toMs {
            timeMs = dueMs
            for place in instruments.indices where instruments[place].nextFundingMs == dueMs {
                settleFunding(place)
                instruments[place].nextFundingMs += instruments[place].definition.fundingIntervalMs
            }
            if nextInterestMs != nil { chargeDueInterest() }
            watchDueLiquidations()
            settleAll()
        }
        timeMs = toMs
    }

    /// When anything falls due next.
    var nextDueMs: Int64? {
        (instruments.map(\.nextFundingMs) + accounts.compactMap(\.nextLiquidationMs)
            + [nextInterestMs].compactMap(\.self))
            .min()
    }

    private mutating func watchDueLiquidations() {
        for account in accounts.indices {
            guard let dueMs = accounts[account].nextLiquidationMs, dueMs <= timeMs else { continue }
            accounts[account].nextLiquidationMs = nil
            watched.append(account)
        }
    }

    private func nextInstant(_ intervalMs: Int64, after timeMs: Int64) -> Int64 {
        timeMs - timeMs % intervalMs + intervalMs
    }

    /// MARGIN-35 and MARGIN-36.
    private mutating func settleFunding(_ instrument: Int) {
        let row = instruments[instrument]
        guard row.rate != 0, openInterest(instrument).isPositive else { return }
        for place in holdings.indices where holdings[place].instrument == instrument {
            for side in PositionSide.allCases where holdings[place][side].isOpen {
                let value = row.value(holdings[place][side].size, row.mark)
                let cash = ((side == .long ? -1 : 1) * value * row.rate).down()
                pay(cash, place, side)
                assets[row.settle].rounding -= cash
                happenings.append("funding")
            }
        }
        revalued.append(instrument)
    }

    private mutating func pay(_ cash: Rational, _ place: Int, _ side: PositionSide) {
        let holding = holdings[place]
        let asset = instruments[holding.instrument].settle
        change(holding.account, asset, by: cash)
        holdings[place][side].costs -= cash
        holdings[place][side].carriedCosts -= cash
        holdings[place][side].cumulativeRealised += cash
        guard !isVenueOwned(holding.account) else { return }
        if mode(of: holding) == .isolated, cash < 0 {
            let missing = (-pool(holding.account, asset).available).orZero
            holdings[place][side].margin -= min(missing, -cash)
        }
        touch(place)
    }
}
