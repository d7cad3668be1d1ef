import MarginEngine
import TestSupport
import Testing

@Suite struct ExtremeValueTests {
    private static let streams: UInt64 = 200
    private static let length = 5_000
    /// What only violent prices bring about, and that the commands are not all refused at the door.
    private static let important = [
        "placeOrder bybit placed", "listInstrument - accepted", "liquidation deleveraged", "liquidation debtPaid",
    ]

    /// 1,000,000 commands with fields at their limits: an outcome each, and never a trap. Money stays conserved, a refused
    /// command leaves no trace, and whatever is asked afterwards has an answer.
    @Test func everyCommandHasAnOutcome() throws {
        var coverage = Coverage()
        for number in 0..<Self.streams {
            let seed = 0xED6E_0000 + number
            let genesis = Universe.genesis(bookOnly: number % 4 == 3)
            var vandal = Vandal(seed: seed)
            var engine = Engine()
            var shadow = Shadow()
            for command in genesis {
                _ = engine.apply(command)
                _ = shadow.fold(engine.events)
            }
            var state = engine.digest()
            for index in 0..<Self.length {
                let command = vandal.next(engine)
                let lateMs = vandal.timeMs(after: engine.timeMs)
                let outcome = index % 8 == 0 ? engine.apply(command, atMs: lateMs) : engine.apply(command)
                coverage.note(command, outcome, engine)
                var violation = shadow.fold(engine.events)
                let digest = engine.digest()
                if case .refused = outcome, digest != state { violation = "refused, yet the state changed" }
                state = digest
                if index % 16 == 0 {
                    violation = violation ?? Laws.violation(engine, shadow)
                    Self.askEverything(engine)
                    try Self.roundTrip(command)
                }
                if let violation {
                    Issue.record("seed \(seed), command \(index) \(command): \(violation)")
                    break
                }
            }
        }
        print(coverage.text)
        #expect(coverage.missing(Self.important, times: 20).isEmpty)
    }

    private static func roundTrip(_ command: Command) throws {
        var writer = ByteWriter()
        command.encode(to: &writer)
        var reader = ByteReader(writer.bytes)
        guard try Command(from: &reader) != command || !reader.isAtEnd else { return }
        Issue.record("decoded otherwise: \(command)")
    }

    private static func askEverything(_ engine: borrowing Engine) {
        for account in Laws.marginAccounts(engine) {
            for mode in MarginMode.allCases {
                _ = engine.unified(account, as: mode)
                _ = engine.refusals(of: .setAccountMarginMode(account, mode))
            }
            for asset in Laws.assets(engine) { _ = engine.pool(account, asset) }
            for holding in engine.holdings(of: account) {
                _ = engine.orderMargin(account, holding.instrument)
                for side in PositionSide.allCases { _ = engine.position(account, holding.instrument, side) }
            }
        }
    }
}
