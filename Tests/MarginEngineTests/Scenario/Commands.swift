import MarginEngine

extension Scenario {
    /// The command that a line's words say.
    func command(_ words: [String]) throws(Misread) -> Command {
        let subject = words.first ?? ""
        switch subject {
        case "time": return .advance(toMs: try Word.milliseconds(word(words, 1)))
        case "mark", "index", "prices": return try prices(words)
        case "rate": return .setFundingRate(try instrument(word(words, 1)), try Word.rate(word(words, 2)))
        case "book": return .setBookOnly(try instrument(word(words, 1)), try word(words, 2) == "only")
        case "portfolio":
            return .setPortfolioTerms(
                base: try word(words, 1),
                PortfolioTerms(
                    range: try Word.rate(word(words, 2)), futureContingency: try Word.rate(word(words, 3)),
                    deltaContingency: try Word.rate(word(words, 4)), spreadContingency: try Word.rate(word(words, 5))))
        case "loan": return .setLoanTerms(try asset(word(words, 1)), try loanTerms(words))
        case "limit": return .setCollateralLimit(try asset(word(words, 1)), try Word.collateralLimit(word(words, 2)))
        case "kind":
            let owner = engine[engine.owner(of: try account(word(words, 1)))]
            return .setAccountKind(uid: owner.uid, try word(words, 2) == "copytrader" ? .copyTrader : .standard)
        case "insurance": return .fundInsurance(try asset(word(words, 2)), try Word.money(word(words, 1)))
        default: return try accountCommand(try account(subject), Array(words.dropFirst()))
        }
    }

    /// `loan ASSET HOURLY-RATE`, then any of `free=N`, `convert=N`, `order=N`, `max=N`, and tiers
    /// `LIMIT:MAINTENANCE:INITIAL`, one without end unless there are some.
    private func loanTerms(_ words: [String]) throws(Misread) -> LoanTerms {
        guard let rate = InterestRate(try word(words, 2)) else { throw Misread("\(words[2]) is no hourly rate") }
        var terms = LoanTerms(
            hourlyRate: rate, maxAmount: Fixture.coins(1_000_000), freeLimit: .zero,
            conversionLimit: Fixture.coins(300_000), conversionOrder: 0, tiers: [])
        for option in words.dropFirst(3) {
            let parts = option.split(separator: option.contains("=") ? "=" : ":").map(String.init)
            switch parts[0] {
            case "free": terms.freeLimit = try Word.money(parts[1])
            case "convert": terms.conversionLimit = try Word.money(parts[1])
            case "max": terms.maxAmount = try Word.money(parts[1])
            case "order": terms.conversionOrder = UInt8(parts[1]) ?? 0
            default:
                terms.tiers.append(
                    LoanTier(
                        limit: try Word.money(parts[0]), maintenanceRate: try Word.rate(parts[1]),
                        initialRate: try Word.rate(parts[2])))
            }
        }
        if terms.tiers.isEmpty {
            terms.tiers = [
                LoanTier(
                    limit: Fixture.coins(1_000_000), maintenanceRate: Fixture.rate(4), initialRate: Fixture.rate(20))
            ]
        }
        return terms
    }

    private func prices(_ words: [String]) throws(Misread) -> Command {
        let id = try instrument(word(words, 1))
        let price = try Word.price(word(words, 2))
        guard engine.instrumentCount > Int(id.index) else { return .setPrices(id, mark: price, index: price) }
        let row = engine[id]
        switch words[0] {
        case "mark": return .setPrices(id, mark: price, index: row.index)
        case "index": return .setPrices(id, mark: row.mark, index: price)
        default: return .setPrices(id, mark: price, index: price)
        }
    }

