import Desks
import MarginEngine
import TestDesks
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

    @Test("Candles of any lengths hold the trades from their start to the next one's")
    func unevenCandles() {
        var desk = Desk()
        desk.wallMs = Self.startMs
        desk.open()
        let btcusdt = InstrumentID(index: 0)
        _ = desk.apply(desk.market(1, .buy, thousandths: 100))
        desk.wallMs += 60_000
        _ = desk.apply(desk.market(1, .buy, thousandths: 200))
        let starts = [Self.startMs - 600_000, Self.startMs - 60_000, Self.startMs + 60_000]
        let last = desk.engine[btcusdt].last
        let candles = desk.candles.list(btcusdt, startsMs: starts, endMs: Self.startMs + 120_000, last: last)
        #expect(candles.map(\.startMs) == starts)
        #expect(candles.map(\.volume.text) == ["0", "0.1", "0.2"])
        #expect(desk.candles.list(btcusdt, startsMs: [], endMs: Self.startMs, last: last).isEmpty)
    }

    @Test("Hours and days outlast their minutes")
    func longCandles() {
        var desk = Desk()
        // The start of a day.
        let startMs: Int64 = 1_700_006_400_000 - 8 * 3_600_000
        desk.wallMs = startMs
        desk.open()
        let btcusdt = InstrumentID(index: 0)
        let index = Price(units: 6_000_000_000_000)
        for minute in Int64(0)..<3_100 {
            let mark = Price(units: 6_000_000_000_000 + (minute == 30 ? 50 : minute % 10) * 1_000_000)
            desk.wallMs = startMs + minute * 60_000
            _ = desk.apply(.setPrices(btcusdt, mark: mark, index: index))
        }
        func highest(_ marks: Candles, _ lengthMs: Int64, _ limit: Int) -> String? {
            marks.list(btcusdt, lengthMs: lengthMs, nowMs: startMs + 3_099 * 60_000, last: .zero, limit: limit).first?
                .high.text
        }
        // The 30th minute is forgotten; its hour, 51 hours ago, and its day are not.
        #expect(highest(desk.market.marks, 60_000, 3_070) != "60000.5")
        #expect(highest(desk.market.marks, 3_600_000, 52) == "60000.5")
        #expect(highest(desk.market.marks, 86_400_000, 3) == "60000.5")
    }

    @Test("Open interest is what it was before a time")
    func openInterest() throws {
        var desk = Desk()
        desk.wallMs = Self.startMs
        desk.open()
        let btcusdt = InstrumentID(index: 0)
        _ = desk.apply(desk.market(1, .buy, thousandths: 100))
        desk.wallMs += 600_000
        _ = desk.apply(desk.market(1, .sell, thousandths: 40, closing: true))
        let nowMs = desk.wallMs
        let step = MarketHistory.openInterestStepMs
        func openInterest(_ history: MarketHistory, _ timeMs: Int64) -> String {
            history.openInterest(of: btcusdt, atMs: timeMs - timeMs % step).text
        }
        #expect(openInterest(desk.market, Self.startMs) == "0")
        #expect(openInterest(desk.market, nowMs) == "0.1")
        #expect(openInterest(desk.market, nowMs + step) == "0.06")
    }

    @Test("A venue that was off for days knows every funding instant that it missed")
    func missedInstants() {
        var desk = Desk()
        desk.wallMs = Self.startMs
        desk.open()
        desk.wallMs += 3 * 86_400_000
        desk.keepTime()
        let instants = desk.market.fundings(of: InstrumentID(index: 0))
        let firstMs = Self.startMs + 28_800_000 - Self.startMs % 28_800_000
        #expect(instants.reversed().map(\.timeMs) == (0..<9).map { firstMs + $0 * 28_800_000 })
        #expect(instants.allSatisfy { $0.rate.text == "0.0001" })
    }

    @Test("The premium is how far the mark is above the index, as a fraction of the index")
    func premium() {
        var desk = Desk()
        desk.wallMs = Self.startMs
        desk.open()
        let btcusdt = InstrumentID(index: 0)
        let index = Price(units: 6_000_000_000_000)
        for mark in [Int64(6_060_000_000_000), 5_970_000_000_000] {
            _ = desk.apply(.setPrices(btcusdt, mark: Price(units: mark), index: index))
        }
        let candle = desk.market.premiums.list(
            btcusdt, lengthMs: 60_000, nowMs: desk.wallMs, last: .zero, limit: 1
        ).first
        #expect(candle?.open.text == "0.01")
        #expect(candle?.low.text == "-0.005")
        #expect(desk.engine[btcusdt].premium.text == "-0.005")
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
