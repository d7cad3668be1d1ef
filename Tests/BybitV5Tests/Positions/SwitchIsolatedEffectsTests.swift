import MarginEngine
import Testing
import Wire

/// What an accepted `switch-isolated` does to the position's margin, the available balance and the liquidation price,
/// with a position and an order open. Fees: taker f = 0.00055; maintenance rate 0.005; prices round against the holder.
@Suite struct SwitchIsolatedEffectsTests {
    /// The figures that a switch changes.
    private struct Figures: Equatable {
        let tradeMode: Int64?
        let leverage: String?
        let margin: String?
        let available: String?
        let liquidation: String?
    }

    private let venue = TestVenue()

    private func figures(_ category: String, _ symbol: String, _ owner: TestVenue.Owner) -> Figures {
        let row = venue.get("/v5/position/list", "category=\(category)&symbol=\(symbol)", as: owner).first
        let coin = category == "linear" ? "USDT" : "BTC"
        let wallet = venue.get("/v5/account/wallet-balance", "accountType=CONTRACT&coin=\(coin)", as: owner).first
        return Figures(
            tradeMode: row?.number("tradeMode"), leverage: row?.text("leverage"), margin: row?.text("positionBalance"),
            available: wallet?["coin"]?.elements?.first?.text("availableToWithdraw"),
            liquidation: row?.text("liqPrice"))
    }

    private func switchMode(
        _ category: String, _ symbol: String, _ mode: Int, _ leverage: String, _ owner: TestVenue.Owner
    ) -> Bool {
        let body =
            #"{"category":"\#(category)","symbol":"\#(symbol)","tradeMode":\#(mode),"buyLeverage":"\#(leverage)","#
            + #""sellLeverage":"\#(leverage)"}"#
        return venue.post("/v5/position/switch-isolated", body, as: owner).isOK
    }

    private func rest(
        _ category: String, _ symbol: String, _ side: String, _ quantity: String, _ price: String,
        _ owner: TestVenue.Owner
    ) -> Bool {
        let body =
            #"{"category":"\#(category)","symbol":"\#(symbol)","side":"\#(side)","orderType":"Limit","#
            + #""qty":"\#(quantity)","price":"\#(price)"}"#
        return venue.post("/v5/order/create", body, as: owner).isOK
    }

    private func openOrders(_ category: String, _ symbol: String, _ owner: TestVenue.Owner) -> Int {
        venue.get("/v5/order/realtime", "category=\(category)&symbol=\(symbol)", as: owner).list.count
    }

    @Test("BYBIT-SWITCH-16, BYBIT-SWITCH-17, BYBIT-SWITCH-18, BYBIT-SWITCH-19: Classic linear, both ways")
    func classicLinear() {
        let owner = venue.open(.classic, usdt: "10000")
        venue.trade(owner, "BTCUSDT", .buy, "1", at: "60000")
        #expect(rest("linear", "BTCUSDT", "Buy", "0.5", "59000", owner))

        // Wallet 10,000 - 60,000 f = 9,967. Value 60,000 at mark and entry.
        // Cross 10x: margin 60,000/10 + 60,000 * (1 - 1/10) f = 6,000 + 29.7 = 6,029.7.
        // Order: 29,500/10 + 29,500 f + 29,500 * (1 - 1/10) f = 2,950 + 16.225 + 14.6025 = 2,980.8275.
        // Available 9,967 - 6,029.7 - 2,980.8275 = 956.4725.
        // Liquidation: cash 9,967 - 2,980.8275 - 29.7 = 6,956.4725;
        // (60,000 - 6,956.4725) / (1 - 0.005) = 53,310.078..., up to 53,310.1.
        let cross = Figures(
            tradeMode: 0, leverage: "10", margin: "6029.7", available: "956.4725", liquidation: "53310.1")
        #expect(figures("linear", "BTCUSDT", owner) == cross)

        // Isolated 20x: margin 60,000/20 + 60,000 * (1 - 1/20) f = 3,000 + 31.35 = 3,031.35.
        // Order: 1,475 + 16.225 + 29,500 * 0.95 f = 1,475 + 16.225 + 15.41375 = 1,506.63875.
        // Available 9,967 - 3,031.35 - 1,506.63875 = 5,429.01125.
        // Liquidation: (60,000 - 3,000) / 0.995 = 57,286.432..., up to 57,286.5.
        #expect(switchMode("linear", "BTCUSDT", 1, "20", owner))
        #expect(
            figures("linear", "BTCUSDT", owner)
                == Figures(
                    tradeMode: 1, leverage: "20", margin: "3031.35", available: "5429.01125", liquidation: "57286.5"))
        #expect(openOrders("linear", "BTCUSDT", owner) == 1)

