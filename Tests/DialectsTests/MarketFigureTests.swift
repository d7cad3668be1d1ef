import Desks
import Dialects
import MarginEngine
import TestDesks
import Testing
import Wire

@Suite struct MarketFigureTests {
    private static let btcusdt = InstrumentID(index: 0)

    @Test(
        "As many decimals as it takes to write a number",
        arguments: [("0", 0), ("1", 0), ("500", 0), ("0.1", 1), ("0.25", 2), ("10.001", 3), ("0.00000001", 8)])
    func decimals(text: String, decimals: Int) throws {
        #expect(try #require(Price(text)).decimals == decimals)
        #expect(try #require(Quantity("-" + text)).decimals == decimals)
    }

    @Test("A day tells its candle, the best prices of the book, and changes as shares rounded down")
    func day() throws {
        var desk = Desk()
        desk.wallMs = 1_700_000_040_000
        desk.open()
        let untraded = DaySummary(Self.btcusdt, desk)
        #expect(untraded.candle.close.text == "60000")
        #expect(untraded.candle.volume == .zero)
        _ = desk.apply(desk.market(1, .buy, thousandths: 100))  // at 60,000.1
        let day = DaySummary(Self.btcusdt, desk)
        #expect(day.candle.volume.text == "0.1")
        #expect(day.bestBid?.price.text == "59999.9")
        #expect(day.bestAsk?.price.text == "60000.1")
        #expect(day.change(since: try #require(Price("60000"))) == "0.00000166")
        #expect(day.change(since: try #require(Price("60000.2"))) == "-0.00000167")
        #expect(day.change(since: try #require(Price("30000.05"))) == "1")
    }

    @Test("A book without levels has no best prices")
    func noBook() {
        var desk = Desk()
        desk.open()
        _ = desk.apply(.setBookOnly(Self.btcusdt, true))
        let day = DaySummary(Self.btcusdt, desk)
        #expect(day.bestBid == nil)
        #expect(day.bestAsk == nil)
    }

    @Test("The last candles end with the present one")
    func candles() {
        var desk = Desk()
        desk.wallMs = 1_700_000_040_000
        desk.open()
        _ = desk.apply(desk.market(1, .buy, thousandths: 100))
        desk.wallMs += 60_000
        let candles = desk.candles(of: Self.btcusdt, .minutes(1), limit: 2)
        #expect(candles.map(\.startMs) == [1_700_000_040_000, 1_700_000_100_000])
        #expect(candles.map(\.close.text) == ["60000.1", "60000.1"])
        #expect(candles.map(\.volume.text) == ["0.1", "0"])
    }

    @Test("Levels are pairs of texts")
    func levels() {
        var desk = Desk()
        desk.open()
        let sides = BookSides(Self.btcusdt, 2, desk.engine)
        let json = JSONWriter.bytes { $0.object { $0.member("b", sides.bids) } }
        let prices = JSON.parse(json)?["b"]?.elements?.map { $0.elements?.first?.string }
        #expect(prices == ["59999.9", "59999.8"])
    }
}
