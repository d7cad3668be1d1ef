import MarginEngine

extension Scenario {
    /// What differs between the figures expected and the ones there are.
    func compare(_ expected: [(key: String, value: String)], of subject: [String]) throws(Misread) -> String? {
        let actual = try figures(of: subject)
        var problems: [String] = []
        for (key, value) in expected {
            guard let found = actual[key] else { throw Misread("no figure \(key)") }
            if found != value { problems.append("\(key) \(found), not \(value)") }
        }
        return problems.isEmpty ? nil : problems.joined(separator: "; ")
    }

    private func figures(of subject: [String]) throws(Misread) -> [String: String] {
        let first = try word(subject, 0)
        if first == "steps" { return ["kinds": steps.map { "\($0.kind)" }.joined(separator: ",").orNone] }
        if first == "events" { return ["kinds": engine.events.map(\.kind).joined(separator: ",").orNone] }
        if first == "event" { return try eventFigures(word(subject, 1)) }
        if first == "step" { return try stepFigures(word(subject, 1)) }
        if first == "preview" { return try previewFigures(command(Array(subject.dropFirst()))) }
        if first.hasPrefix("#") { return orderFigures(try Word.order(first)) }
        if let id = engine.instrument(named: first) { return instrumentFigures(id) }
        if let id = engine.asset(named: first) { return assetFigures(id) }
        if first == "venue" { return ["time": "\(engine.timeMs)", "due": engine.nextDueMs.map { "\($0)" } ?? "none"] }
        let account = try account(first)
        let second = try word(subject, 1)
        if second == "account" { return unifiedFigures(account, as: try subject.last.flatMapMode()) }
        if second == "orders" { return ["open": openOrders(of: account), "pending": pendingOrders(of: account)] }
        if let id = engine.asset(named: second) { return poolFigures(account, id) }
        let instrument = try instrument(second)
        guard subject.count > 2 else { return holdingFigures(account, instrument) }
        return positionFigures(account, instrument, try Word.side(subject[2]))
    }

    private func orderFigures(_ id: OrderID) -> [String: String] {
        guard let order = orders[id.number] else { return ["status": "unknown"] }
        return [
            "status": "\(order.status)", "cause": "\(order.cause)", "filled": order.filled.text,
            "left": order.remaining.text, "size": order.quantity.text, "price": order.price.text,
            "fee": order.fee.text, "value": order.filledValue.text, "mode": "\(order.marginMode)",
            "lev": Self.text(order.leverage), "resting": "\(engine.openOrder(id) != nil)",
            "purpose": "\(order.purpose)", "trigger": order.trigger?.price.text ?? "none", "origin": "\(order.origin)",
            "pending": "\(order.isPending)", "note": "\(order.note)", "mark": order.markOnCreated.text,
            "id": order.clientOrderID.text,
        ]
    }

    private func instrumentFigures(_ id: InstrumentID) -> [String: String] {
        let row = engine[id]
        func levels(_ side: Side) -> String {
            engine.depth(id, side, limit: 10).map { "\($0.quantity.text)@\($0.price.text)" }.joined(separator: ",")
        }
        return [
            "mark": row.mark.text, "index": row.index.text, "last": row.last.text, "oi": row.openInterest.text,
            "bids": levels(.buy).orNone, "asks": levels(.sell).orNone, "rate": row.fundingRate.text,
        ]
    }

    private func assetFigures(_ id: AssetID) -> [String: String] {
        let row = engine[id]
        return [
            "fees": row.fees.text, "insurance": engine.insuranceFund(id).text, "rounding": row.rounding.text,
            "deposits": row.netDeposits.text, "usd": engine.usdPrice(of: id).text, "loss": row.socialisedLoss.text,
        ]
    }

    private func unifiedFigures(_ account: MarginAccountID, as mode: MarginMode?) -> [String: String] {
        let figures = engine.unified(account, as: mode)
        return [
            "mode": "\(engine.mode(of: account))", "equity": figures.totalEquity.text,
            "wallet": figures.totalWallet.text, "upnl": figures.totalUnrealised.text,
            "balance": figures.marginBalance.text, "im": figures.initialMargin.text,
            "ordermargin": figures.orderMargin.text, "mm": figures.maintenanceMargin.text,
            "available": figures.available.text, "positions": "\(figures.hasPositions)",
            "loanim": figures.loanInitialMargin.text, "loanmm": figures.loanMaintenanceMargin.text,
        ]
    }

    private func openOrders(of account: MarginAccountID) -> String {
        engine.openOrders(of: account).map { "#\($0.id.number)" }.joined(separator: ",").orNone
    }

    private func pendingOrders(of account: MarginAccountID) -> String {
        engine.pendingOrders(of: account).map { "#\($0.id.number)" }.joined(separator: ",").orNone
    }

    private func stepFigures(_ number: String) throws(Misread) -> [String: String] {
        guard let index = Int(number), steps.indices.contains(index - 1) else { throw Misread("no step \(number)") }
        let step = steps[index - 1]
        return [
            "kind": "\(step.kind)", "of": name(of: step.marginAccount),
            "symbol": step.instrument.map { engine[$0].symbol.text } ?? "none",
            "side": step.side.map { "\($0)" } ?? "none", "size": step.quantity.text, "price": step.price.text,
            "amount": step.amount.text, "equity": step.equity.text, "mm": step.maintenanceMargin.text,
            "takeover": step.takeover.map { "\($0.trade)" } ?? "none",
            "from": step.takeover.map { name(of: $0.marginAccount) } ?? "nobody",
        ]
    }

