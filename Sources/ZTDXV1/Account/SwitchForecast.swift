import Desks
import Dialects
import MarginEngine

/// What a switch of the margin mode would do to an account, without doing it. ZTDX-MODE-24.
struct SwitchForecast: Sendable {
    let isAllowed: Bool
    let obstacles: [SwitchObstacle]
    let before: ModeFigures
    /// Nil where positions forbid the target.
    let after: ModeFigures?
    let positions: [PositionForecast]
    /// The equity that the switch lacks.
    let shortfall: Money

    init(to target: MarginMode, for account: MarginAccountID, _ engine: borrowing Engine) {
        let refusals = engine.refusals(of: .setAccountMarginMode(account, target))
        isAllowed = refusals.isEmpty
        obstacles = SwitchObstacle.all(in: refusals)
        before = ModeFigures(account, as: engine.mode(of: account), engine)
        after = obstacles.contains(.openPositions) ? nil : ModeFigures(account, as: target, engine)
        shortfall = obstacles.contains(.ratioTooLow) ? SwitchThreshold.shortfall(before.unified) : .zero
        var switched = engine.fork()
        if isAllowed { _ = switched.apply(.setAccountMarginMode(account, target)) }
        var positions: [PositionForecast] = []
        for holding in engine.holdings(of: account) {
            guard let before = engine.netPosition(account, holding.instrument) else { continue }
            positions.append(
                PositionForecast(
                    before: before, after: isAllowed ? switched.netPosition(account, holding.instrument) : nil,
                    id: Identifier.position(account, holding.instrument),
                    symbol: engine[holding.instrument].symbol.text,
                    stops: engine.pendingOrders(of: account)
                        .filter { $0.instrument == holding.instrument && $0.purpose.isAttached }))
        }
        self.positions = positions
    }
}

/// A position before and after a switch.
struct PositionForecast: Sendable {
    let before: PositionFigures
    /// Nil where the switch is refused.
    let after: PositionFigures?
    let id: String
    let symbol: String
    /// The orders attached to it.
    let stops: [Order]
}

/// What an account amounts to under the rules of a mode.
struct ModeFigures: Sendable {
    let mode: MarginMode
    let initialMargin: Money
    let available: Money
    let status: AccountStatus
    /// As if the account were unified, whatever the mode.
    let unified: UnifiedFigures

    init(_ account: MarginAccountID, as mode: MarginMode, _ engine: borrowing Engine) {
        self.mode = mode
        unified = engine.unified(account, as: .cross)
        guard mode == .isolated else {
            initialMargin = unified.initialMargin
            available = unified.available
            status = AccountStatus(unified)
            return
        }
        // Positions stand alone here: their profit is not available, and the ladder does not judge the account.
        let own = engine.unified(account, as: .isolated)
        initialMargin = own.initialMargin
        available = own.totalWallet - own.initialMargin
        status = .normal
    }
}
