import MarginEngine

extension ModelVenue {
    /// COLLATERAL-1, COLLATERAL-2, COLLATERAL-3, COLLATERAL-4, COLLATERAL-5, COLLATERAL-6.
    mutating func setCollateral(_ id: MarginAccountID, _ assetID: AssetID, _ isOn: Bool) throws(Refused) {
        let account = try account(id)
        let asset = try asset(assetID)
        let row = accounts[account]
        try require(row.regime == .unified, .regimeIsPerSymbol)
        let isChoice = row.family == .bybit && assets[asset].name != "USDT" && assets[asset].name != "USDC"
        try require(isChoice, .collateralFixed)
        guard row.pledges[asset] != isOn else { return }
        let before = unified(account).marginBalance
        accounts[account].pledges[asset] = isOn
        if isOn {
            try require(assets[asset].limit != .reached, .collateralLimitReached)
            happenings.append("collateral on")
        } else {
            try require(row.wallets[asset] >= 0, .collateralInDebt)
            let after = unified(account)
            if row.mode != .isolated, after.marginBalance != before {
                let isSpare = after.initialMargin == 0 || after.initialMargin * 5 < after.marginBalance * 4
                try require(after.marginBalance >= 0 && isSpare, .collateralNeeded)
                happenings.append("collateral off")
            }
        }
        touched.insert(account)
        watched.append(account)
    }

    /// WALLET-10.
    func takes(_ asset: Int, _ account: Int) -> Bool {
        let row = accounts[account]
        let isPooled = row.family == .bybit && row.regime == .unified && row.mode != .isolated
        return assets[asset].limit != .reached || !isPooled || !row.pledges[asset]
    }
}
