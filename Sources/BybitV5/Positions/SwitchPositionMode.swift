import Desks
import Dialects
import MarginEngine

/// `POST /v5/position/switch-mode`: one-way or hedge, for a symbol or for all symbols of a coin.
/// https://bybit-exchange.github.io/docs/v5/position/position-mode
struct SwitchPositionMode: PrivateCall {
    private enum Scope {
        case symbol(String)
        /// Succeeds when nothing changes: programs send it at start-up.
        case coin(String)
    }

    private let account: Account
    private let category: Category
    private let scope: Scope
    private let mode: PositionMode

    init(_ parameters: Parameters, by caller: Login) throws(ReturnCode) {
        account = caller.account
        category = try parameters.contractCategory()
        if let symbol = try parameters.text("symbol") {
            scope = .symbol(symbol)
        } else {
            scope = .coin(try parameters.required("coin"))
        }
        switch try parameters.integer("mode") {
        case 0: mode = .oneWay
        case 3: mode = .hedge
        default: throw .invalid("position_mode")
        }
    }

    func perform(on desk: inout Desk) throws(ReturnCode) -> Answer {
        let target: PositionModeScope
        switch scope {
        case .symbol(let symbol):
            target = .instrument(try desk.engine.contract(symbol, category, of: account))
        case .coin(let coin):
            guard let asset = desk.engine.asset(named: coin) else { throw .invalidCoin }
            target = .idleSettled(asset)
        }
        _ = try desk.carryOut(.setPositionMode(account.marginAccount(category), target, mode), .positionMode)
        return Answer()
    }
}
