extension Law {
    /// What is kept in order says the same as a walk through everything.
    static let sequences = [
        Law("holders of an instrument are found") { $0.lostHolder() },
        Law("due liquidations are found by time") { $0.lostDueLiquidation() },
        Law("alarms are found by price") { $0.lostAlarm() },
        Law("who has alarms is above the maintenance margin") { $0.missedAlarm() },
        Law("levels are found by price") { $0.lostLevel() },
        Law("conditional orders are found by their trigger") { $0.lostTrigger() },
        Law("orders that trail a price are found by what moves them") { $0.lostTrail() },
    ]
}

extension State {
    fileprivate func lostHolder() -> String? {
        for id in instrumentIDs {
            let root = self[sequencesOf: id].holders
            let wanted = holdings.handles.filter { holdings[$0].instrument == id && holdings[$0].hasPosition }
            guard holders.isSound(root), holders.rows(of: root) == wanted else { return self[id].symbol.text }
        }
        return nil
    }

    fileprivate func lostDueLiquidation() -> String? {
        let wanted = marginAccountIDs.filter { self[$0].liquidationDueMs > 0 }.sorted {
            (self[$0].liquidationDueMs, $0.index) < (self[$1].liquidationDueMs, $1.index)
        }
        let found = dueLiquidations.rows(of: firstDueLiquidation)
        guard dueLiquidations.isSound(firstDueLiquidation), found.map(\.index) == wanted.map(\.index) else {
            return "\(found.count) of \(wanted.count)"
        }
        return nil
    }

    fileprivate func lostAlarm() -> String? {
        var count = 0
        for id in instrumentIDs {
            for spot in PriceKind.allCases.flatMap({
                [AlarmSpot(kind: $0, isBelow: true), AlarmSpot(kind: $0, isBelow: false)]
            }) {
                let root = self[sequencesOf: id][spot]
                let rows = alarmsByPrice.rows(of: root)
                guard alarmsByPrice.isSound(root),
                    rows.allSatisfy({ alarms[$0].instrument == id && alarms[$0].spot == spot })
                else { return self[id].symbol.text }
                count += rows.count
            }
            if let account = nextToRing(id) { return "account \(account.index) was not rung" }
        }
        for account in marginAccountIDs {
            guard let chain = alarms.chain(from: self[account].newestAlarm, by: { $0.older }),
                chain.allSatisfy({ alarms[$0].marginAccount == account }), chain.isEmpty || !self[account].isLoose
            else { return "account \(account.index)" }
            count -= chain.count
        }
        guard count == 0 else { return "\(count) too many" }
        var (loose, next) = (marginAccountIDs.count { self[$0].isLoose }, firstLoose)
        while let account = next, loose >= 0 {
            loose -= 1
            next = self[account].nextLoose
        }
        return loose == 0 ? nil : "\(loose) loose accounts are in no chain"
    }

    fileprivate func missedAlarm() -> String? {
        for account in marginAccountIDs where !isVenueOwned(account) && !self[account].isLoose && isEndangered(account)
        {
            return "account \(account.index)"
        }
        return nil
    }

    /// True when the account as a whole, a pool of it or an isolated position is at its maintenance margin or below.
    private func isEndangered(_ account: MarginAccountID) -> Bool {
        let row = self[account]
        var isBroken = false
        forEachHolding(of: account) { handle, holding in
            guard mode(of: holding) == .isolated else { return }
            for side in PositionSide.allCases { isBroken = isBroken || solvency(handle, side).isBroken }
        }
        guard !isBroken, row.regime == .unified else {
            return isBroken || assetIDs.contains { solvency(account, $0).isBroken }
        }
        if row.mode == .cross, let ladder = rules(of: account).ladder {
            return [.reduceOnly, .liquidating].contains(ladder.status(of: unifiedFigures(account, as: .cross)))
        }
        return row.mode != .isolated && solvency(account, nil).isBroken
    }

    fileprivate func lostLevel() -> String? {
        for id in instrumentIDs {
            for side in [Side.buy, .sell] {
                let root = self[sequencesOf: id][side]
                let found = levelsByPrice.rows(of: root)
                guard levelsByPrice.isSound(root),
                    found == (side == .buy ? levels(id, side).reversed() : levels(id, side))
                else {
                    return "\(self[id].symbol.text) \(side)"
                }
            }
        }
        return nil
    }

    fileprivate func lostTrigger() -> String? {
        for id in instrumentIDs {
            for kind in PriceKind.allCases {
                for direction in [Trigger.Direction.rising, .falling] {
                    let root = self[sequencesOf: id][kind, direction]
                    let wanted = waiting(in: id) { order in
                        order.trigger.flatMap { $0.kind == kind && $0.direction == direction ? $0.price : nil }
                    }
                    guard ordersByPrice.isSound(root), ordersByPrice.rows(of: root) == wanted else {
                        return "\(self[id].symbol.text) \(kind), \(direction)"
                    }
                }
            }
        }
        return nil
    }

    fileprivate func lostTrail() -> String? {
        for id in instrumentIDs {
            for kind in PriceKind.allCases {
                for side in PositionSide.allCases {
                    let root = self[sequencesOf: id][kind, closing: side]
                    let wanted = waiting(in: id) { order in
                        order.trail?.kind == kind && order.side.closes == side ? order.movesFrom : nil
                    }
                    guard ordersByPrice.isSound(root), ordersByPrice.rows(of: root) == wanted else {
                        return "\(self[id].symbol.text) \(kind), \(side)"
                    }
                }
            }
            if let late = nextToFollow(id) { return "order \(orders[late].id.number) stayed behind" }
        }
        return nil
    }

    /// An instrument's conditional orders that have a price, in the order of it and then of their age.
    private func waiting(in instrument: InstrumentID, price: (Order) -> Price?) -> [Handle<Order>] {
        let all = orders.chain(from: self[instrument].newestConditional) { $0.nextAtLevel } ?? []
        let priced = all.compactMap { handle in price(orders[handle]).map { (handle, $0, orders[handle].id) } }
        return priced.sorted { ($0.1, $0.2.number) < ($1.1, $1.2.number) }.map(\.0)
    }
}
