import Desks
import Dialects
import MarginEngine

/// Position modes, and what is attached to positions.
extension AccountCommand {
    static let positions = [
        Form("setPositionMode", "mode", "symbol", "idle", "linear", "inverse", "account", read: positionMode),
        Form("setPositionStops", "symbol", "side", "takeProfit", "stopLoss", "trailingStop", read: positionStops),
    ]

    /// The member that says for which symbols a position mode is set.
    private enum ModeScope: String, CaseIterable {
        case symbol
        /// The idle linear contracts settled in an asset.
        case idle
        /// All linear contracts settled in an asset.
        case linear
        case inverse
        case account
    }

    private static func positionMode(_ members: Members) throws(InvalidMember) -> Make {
        let mode = try members.word("mode", PositionMode.words)
        let scope = try members.one(of: ModeScope.allCases.map { ($0.rawValue, $0) }, as: "scope")
        switch scope {
        case .symbol:
            let symbol = try members.text("symbol")
            return { (desk, account) throws(ControlFailure) in
                .setPositionMode(account, .instrument(try desk.instrument(symbol)), mode)
            }
        case .idle:
            let asset = try members.text("idle")
            return { (desk, account) throws(ControlFailure) in
                .setPositionMode(account, .idleSettled(try desk.asset(asset)), mode)
            }
        case .linear:
            let asset = try members.text("linear")
            return { (desk, account) throws(ControlFailure) in
                .setPositionMode(account, .every(try desk.asset(asset)), mode)
            }
        case .inverse, .account:
            let isTrue = try members.flag(scope.rawValue)
            guard isTrue else { throw members.invalid(scope.rawValue, "must be true") }
            return { (_, account) throws(ControlFailure) in
                .setPositionMode(account, scope == .inverse ? .every(nil) : .account, mode)
            }
        }
    }

    private static func positionStops(_ members: Members) throws(InvalidMember) -> Make {
        let symbol = try members.text("symbol")
        let side = try members.word("side", PositionSide.words)
        let takeProfit = try members.stopChange("takeProfit")
        let stopLoss = try members.stopChange("stopLoss")
        let trailing = try members.change("trailingStop", allowed: ["distance", "activation"]) {
            (stop) throws(InvalidMember) in
            TrailingStop(
                distance: try stop.decimal("distance"),
                activation: try stop.optional("activation", stop.decimal))
        }
        return { (desk, account) throws(ControlFailure) in
            .setPositionStops(
                account, try desk.instrument(symbol), side, takeProfit: takeProfit, stopLoss: stopLoss,
                trailing: trailing)
        }
    }
}

extension Members {
    private static let stopNames = ["price", "triggerBy", "quantity", "limit"]

    /// A take-profit or stop-loss; nil without the member.
    func stop(_ name: String) throws(InvalidMember) -> PositionStop? {
        has(name) ? try PositionStop(in: object(name, allowed: Self.stopNames)) : nil
    }

    /// What becomes of a take-profit or stop-loss.
    func stopChange(_ name: String) throws(InvalidMember) -> StopChange {
        try change(name, allowed: Self.stopNames) { (stop) throws(InvalidMember) in try PositionStop(in: stop) }
    }
}

extension PositionStop {
    /// For a part of the position with a quantity, by a limit order with a limit.
    fileprivate init(in members: Members) throws(InvalidMember) {
        self.init(
            price: try members.decimal("price"), kind: try members.word("triggerBy", PriceKind.words),
            quantity: try members.optional("quantity", members.decimal) ?? .zero,
            limit: try members.optional("limit", members.decimal) ?? .zero)
    }
}
