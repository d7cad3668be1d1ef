import EngineSupport
import MarginEngine
package import TestSupport

extension Coverage {
    mutating func note(_ command: Command, _ outcome: Outcome, before: ModelVenue, after: ModelVenue) {
        note("command \(command.name)")
        note("outcome \(outcome.name)")
        note("\(command.name): \(outcome.name)")
        if case .refused = outcome {} else { for what in after.happenings { note(what) } }
        if let key = modePair(command, before) { note(key) }
    }

    /// A switch by family and regime, the modes it is between, and what stands in its way.
    private func modePair(_ command: Command, _ venue: ModelVenue) -> String? {
        switch command {
        case .setAccountMarginMode(let id, let mode):
            let place = Int(id.index)
            guard place > ModelVenue.insurance, place < venue.accounts.count else { return nil }
            let account = venue.accounts[place]
            guard account.regime == .unified else { return nil }
            let state =
                venue.hasPositions(place) ? "position" : (venue.pendingOrders(place) > 0 ? "order" : "flat")
            return "switch \(account.family) account \(account.mode) to \(mode), \(state)"
        case .setSymbolMarginMode(let id, let instrumentID, let mode, _):
            let (place, instrument) = (Int(id.index), Int(instrumentID.index))
            guard place > ModelVenue.insurance, place < venue.accounts.count, instrument < venue.instruments.count,
                venue.accounts[place].regime == .perSymbol
            else { return nil }
            let holding = venue.holding(place, instrument)
            let state = holding.hasPosition ? "position" : (venue.isBusy(holding) ? "order" : "flat")
            return "switch \(venue.accounts[place].family) symbol \(holding.ownMode) to \(mode), \(state)"
        default: return nil
        }
    }

    // MARK: What must be met

    /// Refusals that no stream of commands can meet: a healthy engine does not halt, no account of a small world
    /// comes to 150 positions.
    private static let unreachable: Set<Refusal> = [.halted, .tooManyPositions]

    package static let outcomes =
        ["outcome accepted", "outcome placed"]
        + Refusal.allCases.filter { !unreachable.contains($0) }.map { "outcome \($0)" }

    package static let modePairs: [String] = {
        var keys: [String] = []
        for state in ["flat", "position", "order"] {
            for to in MarginMode.allCases {
                for from in MarginMode.allCases { keys.append("switch bybit account \(from) to \(to), \(state)") }
                for from in [MarginMode.isolated, .cross] {
                    keys.append("switch ztdx account \(from) to \(to), \(state)")
                    keys.append("switch bybit symbol \(from) to \(to), \(state)")
                    keys.append("switch bitget symbol \(from) to \(to), \(state)")
                }
            }
        }
        return keys
    }()
}

extension Command {
    /// Its kind, without what it names.
    fileprivate var name: String { Mirror(reflecting: self).children.first?.label ?? "" }
}
