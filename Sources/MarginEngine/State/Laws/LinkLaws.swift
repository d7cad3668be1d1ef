extension Law {
    /// What points at something points at the right thing.
    static let links = [
        Law("assets are found by name") { $0.lostAsset() },
        Law("instruments are found by symbol") { $0.lostInstrument() },
        Law("accounts are found by number") { $0.lostAccount() },
        Law("margin accounts belong to an account") { $0.strayMarginAccount() },
        Law("holdings are found by account and instrument") { $0.lostHolding() },
        Law("a margin account's holdings are in its chain") { $0.brokenHoldingChain() },
        Law("levels are in order of price") { $0.brokenLadder() },
        Law("orders stand in line at their level") { $0.brokenLine() },
        Law("a holding has its resting orders, the best first") { $0.brokenOrderChain() },
        Law("a holding has its conditional orders") { $0.brokenConditionalChain() },
        Law("orders are found by number") { $0.lostOrder() },
        Law("orders are found by their client's name") { $0.lostClientOrder() },
        Law("a row is in use or free") { $0.lostRow() },
    ]
}

extension State {
    fileprivate func lostAsset() -> String? {
        guard assetIndex.count == Int(assets.count) else { return "\(assetIndex.count) names" }
        for id in assetIDs where assetIndex[self[id].name] != id { return self[id].name.text }
        return nil
    }

    fileprivate func lostInstrument() -> String? {
        guard symbolIndex.count == Int(instruments.count) else { return "\(symbolIndex.count) symbols" }
        for id in instrumentIDs where symbolIndex[self[id].symbol] != id { return self[id].symbol.text }
        return nil
    }

    /// The venue's own account, the first, has no number.
    fileprivate func lostAccount() -> String? {
        guard uidIndex.count == Int(accounts.count) - 1 else { return "\(uidIndex.count) numbers" }
        for handle in accounts.handles.dropFirst() {
            let uid = accounts[handle].uid
            guard uidIndex[uid] == AccountID(index: handle.index) else { return "\(uid)" }
        }
        return nil
    }

    fileprivate func strayMarginAccount() -> String? {
        guard balances.count == marginAccounts.count * Int32(Self.maxAssets) else {
            return "\(balances.count) balances"
        }
        for id in marginAccountIDs {
            let row = self[id]
            let owner = Handle<Account>(index: row.account.index)
            guard accounts.contains(owner),
                [accounts[owner].main, accounts[owner].inverse, accounts[owner].funding].contains(id),
                row.isFunding == (accounts[owner].funding == id),
                row.firstBalance.index == id.index * Int32(Self.maxAssets)
            else { return "\(id.index)" }
        }
        return nil
    }

    fileprivate func lostHolding() -> String? {
        guard holdingIndex.count == Int(holdings.count) else { return "\(holdingIndex.count) of \(holdings.count)" }
        for handle in holdings.handles {
            let row = holdings[handle]
            guard holdingHandle(row.marginAccount, row.instrument) == handle else { return row.place }
        }
        return nil
    }

    fileprivate func brokenHoldingChain() -> String? {
        var count = 0
        for account in marginAccountIDs {
            guard let chain = holdings.chain(from: self[account].newestHolding, by: { $0.older }) else {
                return "the chain of account \(account.index) has no end"
            }
            for handle in chain where holdings[handle].marginAccount != account {
                return "\(holdings[handle].place) is in the chain of account \(account.index)"
            }
            count += chain.count
        }
        return count == Int(holdings.count) ? nil : "\(count) of \(holdings.count)"
    }

    fileprivate func brokenLadder() -> String? {
        for id in instrumentIDs {
            for side in [Side.buy, .sell] {
                guard let ladder = levels.chain(from: best(id, side), by: { $0.worse }) else {
                    return "the \(side) side of \(self[id].symbol.text) has no end"
                }
                var better = Handle<Level>.none
                for handle in ladder {
                    let row = levels[handle]
                    guard row.side == side, row.better == better, self[id].offers(row.price),
                        better.isNone || levels[better].price.isBetter(than: row.price, for: side)
                    else { return "\(self[id].symbol.text) \(side) at \(row.price.text)" }
                    better = handle
                }
            }
        }
        return nil
    }

    fileprivate func brokenLine() -> String? {
        for id in instrumentIDs {
            for side in [Side.buy, .sell] {
                for level in levels(id, side) {
                    let row = levels[level]
                    guard let line = orders.chain(from: row.first, by: { $0.nextAtLevel }), row.last == line.last,
                        line.allSatisfy({ orders[$0].isAt(level, row) && orders[$0].instrument == id }),
                        zip(line, line.dropFirst()).allSatisfy({ orders[$1].previousAtLevel == $0 }),
                        line.first.map({ orders[$0].previousAtLevel.isNone }) ?? false
                    else { return "\(self[id].symbol.text) \(side) at \(row.price.text)" }
                }
            }
        }
        return nil
    }

