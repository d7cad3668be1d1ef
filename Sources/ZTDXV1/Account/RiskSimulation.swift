import Desks
import Dialects
import MarginEngine
import Wire

/// What opening a position would do to the account, which nothing changes: ZTDX-MODE-26, ZTDX-MODE-27.
/// https://docs.p99.world/futures/usdt-margined/unified-margin/simulate
enum RiskSimulation {
    /// The page calls `side` informational, so that the new position stands beside those there are.
    static func simulate(_ call: Call, _ login: Login) throws(Failure) -> Answer {
        let symbol = try call.parameters.required("symbol")
        let leverage = try leverage(call.parameters)
        let size = try size(call.parameters)
        return .desk { desk throws(Failure) in
            let instrument = try desk.engine.tradedInstrument(symbol)
            guard let terms = desk.engine.terms(instrument, .ztdx), leverage <= terms.maxLeverage else {
                throw .invalidSimulatedLeverage
            }
            guard let tier = desk.engine.tiers(of: terms).first(where: { size <= $0.limit }) else { throw .invalidSize }
            let initial = size.divided(by: leverage, .up)
            let maintenance = tier.maintenanceMargin(of: size)
            let figures = desk.engine.unified(login.account.main, as: .cross)
            let status = AccountStatus(figures)
            let available = figures.totalEquity - (figures.initialMargin + initial)
            let after = figures.maintenanceMargin + maintenance
            let reason = reason(status, available: available, figures.totalEquity, maintenance: after)
            return .object { body in
                body.memberOptional("current_uni_mmr", Ratio(uniMMRIn: figures)?.text)
                body.memberOptional("simulated_uni_mmr", Ratio(figures.totalEquity, over: after)?.text)
                body.member("new_initial_margin", initial.text)
                body.member("new_maint_margin", maintenance.text)
                body.member("available_after", available.text)
                body.member("can_open", reason == nil)
                body.memberOptional("reason", reason)
            }
        }
    }

    /// ZTDX-MODE-27.
    private static func leverage(_ parameters: Parameters) throws(Failure) -> Leverage {
        guard let leverage = Leverage(parameters["leverage"] ?? ""), leverage.hundredths % 100 == 0,
            leverage.hundredths >= 100
        else { throw .invalidSimulatedLeverage }
        return leverage
    }

    private static func size(_ parameters: Parameters) throws(Failure) -> Money {
        guard let size = Money(parameters["size_usd"] ?? ""), size > .zero else { throw .invalidSize }
        return size
    }

    /// The page's gates with its words, the first that does not hold.
    private static func reason(
        _ status: AccountStatus, available: Money, _ equity: Money, maintenance: Money
    ) -> String? {
        if status == .reduceOnly { return "account in reduce_only mode" }
        if status == .liquidating { return "account is liquidating" }
        if available < .zero { return "insufficient available balance after opening" }
        return StatusLadder.ztdx.entry.isReached(by: equity, over: maintenance)
            ? nil : "simulated uniMMR would fall below 1.10"
    }
}
