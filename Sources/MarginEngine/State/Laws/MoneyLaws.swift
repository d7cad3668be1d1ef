extension Law {
    /// Every unit is somebody's.
    static let money = [
        Law("no sum leaves its bounds") { $0.sumOutOfBounds() },
        Law("money is conserved") { $0.lostMoney() },
        Law("the rounding account is not below zero") { $0.asset { $0.rounding < .zero } },
        Law("no loss is borne twice") { $0.asset { $0.socialisedLoss < .zero } },
        Law("a funding wallet trades nothing and owes nothing") { $0.tradingWallet() },
        Law("a fund that holds nothing owes nothing") { $0.indebtedFund() },
    ]
}

extension State {
    fileprivate func sumOutOfBounds() -> String? {
        for id in assetIDs {
            let row = self[id]
            let sums = [row.fees, row.socialisedLoss, row.netDeposits]
            guard sums.allSatisfy(\.isWithinSumBound), row.rounding.isWithinSumBound else { return row.name.text }
            for account in marginAccountIDs where !self[account, id].wallet.isWithinSumBound {
                return "\(row.name.text) of account \(account.index)"
            }
        }
        return nil
    }

    /// For every asset, to the last unit and at every mark price m: wallets + fees + rounding + sum of `d * (V(m) - V0)` =
    /// net deposits + socialised loss, `d` being the direction of a position. MARGIN-37.
    ///
    /// V(m) is a quotient in an inverse contract, but the sum of `d * V(m)` is `(sum of d * q) * m` or `(sum of d * q) / m`:
    /// with as much long as short it is exactly zero at every m. What remains are stored integers.
    fileprivate func lostMoney() -> String? {
        var sums: [Value] = []
        for id in assetIDs {
            let row = self[id]
            var amount = row.fees - row.socialisedLoss - row.netDeposits
            for account in marginAccountIDs { amount += self[account, id].wallet }
            sums.append(Value(amount) + row.rounding)
        }
        for handle in holdings.handles {
            let row = holdings[handle]
            let instrument = self[row.instrument]
            for side in PositionSide.allCases {
                sums[Int(instrument.settle.index)] += instrument.profit(side, from: row[side].entryValue, to: .zero)
            }
        }
        for (id, sum) in zip(assetIDs, sums) where sum != .zero {
            return "\(self[id].name.text): \(DecimalText.write(units: sum.units, decimals: 16)) too much"
        }
        return nil
    }

    /// The first asset that is as it should not be. MARGIN-39 is such a rule.
    fileprivate func asset(_ isWrong: (Asset) -> Bool) -> String? {
        for id in assetIDs where isWrong(self[id]) { return self[id].name.text }
        return nil
    }

    /// WALLET-12.
    fileprivate func tradingWallet() -> String? {
        for account in marginAccountIDs where self[account].isFunding {
            guard self[account].newestHolding.isNone, assetIDs.allSatisfy({ self[account, $0].wallet >= .zero }) else {
                return "account \(account.index)"
            }
        }
        return nil
    }

    /// What the fund lacks for what it still holds shows when that is closed. MARGIN-32.
    fileprivate func indebtedFund() -> String? {
        for id in assetIDs where self[insurance, id].wallet < .zero {
            guard anyHolding(of: insurance, { $0.hasPosition && self[$0.instrument].settle == id }) else {
                return self[id].name.text
            }
        }
        return nil
    }
}