        #expect(switchMode("linear", "BTCUSDT", 0, "10", owner))
        #expect(figures("linear", "BTCUSDT", owner) == cross)
        #expect(openOrders("linear", "BTCUSDT", owner) == 1)
    }

    @Test("BYBIT-SWITCH-18: Classic linear at a loss: the loss is posted with the margin")
    func classicLinearAtLoss() {
        let owner = venue.open(.classic, usdt: "10000")
        venue.trade(owner, "BTCUSDT", .buy, "1", at: "60000")
        venue.setMark("BTCUSDT", "59000")

        // Cross 10x at mark: 59,000/10 + 29.7 = 5,929.7. Available 9,967 - 1,000 - 5,929.7 = 3,037.3.
        // Liquidation: cash 9,967 - 29.7 = 9,937.3; (60,000 - 9,937.3) / 0.995 = 50,314.27..., up to 50,314.3.
        #expect(
            figures("linear", "BTCUSDT", owner)
                == Figures(
                    tradeMode: 0, leverage: "10", margin: "5929.7", available: "3037.3", liquidation: "50314.3"))

        // Isolated 20x: 3,031.35 and the loss of 1,000. Available 9,967 - 4,031.35 = 5,935.65.
        // Liquidation: cash 3,000 + 1,000 / (1 - f) = 4,000.5503...; (60,000 - 4,000.5503) / 0.995 = 56,280.85...
        #expect(switchMode("linear", "BTCUSDT", 1, "20", owner))
        #expect(
            figures("linear", "BTCUSDT", owner)
                == Figures(
                    tradeMode: 1, leverage: "20", margin: "4031.35", available: "5935.65", liquidation: "56280.9"))
    }

    @Test("BYBIT-SWITCH-18, BYBIT-SWITCH-19: Classic inverse, both ways")
    func classicInverse() {
        let owner = venue.open(.classic, btc: "1")
        venue.trade(owner, "BTCUSD", .buy, "30000", at: "60000")
        #expect(rest("inverse", "BTCUSD", "Buy", "6000", "50000", owner))

        // Value 30,000/60,000 = 0.5 BTC; wallet 1 - 0.5 f = 0.999725. An inverse long is charged 1 + 1/L.
        // Cross 10x: 0.05 + 0.5 * 1.1 f = 0.05 + 0.0003025 = 0.0503025.
        // Order 6,000/50,000 = 0.12: 0.012 + 0.12 f + 0.12 * 1.1 f = 0.012 + 0.000066 + 0.0000726 = 0.0121386.
        // Available 0.999725 - 0.0503025 - 0.0121386 = 0.9372839.
        // Liquidation: cash 0.999725 - 0.0121386 - 0.0003025 = 0.9872839;
        // 30,000 * 1.005 / (0.5 + 0.9872839) = 20,271.85..., up to 20,271.9.
        let cross = Figures(
            tradeMode: 0, leverage: "10", margin: "0.0503025", available: "0.9372839", liquidation: "20271.9")
        #expect(figures("inverse", "BTCUSD", owner) == cross)

        // Isolated 5x: 0.1 + 0.5 * 1.2 f = 0.1 + 0.00033 = 0.10033.
        // Order: 0.024 + 0.000066 + 0.12 * 1.2 f = 0.024 + 0.000066 + 0.0000792 = 0.0241452.
        // Available 0.999725 - 0.10033 - 0.0241452 = 0.8752498. Liquidation: 30,150 / (0.5 + 0.1) = 50,250.
        #expect(switchMode("inverse", "BTCUSD", 1, "5", owner))
        #expect(
            figures("inverse", "BTCUSD", owner)
                == Figures(
                    tradeMode: 1, leverage: "5", margin: "0.10033", available: "0.8752498", liquidation: "50250"))
        #expect(openOrders("inverse", "BTCUSD", owner) == 1)

        #expect(switchMode("inverse", "BTCUSD", 0, "10", owner))
        #expect(figures("inverse", "BTCUSD", owner) == cross)
        #expect(openOrders("inverse", "BTCUSD", owner) == 1)
    }

    @Test("BYBIT-SWITCH-18, BYBIT-SWITCH-19: UTA1.0 inverse, both ways, a short; the unified wallet is not touched")
    func uta1Inverse() {
        let owner = venue.open(.uta1, usdt: "1000", btc: "0.2")
        venue.trade(owner, "BTCUSD", .sell, "30000", at: "60000")
        #expect(rest("inverse", "BTCUSD", "Sell", "6000", "75000", owner))
        let unified = venue.get("/v5/account/wallet-balance", "accountType=UNIFIED", as: owner).text

        // Value 0.5 BTC; wallet 0.2 - 0.5 f = 0.199725. An inverse short is charged 1 - 1/L.
        // Cross 10x: 0.05 + 0.5 * 0.9 f = 0.05 + 0.0002475 = 0.0502475.
        // Order 6,000/75,000 = 0.08: 0.008 + 0.08 f + 0.08 * 0.9 f = 0.008 + 0.000044 + 0.0000396 = 0.0080836.
        // Available 0.199725 - 0.0502475 - 0.0080836 = 0.1413939.
        // Liquidation: cash 0.199725 - 0.0080836 - 0.0002475 = 0.1913939;
        // 30,000 * 0.995 / (0.5 - 0.1913939) = 96,725.24..., down to 96,725.2.
        let cross = Figures(
            tradeMode: 0, leverage: "10", margin: "0.0502475", available: "0.1413939", liquidation: "96725.2")
        #expect(figures("inverse", "BTCUSD", owner) == cross)

        // Isolated 20x: 0.025 + 0.5 * 0.95 f = 0.025 + 0.00026125 = 0.02526125.
        // Order: 0.004 + 0.000044 + 0.08 * 0.95 f = 0.004 + 0.000044 + 0.0000418 = 0.0040858.
        // Available 0.199725 - 0.02526125 - 0.0040858 = 0.17037795.
        // Liquidation: 29,850 / (0.5 - 0.025) = 62,842.10..., down to 62,842.1.
        #expect(switchMode("inverse", "BTCUSD", 1, "20", owner))
        #expect(
            figures("inverse", "BTCUSD", owner)
                == Figures(
                    tradeMode: 1, leverage: "20", margin: "0.02526125", available: "0.17037795",
                    liquidation: "62842.1"))
        #expect(openOrders("inverse", "BTCUSD", owner) == 1)

        #expect(switchMode("inverse", "BTCUSD", 0, "10", owner))
        #expect(figures("inverse", "BTCUSD", owner) == cross)
        #expect(venue.get("/v5/account/wallet-balance", "accountType=UNIFIED", as: owner).text == unified)
    }

    @Test("BYBIT-SWITCH-17: wallet balance, size, entry price and order survive both switches")
    func whatSurvives() {
        let owner = venue.open(.classic, usdt: "10000")
        venue.trade(owner, "BTCUSDT", .buy, "1", at: "60000")
        func kept() -> [String?] {
            let row = venue.get("/v5/position/list", "category=linear&symbol=BTCUSDT", as: owner).first
            let wallet = venue.get("/v5/account/wallet-balance", "accountType=CONTRACT", as: owner).first
            return [
                row?.text("size"), row?.text("avgPrice"), row?.text("side"),
                wallet?["coin"]?.elements?.first?.text("walletBalance"),
            ]
        }
        let before: [String?] = ["1", "60000", "Buy", "9967"]
        #expect(kept() == before)
        #expect(switchMode("linear", "BTCUSDT", 1, "20", owner))
        #expect(kept() == before)
        #expect(switchMode("linear", "BTCUSDT", 0, "20", owner))
        #expect(kept() == before)
    }
}
