import Desks
import Dialects
import MarginEngine
import Wire

/// `POST /v5/position/add-margin`: adds to, or takes from, the margin of an isolated position.
/// https://bybit-exchange.github.io/docs/v5/position/manual-add-margin
struct AddMargin: PrivateCall {
    private let account: Account
    private let category: Category
    private let symbol: String
    private let margin: Money
    private let index: PositionIndex?

    init(_ parameters: Parameters, by caller: Login) throws(ReturnCode) {
        account = caller.account
        category = try parameters.contractCategory()
        symbol = try parameters.required("symbol")
        guard let margin = try parameters.decimal("margin", as: Money.self), margin.isMultiple(of: Self.step) else {
            throw .invalid("margin")
        }
        self.margin = margin
        index = try parameters.positionIndex()
    }

    func perform(on desk: inout Desk) throws(ReturnCode) -> Answer {
        let instrument = try desk.engine.contract(symbol, category, of: account)
        let marginAccount = account.marginAccount(category)
        let side = try desk.engine.holding(marginAccount, instrument).side(index)
        _ = try desk.carryOut(.adjustMargin(marginAccount, instrument, side, margin), .addMargin)
        let row = PositionRow(desk.engine.holding(marginAccount, instrument), side, in: desk.engine)
        return Answer { result in
            result.member("category", category.rawValue)
            row.writeShared(to: &result)
        }
    }

    /// At most four decimals.
    private static let step = Money(units: 10_000)
}

/// `POST /v5/position/set-auto-add-margin`.
/// https://bybit-exchange.github.io/docs/v5/position/auto-add-margin
struct SetAutoAddMargin: PrivateCall {
    private let account: Account
    private let symbol: String
    private let isOn: Bool
    private let index: PositionIndex?

    init(_ parameters: Parameters, by caller: Login) throws(ReturnCode) {
        account = caller.account
        guard try parameters.contractCategory() == .linear else { throw .illegalCategory }
        symbol = try parameters.required("symbol")
        switch try parameters.integer("autoAddMargin") {
        case 0: isOn = false
        case 1: isOn = true
        default: throw .invalid("autoAddMargin")
        }
        index = try parameters.positionIndex()
    }

    func perform(on desk: inout Desk) throws(ReturnCode) -> Answer {
        let instrument = try desk.engine.contract(symbol, .linear, of: account)
        let holding = desk.engine.holding(account.main, instrument)
        let side = try holding.side(index)
        let isUnchanged = holding[side].isOpen && holding[side].addsMarginAutomatically == isOn
        if isUnchanged, desk.engine.mode(of: holding) == .isolated { throw .autoAddUnchanged }
        _ = try desk.carryOut(.setAutoAddMargin(account.main, instrument, side, isOn), .autoAddMargin)
        return Answer()
    }
}
