import Desks
import Dialects
import MarginEngine
import TestDesks
import Testing

@Suite struct TrialTests {
    private static func opened() -> Desk {
        var desk = Desk()
        desk.wallMs = 1_700_000_000_000
        desk.open()
        return desk
    }

    @Test("The first command that would be refused is told, given those before it; nothing changes")
    func refusal() {
        let desk = Self.opened()
        let before = desk.engine.digest()
        let open = desk.market(1, .buy, thousandths: 100)
        let close = desk.market(1, .sell, thousandths: 100, closing: true)
        let answers = (
            desk.refusal(of: [close]), desk.refusal(of: [open, close]), desk.refusal(of: [open, close, close])
        )
        #expect(answers.0 == .reduceOnlyNothingToReduce)
        #expect(answers.1 == nil)
        #expect(answers.2 == .reduceOnlyNothingToReduce)
        let after = desk.engine.digest()
        #expect(after == before)
        #expect(desk.applied.count == Self.opened().applied.count)
    }

    @Test("A halted desk refuses everything")
    func halted() {
        var desk = Self.opened()
        desk.halt("a defect")
        let refusal = desk.refusal(of: [])
        #expect(refusal == .halted)
    }
}
