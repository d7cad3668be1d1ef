import Desks
import Dialects
import MarginEngine
import Wire

/// `POST /v5/position/set-risk-limit`: accepted without effect, since tiers follow the position by themselves.
/// https://bybit-exchange.github.io/docs/v5/abandon/set-risk-limit
struct SetRiskLimit: PrivateCall {
    private let account: Account
    private let category: Category
    private let symbol: String
    private let tier: Int64
    private let index: PositionIndex?

    init(_ parameters: Parameters, by caller: Login) throws(ReturnCode) {
        account = caller.account
        category = try parameters.contractCategory()
        symbol = try parameters.required("symbol")
        guard let tier = try parameters.integer("riskId") else { throw .invalid("riskId") }
        self.tier = tier
        index = try parameters.positionIndex()
    }

    func perform(on desk: inout Desk) throws(ReturnCode) -> Answer {
        let instrument = try desk.engine.contract(symbol, category, of: account)
        let marginAccount = account.marginAccount(category)
        let side = try desk.engine.holding(marginAccount, instrument).side(index)
        let tiers = desk.engine.terms(instrument, .bybit).map { desk.engine.tiers(of: $0) } ?? []
        guard tier >= 1, tier <= tiers.count else { throw .unknownRiskLimit }
        let present = desk.engine.position(marginAccount, instrument, side)?.tier ?? 1
        guard tier != present else { throw .riskLimitUnchanged }
        return Answer { result in
            result.member("category", category.rawValue)
            result.member("riskId", tier)
            result.member("riskLimitValue", tiers[Int(tier) - 1].limit.text)
        }
    }
}

/// `POST /v5/position/confirm-pending-mmr`: lifts the reduce-only mark that a change of tiers leaves on a position. Tiers
/// never change here, so there is none to lift. https://bybit-exchange.github.io/docs/v5/position/confirm-mmr
struct ConfirmRiskLimit: PrivateCall {
    private let account: Account
    private let category: Category
    private let symbol: String

    init(_ parameters: Parameters, by caller: Login) throws(ReturnCode) {
        account = caller.account
        category = try parameters.contractCategory()
        symbol = try parameters.required("symbol")
    }

    func perform(on desk: inout Desk) throws(ReturnCode) -> Answer {
        _ = try desk.engine.contract(symbol, category, of: account)
        throw .notMarkedReduceOnly
    }
}

/// `POST /v5/position/set-tpsl-mode`: accepted without effect, since each order and each stop names its own mode.
/// https://bybit-exchange.github.io/docs/v5/abandon/tpsl-mode
struct SetStopMode: PrivateCall {
    private let account: Account
    private let category: Category
    private let symbol: String
    private let mode: StopMode

    init(_ parameters: Parameters, by caller: Login) throws(ReturnCode) {
        account = caller.account
        category = try parameters.contractCategory()
        symbol = try parameters.required("symbol")
        guard let mode = StopMode(rawValue: try parameters.required("tpSlMode")) else { throw .invalid("tpSlMode") }
        self.mode = mode
    }

    func perform(on desk: inout Desk) throws(ReturnCode) -> Answer {
        _ = try desk.engine.contract(symbol, category, of: account)
        return Answer { $0.member("tpSlMode", mode.rawValue) }
    }
}
