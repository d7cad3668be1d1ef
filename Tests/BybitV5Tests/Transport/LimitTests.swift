import MarginEngine
import Testing

/// `limit`: how many rows a call gives at most, and without it. https://bybit-exchange.github.io/docs/v5/intro
@Suite struct LimitTests {
    private let venue = TestVenue()

    @Test(
        "A limit lies between 1 and the documented greatest one",
        arguments: [
            ("market/instruments-info", "category=linear", 1_000), ("market/orderbook", btcusdt, 1_000),
            ("market/kline", btcusdt + "&interval=1", 1_000),
            ("market/mark-price-kline", btcusdt + "&interval=1", 1_000),
            ("market/index-price-kline", btcusdt + "&interval=1", 1_000),
            ("market/premium-index-price-kline", btcusdt + "&interval=1", 1_000),
            ("market/funding/history", btcusdt, 200), ("market/recent-trade", btcusdt, 1_000),
            ("market/open-interest", btcusdt + "&intervalTime=5min", 200), ("account/transaction-log", "", 50),
            ("position/list", btcusdt, 200), ("position/closed-pnl", "category=linear", 100),
            ("order/realtime", btcusdt, 50), ("order/history", btcusdt, 50), ("execution/list", btcusdt, 100),
        ])
    func greatest(path: String, query: String, greatest: Int) {
        let owner = venue.open(.uta2)
        func code(_ limit: String) -> Int? { venue.get("/v5/\(path)", "\(query)&limit=\(limit)", as: owner).code }
        #expect(code("1") == 0)
        #expect(code("\(greatest)") == 0)
        for wrong in ["0", "-1", "\(greatest + 1)", "1.5", "all"] { #expect(code(wrong) == 10001, "\(wrong)") }
    }

    private static let btcusdt = "category=linear&symbol=BTCUSDT"

    @Test(
        "Without a limit there are as many rows as documented",
        arguments: [
            ("market/kline", btcusdt + "&interval=1", 200), ("market/mark-price-kline", btcusdt + "&interval=1", 200),
            ("market/open-interest", btcusdt + "&intervalTime=5min", 50), ("market/recent-trade", btcusdt, 120),
            ("account/transaction-log", "", 20), ("order/realtime", btcusdt, 20), ("order/history", btcusdt, 20),
            ("execution/list", btcusdt, 50), ("position/closed-pnl", btcusdt, 50),
        ])
    func usual(path: String, query: String, count: Int) {
        let owner = venue.open(.uta2, usdt: "1000000")
        let other = venue.open(.uta2, uid: 8, usdt: "1000000")
        for round in 0..<60 {
            let side: Side = round % 2 == 0 ? .buy : .sell
            for (account, side, life) in [
                (other, side.opposite, TimeInForce.goodTillCancelled), (owner, side, .immediateOrCancel),
                (other, side, .goodTillCancelled), (owner, side.opposite, .immediateOrCancel),
            ] {
                venue.apply(
                    .placeOrder(
                        NewOrder(
                            marginAccount: account.account.main, instrument: venue.instrument("BTCUSDT"), side: side,
                            kind: .limit, timeInForce: life, quantity: decimal("0.001"), price: decimal("60000"))))
            }
        }
        for _ in 0..<25 { _ = venue.create(owner, ["qty": #""0.001""#]) }
        #expect(venue.get("/v5/\(path)", query, as: owner).list.count == count)
    }
}
