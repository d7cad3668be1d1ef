import Desks
import Dialects
import MarginEngine
import TestDesks
import Testing

/// What is read back from histories and lists.
@Suite struct ReadingBackTests {
    private static let btcusdt = InstrumentID(index: 0)

    private static func opened() -> Desk {
        var desk = Desk()
        desk.wallMs = 1_700_000_000_000
        desk.open()
        return desk
    }

    @Test("Sizes are read back through openings and closings, each side by itself")
    func sizes() {
        var desk = Self.opened()
        _ = desk.apply(desk.market(1, .buy, thousandths: 200))
        _ = desk.apply(desk.market(1, .sell, thousandths: 50))
        _ = desk.apply(desk.market(1, .sell, thousandths: 150, closing: true))
        let account = desk.main(1)
        let (long, short) = (PositionPlace(Self.btcusdt, .long), PositionPlace(Self.btcusdt, .short))
        var sizes = PositionSizes(of: account)
        var seen = [[sizes.size(long, desk.engine).text, sizes.size(short, desk.engine).text]]
        for execution in desk.history.executions(of: desk.engine.owner(of: account)) {
            sizes.undo(execution, desk.engine)
            seen.append([sizes.size(long, desk.engine).text, sizes.size(short, desk.engine).text])
        }
        #expect(seen == [["0.05", "0.05"], ["0.2", "0.05"], ["0.2", "0"], ["0", "0"]])
    }

    @Test("Numbers of entries grow with time and, within a millisecond, with their order")
    func numbers() {
        var numbers = EntryNumbers()
        let given = [5, 5, 5, 6].map { (timeMs: Int64) in numbers.next(atMs: timeMs) }
        #expect(given == [500_000, 500_001, 500_002, 600_000])
    }

    @Test("An entry has the time and the account of what it tells")
    func entries() {
        var desk = Self.opened()
        desk.wallMs += 1
        _ = desk.apply(desk.market(1, .buy, thousandths: 200))
        let account = desk.main(1)
        let ledger = desk.history.ledger(of: desk.engine.owner(of: account))
        #expect(ledger.map(\.timeMs) == [1_700_000_000_001, 1_700_000_000_000])
        #expect(ledger.map(\.marginAccount) == [account, account])
        #expect(desk.history.moves(of: desk.engine.owner(of: account)).map(\.timeMs) == ledger.map(\.timeMs))
    }

    @Test("A family trades what it has terms for")
    func instruments() {
        let desk = Self.opened()
        #expect(desk.engine.instruments == [Self.btcusdt])
        #expect(desk.engine.instruments(of: .bitget) == [Self.btcusdt])
        #expect(desk.engine.instruments(of: .ztdx).isEmpty)
    }
}
