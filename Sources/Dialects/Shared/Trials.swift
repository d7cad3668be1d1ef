public import Desks
public import MarginEngine

extension Desk {
    /// Why one of these commands would be refused, were they applied in order now; nil when all would be accepted.
    /// Nothing changes: so a call that takes several commands is done whole or not at all.
    public func refusal(of commands: [Command]) -> Refusal? {
        guard haltReason == nil else { return .halted }
        var copy = engine.fork()
        for command in commands {
            if case .refused(let refusal) = copy.apply(command, atMs: venueTimeMs) { return refusal }
        }
        return nil
    }
}
