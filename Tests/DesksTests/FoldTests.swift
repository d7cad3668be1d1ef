import Desks
import MarginEngine
import Testing

@Suite struct FoldTests {
    private static let startMs: Int64 = 1_700_000_040_000

    @Test("Every trade is in one candle once, whoever took it")
    func candles() {
        var desk = Desk()
        desk.wallMs = Self.startMs
        desk.open()
        let btcusdt = InstrumentID(index: 0)
        _ = desk.apply(desk.market(1, .buy, thousandths: 100))  // 0.1 at 60,000.1
        let resting = NewOrder(
            marginAccount: desk.main(2), instrument: btcusdt, side: .buy, target: .long, kind: .limit,
            timeInForce: .goodTillCancelled, quantity: Quantity(units: 20_000_000),
            price: Price(units: 5_900_000_000_000))
        _ = desk.apply(.placeOrder(resting))
        desk.wallMs += 120_000
        // The house sells into the resting order when the mark falls below it.
        let mark = Price(units: 5_890_000_000_000)
        _ = desk.apply(.setPrices(btcusdt, mark: mark, index: mark))
        let candles = desk.candles.list(
            btcusdt, lengthMs: 60_000, nowMs: desk.wallMs, last: desk.engine[btcusdt].last, limit: 3)
        #expect(candles.map(\.volume.text) == ["0.1", "0", "0.2"])
        #expect(candles.map(\.close.text) == ["60000.1", "60000.1", "59000"])
        #expect(candles.map(\.turnover.text) == ["6000.01", "0", "11800"])
    }

    @Test("Ended orders and executions are kept per account, the newest first")
    func history() throws {
        var desk = Desk()
        desk.wallMs = Self.startMs
        desk.open()
        _ = desk.apply(desk.market(1, .buy, thousandths: 100))
        _ = desk.apply(desk.market(2, .sell, thousandths: 50))
        _ = desk.apply(desk.market(1, .sell, thousandths: 100, closing: true))
        let found = desk.engine.account(uid: 1)
        let one = try #require(found)
        let orders = desk.history.orders(of: one).map(\.id.number)
        #expect(orders == [3, 1])
        let executions = desk.history.executions(of: one)
        #expect(executions.map(\.price.text) == ["59999.9", "60000.1"])
        #expect(executions.map(\.realised.text) == ["-0.02", "0"])
    }
}