    fileprivate func brokenOrderChain() -> String? {
        var left = Set(restingOrders())
        for handle in holdings.handles {
            let row = holdings[handle]
            var count = 0
            for (side, first) in [(Side.buy, row.bestBuy), (.sell, row.bestSell)] {
                guard let chain = orders.chain(from: first, by: { $0.nextInHolding }),
                    chain.allSatisfy({ orders[$0].holding == handle && orders[$0].side == side }),
                    chain.allSatisfy({ orders[$0].isOf(row) && left.remove($0) != nil }),
                    zip(chain, chain.dropFirst()).allSatisfy({
                        !orders[$1].price.isBetter(than: orders[$0].price, for: side)
                    })
                else { return "\(row.place), \(side)" }
                count += chain.count
            }
            guard count == Int(row.orderCount) else { return "\(row.place) has \(count), counted \(row.orderCount)" }
        }
        return left.isEmpty ? nil : "\(left.count) orders are in no holding"
    }

    fileprivate func brokenConditionalChain() -> String? {
        var left: Set<Handle<Order>> = []
        for id in instrumentIDs {
            guard let chain = orders.chain(from: self[id].newestConditional, by: { $0.nextAtLevel }),
                zip(chain, chain.dropFirst()).allSatisfy({ orders[$1].previousAtLevel == $0 }),
                chain.allSatisfy({ orders[$0].instrument == id && orders[$0].status == .untriggered })
            else { return "the chain of \(self[id].symbol.text)" }
            left.formUnion(chain)
        }
        for handle in holdings.handles {
            let row = holdings[handle]
            guard let chain = orders.chain(from: row.newestConditional, by: { $0.nextInHolding }),
                chain.allSatisfy({ orders[$0].holding == handle && orders[$0].isOf(row) && left.remove($0) != nil })
            else { return row.place }
            let attached = chain.count { orders[$0].purpose.isAttached }
            guard attached == row.attachedCount, chain.count - attached == row.conditionalCount else {
                return "\(row.place) has \(chain.count), counted \(row.conditionalCount) and \(row.attachedCount)"
            }
        }
        return left.isEmpty ? nil : "\(left.count) orders are in no holding"
    }

    /// Every order but the house's has a number of its own.
    fileprivate func lostOrder() -> String? {
        let all = numberedOrders()
        guard orderIndex.count == all.count else { return "\(orderIndex.count) numbers of \(all.count) orders" }
        for handle in all {
            let id = orders[handle].id
            guard orderIndex[id] == handle, (1...max(lastOrder, 1)).contains(id.number) else { return "\(id.number)" }
        }
        return nil
    }

    fileprivate func lostClientOrder() -> String? {
        let all = numberedOrders().filter { !orders[$0].clientOrderID.isEmpty }
        guard clientOrderIndex.count == all.count else { return "\(clientOrderIndex.count) of \(all.count)" }
        for handle in all {
            let order = orders[handle]
            let key = ClientOrderKey(marginAccount: order.marginAccount, clientOrderID: order.clientOrderID)
            guard clientOrderIndex[key] == handle else { return order.clientOrderID.text }
        }
        return nil
    }

    fileprivate func lostRow() -> String? {
        let used = Set((restingOrders() + waitingOrders()).map(\.index))
        guard used.union(orders.freed).count == orders.count, used.count + orders.freed.count == orders.count else {
            return "\(used.count) orders in use, \(orders.freed.count) of \(orders.count) rows free"
        }
        var usedLevels: Set<Int32> = []
        for id in instrumentIDs {
            for side in [Side.buy, .sell] { usedLevels.formUnion(levels(id, side).map(\.index)) }
        }
        let isWhole = usedLevels.union(levels.freed).count == levels.count
        guard isWhole, usedLevels.count + levels.freed.count == levels.count else {
            return "\(usedLevels.count) levels in use, \(levels.freed.count) of \(levels.count) rows free"
        }
        return nil
    }

    private func numberedOrders() -> [Handle<Order>] {
        (restingOrders() + waitingOrders()).filter { orders[$0].marginAccount != house }
    }
}

extension Holding {
    /// Where it is, for whoever reads of a broken law.
    var place: String { "account \(marginAccount.index) in instrument \(instrument.index)" }
}

extension Order {
    fileprivate func isOf(_ holding: Holding) -> Bool {
        marginAccount == holding.marginAccount && instrument == holding.instrument
    }

    fileprivate func isAt(_ handle: Handle<Level>, _ level: Level) -> Bool {
        self.level == handle && side == level.side && price == level.price
    }
}
