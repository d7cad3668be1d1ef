import MarginEngine

extension ModelVenue {
    /// Applies a command whole; a refused one leaves the venue as it was.
    mutating func apply(_ command: Command) -> Outcome {
        var after = self
        after.touched.removeAll()
        after.happenings.removeAll()
        do {
            let outcome = try after.perform(command)
            after.settleAll()
            self = after
            return outcome
        } catch {
            return .refused(error.refusal)
        }
    }

    private mutating func perform(_ command: Command) throws(Refused) -> Outcome {
        switch command {
        case .listAsset(let name, let ladder): try listAsset(name, ladder)
        case .listInstrument(let definition): try listInstrument(definition)
        case .setContractTerms(let definition): try setContractTerms(definition)
        case .setPortfolioTerms(let base, let terms): try setPortfolioTerms(base, terms)
        case .setLoanTerms(let asset, let terms): try setLoanTerms(asset, terms)
        case .openAccount(let uid, let family, let generation): try openAccount(uid, family, generation)
        case .setAccountKind(let uid, let kind): try setAccountKind(uid, kind)
        case .deposit(let account, let asset, let amount): try deposit(account, asset, amount)
        case .withdraw(let account, let asset, let amount): try withdraw(account, asset, amount)
        case .transfer(let from, let to, let asset, let amount): try transfer(from, to, asset, amount)
        case .fundInsurance(let asset, let amount): try fundInsurance(asset, amount)
        case .setPrices(let instrument, let mark, let index): try setPrices(instrument, mark, index)
        case .setFundingRate(let instrument, let rate): try setFundingRate(instrument, rate)
        case .setBookOnly(let instrument, let isOn): try setBookOnly(instrument, isOn)
        case .advance(let timeMs): try advance(timeMs)
        case .setAccountMarginMode(let account, let mode): try setAccountMarginMode(account, mode)
        case .setSymbolMarginMode(let account, let instrument, let mode, let leverage):
            try setSymbolMarginMode(account, instrument, mode, leverage)
        case .adjustMargin(let account, let instrument, let side, let amount):
            try adjustMargin(account, instrument, side, amount.exact)
        case .setAutoAddMargin(let account, let instrument, let side, let isOn):
            try setAutoAddMargin(account, instrument, side, isOn)
        case .setLeverage(let account, let instrument, let change): try setLeverage(account, instrument, change)
        case .setPositionMode(let account, let scope, let mode): try setPositionMode(account, scope, mode)
        case .placeOrder(let order): return .placed(try placeOrder(order))
        case .amendOrder(
            let account, let id, let price, let quantity, let trigger, let kind, let takeProfit, let stopLoss):
            return .placed(
                try amendOrder(account, id, price?.exact, quantity?.exact, trigger, kind, takeProfit, stopLoss))
        case .setPositionStops(
            let account, let instrument, let side, let takeProfit, let stopLoss, let trailing, let names):
            try setPositionStops(account, instrument, side, takeProfit, stopLoss, trailing, names)
        case .setMarginRegime(let account, let regime): try setMarginRegime(account, regime)
        case .repay(let account, let scope, let converts): try repay(account, scope, converts)
        case .setCollateralSwitch(let account, let asset, let isOn): try setCollateral(account, asset, isOn)
        case .setCollateralLimit(let asset, let limit): assets[try self.asset(asset)].limit = limit
        case .cancelOrder(let account, let id): try cancelOrder(account, id)
        case .cancelAllOrders(let account, let scope): try cancelAllOrders(account, scope)
        }
        return .accepted
    }

    /// What follows from any command: quotes at a new mark and for those that were taken, liquidations, the fund's
    /// positions at new prices, and only when nothing of this is left one triggered order, until nothing follows any
    /// more.
    mutating func settleAll() {
        repeat {
            while let instrument = requoted.first { renewHouse(instrument) }
            enforceMargins()
            while !revalued.isEmpty { closeInventory(revalued.removeFirst()) }
        } while !requoted.isEmpty || !watched.isEmpty || !revalued.isEmpty || triggerNext()
    }

    /// An account that a user's command may name.
    func account(_ id: MarginAccountID) throws(Refused) -> Int {
        let place = try wallet(id)
        try require(!accounts[place].isFunding, .unknownMarginAccount)
        return place
    }

    /// An account that a command may move money of.
    func wallet(_ id: MarginAccountID) throws(Refused) -> Int {
        let place = Int(id.index)
        try require(accounts.indices.contains(place) && !isVenueOwned(place), .unknownMarginAccount)
        return place
    }

    func asset(_ id: AssetID) throws(Refused) -> Int {
        try require(assets.indices.contains(Int(id.index)), .unknownAsset)
        return Int(id.index)
    }

    func instrument(_ id: InstrumentID) throws(Refused) -> Int {
        try require(instruments.indices.contains(Int(id.index)), .unknownInstrument)
        return Int(id.index)
    }

    /// An account and an instrument that its family trades.
    func object(
        _ accountID: MarginAccountID, _ instrumentID: InstrumentID
    ) throws(Refused) -> (account: Int, instrument: Int) {
        let account = try account(accountID)
        let instrument = try instrument(instrumentID)
        try require(terms(instrument, accounts[account].family) != nil, .notTradedByFamily)
        return (account, instrument)
    }

    /// Notes that a holding changed: its account's margins are to be checked.
    mutating func touch(_ place: Int) {
        touched.insert(holdings[place].account)
        watched.append(holdings[place].account)
    }

    mutating func change(_ account: Int, _ asset: Int, by amount: Rational) {
        touched.insert(account)
        accounts[account].wallets[asset] += amount
    }
}
