import Desks
import Dialects
import MarginEngine

extension Desk {
    /// Applies a command of a call; its refusal is thrown as the call's own code.
    mutating func carryOut(_ command: Command, _ kind: RefusedCommand) throws(Failure) {
        if case .refused(let refusal) = apply(command) { throw Failure(refusal, of: kind) }
    }

    /// Applies all of the commands, or none when one of them would be refused.
    mutating func carryOut(_ commands: [Command], _ kind: RefusedCommand) throws(Failure) {
        if case .refused(let refusal) = applyTogether(commands) { throw Failure(refusal, of: kind) }
    }

    /// Applies all of the commands, or none when one of them would be refused; the outcome is the last one's or the
    /// first refusal.
    mutating func applyTogether(_ commands: [Command]) -> Outcome {
        keepTime()
        var trial = engine.fork()
        for command in commands {
            let outcome = trial.apply(command, atMs: venueTimeMs)
            if case .refused = outcome { return outcome }
        }
        var last = Outcome.accepted
        for command in commands { last = apply(command) }
        return last
    }
}

extension Outcome {
    /// The order that was placed; a refusal is thrown as the call's own code.
    func placedOrder(_ kind: RefusedCommand) throws(Failure) -> OrderID {
        switch self {
        case .placed(let id): return id
        case .refused(let refusal): throw Failure(refusal, of: kind)
        case .accepted: throw .systemAbnormal
        }
    }
}
