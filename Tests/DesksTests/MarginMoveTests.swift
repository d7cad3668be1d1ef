import Desks
import MarginEngine
import TestDesks
import Testing

/// Margin that moves between what is available and an isolated position. One contract quoted by the house.
@Suite struct MarginMoveTests {
    private static let btcusdt = InstrumentID(index: 0)

    /// A long of 0.1 bought at 60,000.1 with 10x, isolated.
    private static func holding() -> Desk {
        var desk = Desk()
        desk.wallMs = 1_700_000_000_000
        desk.open()
        _ = desk.apply(.setSymbolMarginMode(desk.main(1), btcusdt, .isolated, leverage: nil))
        _ = desk.apply(desk.market(1, .buy, thousandths: 100))
        return desk
    }

    private static func moves(_ desk: borrowing Desk) -> [MarginMove] {
        desk.history.moves(of: desk.engine.owner(of: desk.main(1))).compactMap { move in
            guard case .margin(let margin) = move else { return nil }
            return margin
        }
    }

    private static func adjust(_ desk: inout Desk, _ whole: Int128) -> Outcome {
        desk.apply(.adjustMargin(desk.main(1), btcusdt, .long, Money(units: whole * 100_000_000)))
    }

    @Test("What is added and taken by hand, the newest first; a refused command moves nothing")
    func adjusted() {
        var desk = Self.holding()
        let outcomes = [Self.adjust(&desk, 500), Self.adjust(&desk, -200), Self.adjust(&desk, 1_000_000)]
        #expect(outcomes == [.accepted, .accepted, .refused(.insufficientBalance)])
        let moves = Self.moves(desk)
        #expect(moves.map(\.amount.text) == ["-200", "500"])
        #expect(moves.map(\.cause) == [.adjusted, .adjusted])
        #expect(moves.map(\.side) == [.long, .long])
        // The wallet holds posted margin, too: only the fee of 3.600006 left it.
        #expect(moves.map(\.wallet.text) == ["99996.399994", "99996.399994"])
        #expect(moves.first?.timeMs == 1_700_000_000_000)
    }

    @Test("What a lower leverage draws; a higher one sets nothing free")
    func leverage() {
        var desk = Self.holding()
        for leverage: Int32 in [5, 50] {
            let change = LeverageChange(isolatedLong: Leverage(leverage))
            #expect(desk.apply(.setLeverage(desk.main(1), Self.btcusdt, change)) == .accepted)
        }
        // 6,000.01 / 5 - 6,000.01 / 10
        #expect(Self.moves(desk).map(\.amount.text) == ["600.001"])
        #expect(Self.moves(desk).map(\.cause) == [.leverage])
    }

    @Test("What the auto-add-margin flag adds before a liquidation")
    func automatic() {
        var desk = Self.holding()
        _ = desk.apply(.setAutoAddMargin(desk.main(1), Self.btcusdt, .long, true))
        let mark = Price(units: 5_400_000_000_000)
        _ = desk.apply(.setPrices(Self.btcusdt, mark: mark, index: mark))
        #expect(Self.moves(desk).map(\.cause) == [.automatic])
        #expect(Self.moves(desk).map(\.amount.text) == ["600.001"])
    }

    @Test("A replayed and a restored desk know the same moves")
    func survival() throws {
        var desk = Self.holding()
        _ = Self.adjust(&desk, 500)
        var replayed = Desk()
        for entry in desk.applied { replayed.replay(entry) }
        #expect(Self.moves(replayed) == Self.moves(desk))
        let restored = try Desk(restoring: desk)
        #expect(Self.moves(restored) == Self.moves(desk))
        #expect(Self.moves(restored).count == 1)
    }
}
