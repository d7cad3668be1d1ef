import Desks
import Dialects
import MarginEngine

/// `POST /v5/position/switch-isolated`: margin mode and leverage of one symbol, for the accounts that have a mode for
/// each symbol. https://bybit-exchange.github.io/docs/v5/position/cross-isolate
///
/// Checks, in this order: category known, category open to the account, other fields, symbol, equal leverages,
/// BYBIT-SWITCH-1 to BYBIT-SWITCH-8; the rest is the engine's.
struct SwitchIsolated: PrivateCall {
    private let account: Account
    private let category: Category
    private let symbol: String
    private let mode: MarginMode
    private let buyLeverage: Leverage
    private let sellLeverage: Leverage

    init(_ parameters: Parameters, by caller: Login) throws(ReturnCode) {
        account = caller.account
        // BYBIT-SWITCH-1.
        category = try parameters.category()
        guard Self.isOffered(category, to: account.generation) else { throw .unifiedAccountForbidden }
        // BYBIT-SWITCH-4.
        guard category.payoff != nil else { throw .illegalCategory }
        // BYBIT-SWITCH-5, BYBIT-SWITCH-6.
        symbol = try parameters.required("symbol")
        switch try parameters.integer("tradeMode") {
        case 0: mode = .cross
        case 1: mode = .isolated
        default: throw .invalid("tradeMode")
        }
        buyLeverage = try parameters.leverage("buyLeverage")
        sellLeverage = try parameters.leverage("sellLeverage")
    }

    func perform(on desk: inout Desk) throws(ReturnCode) -> Answer {
        let instrument = try contract(in: desk.engine)
        // BYBIT-SWITCH-8.
        guard buyLeverage == sellLeverage else { throw .invalid("sellLeverage") }
        let marginAccount = account.marginAccount(category)
        _ = try desk.carryOut(
            .setSymbolMarginMode(marginAccount, instrument, mode, leverage: buyLeverage), .switchIsolated)
        // BYBIT-SWITCH-15.
        return Answer()
    }

    /// UTA2.0: none, BYBIT-SWITCH-2. UTA1.0: inverse, since its linear contracts are in the unified wallet,
    /// BYBIT-SWITCH-3. Classic: every category with contracts, BYBIT-SWITCH-4.
    private static func isOffered(_ category: Category, to generation: AccountGeneration) -> Bool {
        if generation.isUTA2 { return false }
        return !generation.hasInverseWallet || category == .inverse
    }

    /// BYBIT-SWITCH-7. For a classic account only the symbol decides, whatever the category says.
    private func contract(in engine: borrowing Engine) throws(ReturnCode) -> InstrumentID {
        guard account.generation == .classic, let named = engine.instrument(named: symbol) else {
            return try engine.contract(symbol, category, of: account)
        }
        return try engine.contract(symbol, engine[named].payoff == .linear ? .linear : .inverse, of: account)
    }
}