    private func accountCommand(_ account: MarginAccountID, _ words: [String]) throws(Misread) -> Command {
        switch words.first {
        case "deposit": return .deposit(account, try asset(word(words, 2)), try Word.money(word(words, 1)))
        case "withdraw": return .withdraw(account, try asset(word(words, 2)), try Word.money(word(words, 1)))
        case "transfer":
            return .transfer(
                from: account, to: try self.account(word(words, 3)), try asset(word(words, 2)),
                try Word.money(word(words, 1)))
        case "repay", "repay-own":
            let converts = words[0] == "repay"
            guard try word(words, 1) != "all" else { return .repay(account, .all, converting: converts) }
            let amount = words[1] == "every" ? nil : try Word.money(words[1])
            return .repay(account, .asset(try asset(word(words, 2)), amount), converting: converts)
        case "buy", "sell": return .placeOrder(try order(account, words))
        case "mode" where words.count == 2: return .setAccountMarginMode(account, try Word.mode(word(words, 1)))
        case "mode":
            return .setSymbolMarginMode(
                account, try instrument(word(words, 2)), try Word.mode(word(words, 1)),
                leverage: words.count > 3 ? try Word.leverage(words[3]) : nil)
        case "margin":
            return .adjustMargin(
                account, try instrument(word(words, 2)), try Word.side(word(words, 3)), try Word.money(word(words, 1)))
        case "autoadd":
            return .setAutoAddMargin(
                account, try instrument(word(words, 2)), try Word.side(word(words, 3)), try word(words, 1) == "on")
        case "leverage": return .setLeverage(account, try instrument(word(words, 1)), try leverage(words))
        case "positions": return try positionMode(account, words)
        case "amend":
            return .amendOrder(
                account, try Word.order(word(words, 1)), price: try after("@", in: words).map(Word.price),
                quantity: try after("size", in: words).map(Word.quantity),
                trigger: try after("trigger", in: words).map(Word.price),
                triggerKind: try after("by", in: words).map(Word.priceKind),
                takeProfit: try stop("tp=", in: words), stopLoss: try stop("sl=", in: words))
        case "stops":
            return .setPositionStops(
                account, try instrument(word(words, 1)), try Word.side(word(words, 2)),
                takeProfit: try stop("tp=", in: words), stopLoss: try stop("sl=", in: words),
                trailing: try trailing(words), clientOrderIDs: try names(words))
        case "assets":
            return .setMarginRegime(account, try word(words, 1) == "union" ? .unified : .perSymbol)
        case "collateral":
            return .setCollateralSwitch(account, try asset(word(words, 2)), try word(words, 1) == "on")
        case "cancel" where words.count == 2 && words[1] != "all":
            return .cancelOrder(account, try Word.order(words[1]))
        case "cancel": return .cancelAllOrders(account, try scope(words))
        default: throw Misread("no such command")
        }
    }

    private func names(_ words: [String]) throws(Misread) -> StopClientOrderIDs {
        var names = StopClientOrderIDs.none
        for word in words {
            guard let name = InlineText(word.drop { $0 != "=" }.dropFirst()) else {
                throw Misread("\(word) is too long")
            }
            if word.hasPrefix("tp-id=") { names.takeProfit = name }
            if word.hasPrefix("sl-id=") { names.stopLoss = name }
            if word.hasPrefix("trail-id=") { names.trailing = name }
        }
        return names
    }

    private func stop(_ key: String, in words: [String]) throws(Misread) -> StopChange {
        guard let word = words.first(where: { $0.hasPrefix(key) }) else { return .keep }
        let value = String(word.dropFirst(3))
        return value == "none" ? .remove : .set(try Word.stop(value))
    }

    /// `trail=none`, or what `Word.trail` reads.
    private func trailing(_ words: [String]) throws(Misread) -> TrailingStopChange {
        guard let word = words.first(where: { $0.hasPrefix("trail=") }) else { return .keep }
        return word == "trail=none" ? .remove : .set(try Word.trail(String(word.dropFirst("trail=".count))))
    }

    /// `leverage SYMBOL 10x` sets all three; `leverage SYMBOL cross 10x long 20x short 5x` the ones named.
    private func leverage(_ words: [String]) throws(Misread) -> LeverageChange {
        if words.count == 3 {
            let all = try Word.leverage(words[2])
            return LeverageChange(cross: all, isolatedLong: all, isolatedShort: all)
        }
        return LeverageChange(
            cross: try after("cross", in: words).map(Word.leverage),
            isolatedLong: try after("long", in: words).map(Word.leverage),
            isolatedShort: try after("short", in: words).map(Word.leverage))
    }

    /// `positions hedge SYMBOL`, `positions hedge idle USDT`, `positions hedge every USDT|inverse`,
    /// `positions hedge account`.
    private func positionMode(_ account: MarginAccountID, _ words: [String]) throws(Misread) -> Command {
        let mode = try Word.positionMode(word(words, 1))
        switch try word(words, 2) {
        case "idle": return .setPositionMode(account, .idleSettled(try asset(word(words, 3))), mode)
        case "account": return .setPositionMode(account, .account, mode)
        case "every" where words.last == "inverse": return .setPositionMode(account, .every(nil), mode)
        case "every": return .setPositionMode(account, .every(try asset(word(words, 3))), mode)
        case let symbol: return .setPositionMode(account, .instrument(try instrument(symbol)), mode)
        }
    }

