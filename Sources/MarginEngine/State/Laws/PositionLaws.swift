extension Law {
    /// Holdings, and the instruments they are in.
    static let positions = [
        Law("as much is long as short, and that is the open interest") { $0.unequalSides() },
        Law("a position is not below nothing") { $0.position { $0.isBelowNothing } },
        Law("a closed position keeps nothing") { $0.position { !$0.isOpen && $0.keepsSomething } },
        Law("a change of a position has its number") { state in
            let last = state.lastChange
            return state.position { $0.sequence > last }
        },
        Law("a size is a whole number of steps") { $0.brokenStep() },
        Law("one-way mode has one side") {
            $0.holding { $0.positionMode == .oneWay && $0.long.isOpen && $0.short.isOpen }
        },
        Law("leverage is above zero") { $0.holding { $0.leastLeverage.hundredths <= 0 } },
        Law("only isolated positions have margin") { $0.misplacedMargin() },
        Law("prices and rates are within their range") { $0.priceOutOfRange() },
        Law("what is due next is known") { $0.wrongDueTime() },
    ]
}

extension State {
    fileprivate func unequalSides() -> String? {
        var sums = [(long: Quantity, short: Quantity)](repeating: (.zero, .zero), count: Int(instruments.count))
        for handle in holdings.handles {
            let row = holdings[handle]
            sums[Int(row.instrument.index)].long += row.long.size
            sums[Int(row.instrument.index)].short += row.short.size
        }
        for id in instrumentIDs {
            let (long, short) = sums[Int(id.index)]
            let open = self[id].openInterest
            guard long == open, short == open, open <= self[id].maxOpenInterest else {
                return "\(self[id].symbol.text): \(long.text) long, \(short.text) short, \(open.text) open"
            }
        }
        return nil
    }

    /// The first position that is as it should not be.
    fileprivate func position(_ isWrong: (Position) -> Bool) -> String? {
        holding { isWrong($0.long) || isWrong($0.short) }
    }

    /// The first holding that is as it should not be.
    fileprivate func holding(_ isWrong: (Holding) -> Bool) -> String? {
        for handle in holdings.handles where isWrong(holdings[handle]) { return holdings[handle].place }
        return nil
    }

    fileprivate func brokenStep() -> String? {
        holding { holding in
            let step = self[holding.instrument].step
            return !holding.long.size.isMultiple(of: step) || !holding.short.size.isMultiple(of: step)
        }
    }

    fileprivate func misplacedMargin() -> String? {
        holding { mode(of: $0) != .isolated && ($0.long.margin != .zero || $0.short.margin != .zero) }
    }

    fileprivate func priceOutOfRange() -> String? {
        for id in instrumentIDs {
            let row = self[id]
            guard [row.mark, row.index, row.last].allSatisfy({ (row.minPrice...row.maxPrice).contains($0) }),
                (-row.fundingRateCap...row.fundingRateCap).contains(row.fundingRate)
            else { return row.symbol.text }
        }
        return nil
    }

    /// A venue that has had no time yet owes nothing.
    fileprivate func wrongDueTime() -> String? {
        var nextMs = nextInterestMs(after: timeMs)
        for id in instrumentIDs { nextMs = min(nextMs, self[id].nextFundingMs) }
        for account in marginAccountIDs where self[account].liquidationDueMs > 0 {
            nextMs = min(nextMs, self[account].liquidationDueMs)
        }
        guard nextDueMs == nextMs, timeMs == 0 || nextMs > timeMs else { return "at \(nextMs) ms, not \(nextDueMs) ms" }
        return nil
    }
}

extension Position {
    fileprivate var keepsSomething: Bool { entryValue != .zero || margin != .zero || carriedCosts != .zero }
}

extension Holding {
    fileprivate var leastLeverage: Leverage { min(crossLeverage, isolatedLongLeverage, isolatedShortLeverage) }
}
