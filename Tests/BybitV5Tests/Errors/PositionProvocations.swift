import MarginEngine
import Testing

/// Modes, leverage, risk limits and the margin of positions. https://bybit-exchange.github.io/docs/v5/error
extension Provocation {
    private static let isolatedAt100 = #""tradeMode":1,"buyLeverage":"100","sellLeverage":"100""#

    static let modes: [Provocation] = [
        Provocation(100028, "unified account is forbidden") {
            $0.post("position/switch-isolated", btcusdt: isolatedAt100, as: $0.open(.uta2))
        },
        Provocation(110011, "Liquidation will be triggered immediately by this adjustment.") { venue in
            let owner = venue.open(.classic, usdt: "100000")
            venue.trade(owner, "BTCUSDT", .sell, "0.1", at: "60000")
            venue.setMark("BTCUSDT", "120001")
            return venue.post("position/switch-isolated", btcusdt: isolatedAt100, as: owner)
        },
        Provocation(110013, "Cannot set leverage due to risk limit level.") { venue in
            let owner = venue.open(.uta2, usdt: "10000000")
            // 2,100,000 lie in the tier of 90x.
            venue.trade(owner, "BTCUSDT", .buy, "35", at: "60000")
            return venue.post(
                "position/set-leverage", btcusdt: #""buyLeverage":"95","sellLeverage":"95""#, as: owner)
        },
        Provocation(110026, "Cross/isolated margin mode is not modified") {
            $0.post(
                "position/switch-isolated", btcusdt: #""tradeMode":0,"buyLeverage":"10","sellLeverage":"10""#,
                as: $0.open(.classic))
        },
        Provocation(110044, "Available margin is insufficient.") { venue in
            let owner = venue.open(.classic, usdt: "1000")
            venue.trade(owner, "BTCUSDT", .buy, "0.1", at: "60000")
            return venue.post(
                "position/switch-isolated", btcusdt: #""tradeMode":1,"buyLeverage":"2","sellLeverage":"2""#, as: owner)
        },
        Provocation(110024, "You have an existing position, so the position mode cannot be switched.") {
            $0.post("position/switch-mode", btcusdt: #""mode":3"#, as: $0.holder())
        },
        Provocation(110025, "Position mode is not modified") {
            $0.post("position/switch-mode", btcusdt: #""mode":0"#, as: $0.open(.uta2))
        },
        Provocation(110028, "You have existing open orders, so the position mode cannot be switched.") { venue in
            let owner = venue.open(.uta2, usdt: "10000")
            _ = venue.create(owner)
            return venue.post("position/switch-mode", btcusdt: #""mode":3"#, as: owner)
        },
        Provocation(110029, "Hedge mode is not supported for this symbol.") {
            $0.post(
                "/v5/position/switch-mode", #"{"category":"inverse","symbol":"BTCUSD","mode":3}"#, as: $0.open(.uta2))
        },
        Provocation(110038, "You are not allowed to change leverage due to portfolio margin mode.") {
            $0.post(
                "position/set-leverage", btcusdt: #""buyLeverage":"5","sellLeverage":"5""#, as: $0.holder("PORTFOLIO"))
        },
        Provocation(110043, "leverage not modified") {
            $0.post(
                "position/set-leverage", btcusdt: #""buyLeverage":"10","sellLeverage":"10""#, as: $0.open(.uta2))
        },
        Provocation(3_400_045, "Set margin mode failed") { $0.setMode("PORTFOLIO", $0.open(.uta2)) },
        Provocation(reason: 3_400_000, "Equity needs to be equal to or greater than 1000 USDC") {
            $0.setMode("PORTFOLIO", $0.open(.uta2))
        },
        Provocation(reason: 3_400_208, "You have unclosed hedge mode or isolated mode USDT perpetual positions") {
            venue in
            let owner = venue.open(.uta2, usdt: "100000")
            _ = venue.post("position/switch-mode", btcusdt: #""mode":3"#, as: owner)
            _ = venue.create(owner, ["positionIdx": "1"])
            return venue.setMode("PORTFOLIO", owner)
        },
        Provocation(
            reason: 3_400_139, "The total value of your positions and orders has exceeded the risk limit for a"
        ) { venue in
            let owner = venue.open(.uta2, usdt: "10000000")
            _ = venue.post("position/set-leverage", btcusdt: #""buyLeverage":"100","sellLeverage":"100""#, as: owner)
            venue.trade(owner, "BTCUSDT", .buy, "33", at: "60000")
            _ = venue.setMode("PORTFOLIO", owner)
            venue.setMark("BTCUSDT", "61000")
            return venue.setMode("REGULAR", owner)
        },
        Provocation(reason: 3_200_641, "BTC collateral has reached the platform limit.") { venue in
            let owner = venue.open(.uta2, usdt: "2000", btc: "1")
            _ = venue.setMode("ISOLATED", owner)
            venue.apply(.setCollateralLimit(venue.asset("BTC"), .reached))
            return venue.setMode("REGULAR", owner)
        },
        Provocation(reason: 3_401_010, "Cannot switch to PM mode (for copy trading master trader)") { venue in
            let owner = venue.open(.uta2, usdt: "2000")
            venue.apply(.setAccountKind(uid: owner.account.uid, .copyTrader))
            return venue.setMode("PORTFOLIO", owner)
        },
        Provocation(reason: 110044, "Available margin is insufficient.") { venue in
            // 1 BTC backs a position in cross margin, and none of the USDT that isolated margin needs.
            let owner = venue.open(.uta2, btc: "1")
            venue.trade(owner, "BTCUSDT", .buy, "0.1", at: "60000")
            return venue.setMode("ISOLATED", owner)
        },
    ]

    static let positions: [Provocation] = [
        Provocation(110014, "Insufficient available balance to add additional margin.") {
            $0.post("position/add-margin", btcusdt: #""margin":"1000000""#, as: $0.holder("ISOLATED"))
        },
        Provocation(110015, "The position is in cross margin mode.") {
            $0.post("position/add-margin", btcusdt: #""margin":"1""#, as: $0.holder())
        },
        Provocation(110027, "Margin has not been modified.") {
            $0.post("position/add-margin", btcusdt: #""margin":"0""#, as: $0.holder("ISOLATED"))
        },
        Provocation(110031, "Non-existing risk limit info") {
            $0.post("position/set-risk-limit", btcusdt: #""riskId":99"#, as: $0.open(.uta2))
        },
        Provocation(110033, "You can't set margin without an open position") {
            let owner = $0.open(.uta2, usdt: "1000")
            _ = $0.setMode("ISOLATED", owner)
            return $0.post("position/add-margin", btcusdt: #""margin":"1""#, as: owner)
        },
        Provocation(110075, "RiskId not modified") {
            $0.post("position/set-risk-limit", btcusdt: #""riskId":1"#, as: $0.open(.uta2))
        },
        Provocation(110076, "Only isolated mode can set auto-add-margin") {
            $0.post("position/set-auto-add-margin", btcusdt: #""autoAddMargin":1"#, as: $0.holder())
        },
        Provocation(110077, "Pm mode cannot support") {
            $0.post("position/add-margin", btcusdt: #""margin":"1""#, as: $0.holder("PORTFOLIO"))
        },
        Provocation(110078, "Added margin more than max can reduce margin") {
            $0.post("position/add-margin", btcusdt: #""margin":"-1""#, as: $0.holder("ISOLATED"))
        },
        Provocation(110082, "You cannot lift Reduce-Only restrictions, as no Reduce-Only restrictions are applied") {
            $0.post("/v5/position/confirm-pending-mmr", #"{"category":"linear","symbol":"BTCUSDT"}"#, as: $0.holder())
        },
        Provocation(3_405_112, "Pm mode cannot support") {
            $0.get("/v5/position/symbol-info", "category=linear", as: $0.holder("PORTFOLIO"))
        },
    ]
}