    private func scope(_ words: [String]) throws(Misread) -> OrderScope {
        guard words.count > 2 else { return .all }
        switch words[2] {
        case "settled": return .settled(try asset(word(words, 3)))
        case "based": return .based(try text(word(words, 3)))
        case "abandoned": return .abandoned
        default: return .instrument(try instrument(words[2]))
        }
    }

    /// `buy Q SYMBOL @ P` or `buy Q SYMBOL market`, then any of
    /// `ioc fok post reduce to-long to-short in-isolated in-cross id=TEXT when=mark>P tp=mark:P sl=mark:P self=taker`.
    private func order(_ account: MarginAccountID, _ words: [String]) throws(Misread) -> NewOrder {
        let price = try after("@", in: words).map(Word.price)
        guard price != nil || words.contains("market") else { throw Misread("a price or market is wanted") }
        var order = NewOrder(
            marginAccount: account, instrument: try instrument(word(words, 2)), side: words[0] == "buy" ? .buy : .sell,
            kind: price == nil ? .market : .limit, timeInForce: price == nil ? .immediateOrCancel : .goodTillCancelled,
            quantity: try Word.quantity(word(words, 1)), price: price ?? .zero)
        for option in words.dropFirst(price == nil ? 4 : 5) {
            switch option {
            case "ioc": order.timeInForce = .immediateOrCancel
            case "fok": order.timeInForce = .fillOrKill
            case "post": order.timeInForce = .postOnly
            case "reduce": order.reduceOnly = true
            case "to-long": order.target = .long
            case "to-short": order.target = .short
            case "in-isolated": order.marginMode = .isolated
            case "in-cross": order.marginMode = .cross
            case _ where option.hasPrefix("id="): order.clientOrderID = try text(String(option.dropFirst(3)))
            case _ where option.hasPrefix("when="): order.trigger = try Word.trigger(String(option.dropFirst(5)))
            case _ where option.hasPrefix("trail="): order.trail = try Word.trail(String(option.dropFirst(6)))
            case _ where option.hasPrefix("tp="): order.takeProfit = try Word.stop(String(option.dropFirst(3)))
            case _ where option.hasPrefix("sl="): order.stopLoss = try Word.stop(String(option.dropFirst(3)))
            case _ where option.hasPrefix("note="): order.note = UInt64(option.dropFirst(5)) ?? 0
            case "self=none": order.selfTrade = .none
            case "self=maker": order.selfTrade = .cancelMaker
            case "self=taker": order.selfTrade = .cancelTaker
            case "self=both": order.selfTrade = .cancelBoth
            default: throw Misread("\(option) is no option of an order")
            }
        }
        return order
    }

    // MARK: Names

    func word(_ words: [String], _ index: Int) throws(Misread) -> String {
        guard index < words.count else { throw Misread("too few words") }
        return words[index]
    }

    private func after(_ key: String, in words: [String]) throws(Misread) -> String? {
        guard let index = words.firstIndex(of: key) else { return nil }
        return try word(words, index + 1)
    }

    private func text(_ word: String) throws(Misread) -> InlineText {
        guard let text = InlineText(word) else { throw Misread("\(word) is too long") }
        return text
    }

    /// A name, or `nobody`, which no account has.
    func account(_ name: String) throws(Misread) -> MarginAccountID {
        if name == "nobody" { return MarginAccountID(index: 9_999) }
        guard let id = names[name] else { throw Misread("\(name) has no account") }
        return id
    }

    /// A symbol, or `NOSUCH`.
    func instrument(_ symbol: String) throws(Misread) -> InstrumentID {
        if symbol == "NOSUCH" { return InstrumentID(index: 9_999) }
        guard let id = engine.instrument(named: symbol) else { throw Misread("\(symbol) is not listed") }
        return id
    }

    /// A name, or `NOCOIN`.
    func asset(_ name: String) throws(Misread) -> AssetID {
        if name == "NOCOIN" { return AssetID(index: 99) }
        guard let id = engine.asset(named: name) else { throw Misread("\(name) is not listed") }
        return id
    }
}

extension Optional {
    /// `map` for a transformation that throws a `Misread`.
    fileprivate func map<Result>(_ body: (Wrapped) throws(Misread) -> Result) throws(Misread) -> Result? {
        switch self {
        case .some(let wrapped): try body(wrapped)
        case .none: nil
        }
    }
}
