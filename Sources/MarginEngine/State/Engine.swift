/// The margin engine of one venue: a pure state machine. The same commands give the same state, outcomes and events,
/// to the bit, on every machine.
public struct Engine: ~Copyable {
    /// The version of the rules: whatever changes an outcome, an event or the state's encoding changes it.
    public static let rulesVersion: UInt32 = 6

    /// All that the venue is; other modules only read it, and tests break it on purpose.
    package var state: State
    var scratch = Scratch()
    /// What the last applied command did, in order.
    public internal(set) var events: [Event] = []

    /// A venue with nothing in it but the house account.
    public init() { self.init(families: .standard) }

    /// The same with these account families.
    package init(families: Families) {
        state = State(families: families)
        state.openHouse()
    }

    init(_ state: consuming State) {
        self.state = state
    }

    /// A second engine in the same state; the two go separate ways from here.
    public func fork() -> Engine { Engine(state.fork()) }

    /// Applies a command whole or refuses it whole; a refused one leaves the state as it was: HOUSE-14, BYBIT-MODE-13,
    /// BYBIT-SWITCH-22, BITGET-MODE-19, ZTDX-MODE-20.
    public mutating func apply(_ command: Command) -> Outcome {
        events.removeAll(keepingCapacity: true)
        let outcome = carryOut(command, .apply)
        if case .refused = outcome { return outcome }
        followUp()
        tellMarkets()
        return outcome
    }

    /// Applies a command at a later venue time, as `advance(toMs:)` and then the command would; a refused one leaves
    /// the time as it was, too. Nothing may be due until then.
    public mutating func apply(_ command: Command, atMs timeMs: Int64) -> Outcome {
        let earlierMs = state.timeMs
        if timeMs > earlierMs, timeMs < state.nextDueMs { state.timeMs = timeMs }
        let outcome = apply(command)
        if case .refused = outcome { state.timeMs = earlierMs }
        return outcome
    }
}