    func name(of account: MarginAccountID) -> String { names.first { $0.value == account }?.key ?? "nobody" }

    private func previewFigures(_ command: Command) throws(Misread) -> [String: String] {
        guard let preview = engine.preview(command) else { throw Misread("no preview of that") }
        var figures = [
            "refusals": preview.refusals.map { "\($0)" }.joined(separator: ",").orNone,
            "rules": preview.reasons.map(\.rule.description).joined(separator: ",").orNone,
            "remedies": preview.remedies.map { text($0) }.joined(separator: ",").orNone,
            "after": preview.after == nil ? "none" : "some",
        ]
        for (name, outlook) in [("before", preview.before), ("then", preview.after)] {
            guard let outlook else { continue }
            figures["\(name).mode"] = "\(outlook.mode)"
            figures["\(name).equity"] = outlook.figures.equity.text
            figures["\(name).im"] = outlook.figures.initialMargin.text
            figures["\(name).mm"] = outlook.figures.maintenanceMargin.text
            figures["\(name).available"] = outlook.figures.available.text
        }
        return figures
    }

    private func text(_ remedy: Remedy) -> String {
        switch remedy {
        case .deposit(let asset, let amount): "deposit:\(amount.text):\(engine[asset].name.text)"
        case .close(let instrument, let side, let quantity):
            "close:\(quantity.text):\(engine[instrument].symbol.text):\(side)"
        case .cancel(let orders): "cancel:" + orders.map { "#\($0.number)" }.joined(separator: "+")
        }
    }

    private func poolFigures(_ account: MarginAccountID, _ asset: AssetID) -> [String: String] {
        let pool = engine.pool(account, asset)
        let borrowing = engine.borrowing(account, asset)
        return [
            "borrowed": borrowing.amount.text, "unrealisedloss": borrowing.unrealisedLoss.text,
            "exempt": borrowing.exempt.text, "interest": borrowing.interest.text,
            "loanim": borrowing.initialMargin.text, "loanmm": borrowing.maintenanceMargin.text,
            "withdrawable": engine.withdrawable(account, asset).text,
            "wallet": pool.wallet.text, "isolated": pool.isolatedMargin.text, "crossim": pool.crossInitialMargin.text,
            "mm": pool.maintenanceMargin.text, "crossmm": pool.crossMaintenanceMargin.text,
            "ordermargin": pool.orderMargin.text, "upnl": pool.unrealised.text, "lock": pool.hedgeLock.text,
            "available": pool.available.text, "equity": pool.equity.text,
            "positions": Self.text(engine.defaultPositionMode(account, asset)),
        ]
    }

    private func holdingFigures(_ account: MarginAccountID, _ instrument: InstrumentID) -> [String: String] {
        let holding = engine.holding(account, instrument)
        return [
            "mode": "\(engine.mode(of: holding))", "positions": Self.text(holding.positionMode),
            "crosslev": Self.text(holding.crossLeverage), "longlev": Self.text(holding.isolatedLongLeverage),
            "shortlev": Self.text(holding.isolatedShortLeverage), "orders": "\(holding.orderCount)",
            "long": holding.long.size.text, "short": holding.short.size.text,
            "ordermargin": engine.orderMargin(account, instrument).text,
        ]
    }

    private func positionFigures(
        _ account: MarginAccountID, _ instrument: InstrumentID, _ side: PositionSide
    ) -> [String: String] {
        guard let figures = engine.position(account, instrument, side) else { return ["size": "0"] }
        return [
            "size": figures.position.size.text, "entry": figures.position.entryValue.text,
            "avg": figures.averagePrice.text, "value": figures.value.text, "upnl": figures.unrealised.text,
            "posted": figures.position.margin.text, "im": figures.initialMargin.text, "margin": figures.margin.text,
            "mm": figures.maintenanceMargin.text, "removable": figures.removableMargin.text,
            "tier": "\(figures.tier)", "lev": Self.text(figures.leverage), "mode": "\(figures.mode)",
            "liq": figures.liquidationPrice?.text ?? "none", "bust": figures.bankruptcyPrice?.text ?? "none",
            "realised": figures.position.realised.text, "costs": figures.position.costs.text,
            "rank": engine.deleveragingRank(account, instrument, side)?.text ?? "none",
            "autoadd": figures.position.addsMarginAutomatically ? "on" : "off",
        ]
    }

    private static func text(_ mode: PositionMode) -> String { mode == .hedge ? "hedge" : "oneway" }

    private static func text(_ leverage: Leverage) -> String {
        DecimalText.write(units: Int64(leverage.hundredths) * 1_000_000) + "x"
    }
}

extension Value {
    /// All that there is of its 16 decimals.
    var text: String { DecimalText.write(units: units, decimals: 16) }
}

extension String {
    fileprivate var orNone: String { isEmpty ? "none" : self }
}

extension String? {
    /// The mode in `... account as cross`; nil for `... account`.
    fileprivate func flatMapMode() throws(Misread) -> MarginMode? {
        guard let self, self != "account" else { return nil }
        return try Word.mode(self)
    }
}
