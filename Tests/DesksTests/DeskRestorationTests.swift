import Desks
import MarginEngine
import TestDesks
import Testing

/// A desk that was encoded and decoded is the one it was, histories included.
@Suite struct DeskRestorationTests {
    @Test func aRestoredDeskTellsTheSameAndGoesOnTheSame() throws {
        var original = TradedDesk.make()
        var restored = try Desk(restoring: original)
        for minute in Int64(1)...40 {
            for command in TradedDesk.trades(minute) {
                let outcome = original.apply(command)
                #expect(restored.apply(command) == outcome)
            }
            original.wallMs += 30_000
            restored.wallMs += 30_000
        }
        #expect(original.encoding == restored.encoding)
        #expect(original.applied == restored.applied)
        #expect(original.digest == restored.digest)
    }

    @Test func keysNamesAndClockSurvive() throws {
        let original = TradedDesk.make()
        let restored = try Desk(restoring: original)
        #expect(restored.keys == original.keys)
        #expect(restored.keys.map(\.key) == ["first", "second"])
        #expect(restored.clock == .frozen)
        #expect(restored.name(of: 21) == "desk two")
        #expect(restored.name(of: 11) == nil)
    }

    @Test func historiesAndCandlesSurvive() throws {
        let original = TradedDesk.make()
        let restored = try Desk(restoring: original)
        let account = AccountID(index: 2)
        #expect(restored.history.orders(of: account).map(\.id) == original.history.orders(of: account).map(\.id))
        #expect(restored.history.orders(of: account).count > 5)
        #expect(restored.history.executions(of: account).map(\.trade).count > 5)
        #expect(restored.history.closedPositions(of: account).map(\.profit).count > 2)
        #expect(restored.history.ledger(of: account).count > 5)
        #expect(restored.history.modeSwitches(of: account).count == 1)
        let instrument = InstrumentID(index: 0)
        let day = original.candles.lastDay(instrument, nowMs: original.engine.timeMs, last: .zero)
        #expect(restored.candles.lastDay(instrument, nowMs: original.engine.timeMs, last: .zero) == day)
        #expect(day.volume > .zero)
        for lengthMs in [Int64(60_000), 3_600_000, 86_400_000] {
            func candles(_ desk: borrowing Desk) -> [Candles.Candle] {
                desk.candles.list(instrument, lengthMs: lengthMs, nowMs: desk.engine.timeMs, last: .zero, limit: 9)
            }
            #expect(candles(restored) == candles(original))
            #expect(candles(original).contains { $0.volume > .zero })
        }
    }

    @Test func theHistoryOfTheMarketSurvivesAlsoOnAFork() throws {
        var original = TradedDesk.make()
        original.apply(.setClock(.real))
        original.wallMs += 30_000_000
        original.keepTime()
        let instrument = InstrumentID(index: 0)
        func history(_ market: MarketHistory, _ nowMs: Int64) -> [String] {
            let prices = [market.marks, market.indexes, market.premiums].map {
                "\($0.list(instrument, lengthMs: 60_000, nowMs: nowMs, last: .zero, limit: 600))"
            }
            let trades = market.trades(of: instrument).map { "\($0)" }
            let fundings = market.fundings(of: instrument).map { "\($0)" }
            let step = MarketHistory.openInterestStepMs
            let interest = market.openInterest(of: instrument, atMs: nowMs - nowMs % step).text
            return prices + trades + fundings + [interest]
        }
        let nowMs = original.engine.timeMs
        let expected = history(original.market, nowMs)
        #expect(original.market.trades(of: instrument).count > 5)
        #expect(original.market.fundings(of: instrument).count == 1)
        var restored = try Desk(restoring: original)
        #expect(history(restored.market, nowMs) == expected)
        let fork = original.fork()
        #expect(history(fork.market, nowMs) == expected)
        restored.wallMs = original.wallMs + 28_800_000
        restored.keepTime()
        #expect(restored.market.fundings(of: instrument).count == 2)
    }

    @Test func aDeskThatIsCutOffIsRefused() {
        let bytes = TradedDesk.make().encoding
        for length in stride(from: 0, to: bytes.count, by: 31) {
            #expect(throws: DecodingFailure.self) {
                var reader = ByteReader(Array(bytes[..<length]))
                _ = try Desk(from: &reader).clock
            }
        }
    }

    /// Some damage is another history, which is then read as it stands.
    @Test func aDamagedDeskIsRefusedOrReadAsItStands() {
        let bytes = TradedDesk.make().encoding
        var refused = 0
        for position in stride(from: 0, to: bytes.count, by: 23) {
            var damaged = bytes
            damaged[position] ^= 1 << UInt8(position % 8)
            var reader = ByteReader(damaged)
            guard let desk = try? Desk(from: &reader) else {
                refused += 1
                continue
            }
            #expect(desk.encoding != bytes)
        }
        #expect(refused > 0)
    }

    @Test func aForkKeepsItsStateWhileTheOtherGoesOn() {
        var original = TradedDesk.make()
        let before = original.encoding
        let fork = original.fork()
        for command in TradedDesk.trades(1) { _ = original.apply(command) }
        #expect(fork.encoding == before)
        #expect(original.encoding != before)
    }
}

extension Desk {
    init(restoring desk: borrowing Desk) throws {
        var reader = ByteReader(desk.encoding)
        try self.init(from: &reader)
        #expect(reader.isAtEnd)
        #expect(encoding == desk.encoding)
        wallMs = desk.wallMs
    }

    fileprivate var encoding: [UInt8] {
        var writer = ByteWriter()
        encode(to: &writer)
        return writer.bytes
    }
}
