import Desks
import Dialects
import MarginEngine
import TestDesks
import Testing

@Suite struct CandleLengthTests {
    private static let btcusdt = InstrumentID(index: 0)

    private static func starts(_ length: CandleLength, holding nowMs: Int64, _ count: Int) -> [Int64] {
        Candles().list(btcusdt, length, nowMs: nowMs, last: Price(units: 1), limit: count).map(\.startMs)
    }

    /// `date -u -d 2024-03-01 +%s`, and so on: a leap year's February, seen from the last and the first instant of March.
    @Test("A month is a calendar month, UTC", arguments: [1_711_929_599_999, 1_709_251_200_000] as [Int64])
    func months(nowMs: Int64) {
        #expect(Self.starts(.month, holding: nowMs, 3) == [1_704_067_200_000, 1_706_745_600_000, 1_709_251_200_000])
    }

    @Test("A week begins on Monday, UTC", arguments: [1_699_833_600_000, 1_700_438_399_999] as [Int64])
    func weeks(nowMs: Int64) {
        #expect(Self.starts(.week, holding: nowMs, 2) == [1_699_228_800_000, 1_699_833_600_000])
    }

    @Test("No candle begins before 1970, where a week is cut short")
    func beginning() {
        #expect(Self.starts(.month, holding: 2_678_400_000, 9) == [0, 2_678_400_000])
        #expect(Self.starts(.week, holding: 345_600_000, 9) == [0, 345_600_000])
        #expect(Self.starts(.minutes(1_440), holding: 86_400_000, 9) == [0, 86_400_000])
        #expect(Self.starts(.minutes(5), holding: -1, 9).isEmpty)
        #expect(Self.starts(.month, holding: 1, 0).isEmpty)
    }

    @Test("A month's candle holds the trades of all its days")
    func trades() {
        var desk = Desk()
        desk.wallMs = 1_706_745_600_000
        desk.open()
        _ = desk.apply(desk.market(1, .buy, thousandths: 100))
        desk.wallMs = 1_709_251_199_000
        _ = desk.apply(desk.market(1, .buy, thousandths: 200))
        desk.wallMs += 1_000
        _ = desk.apply(desk.market(1, .buy, thousandths: 400))
        let candles = desk.candles.list(
            Self.btcusdt, .month, nowMs: desk.wallMs, last: desk.engine[Self.btcusdt].last, limit: 3)
        #expect(candles.map(\.volume.text) == ["0", "0.3", "0.4"])
    }
}
