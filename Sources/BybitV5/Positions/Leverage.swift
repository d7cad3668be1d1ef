import Desks
import Dialects
import MarginEngine

/// `POST /v5/position/set-leverage`. https://bybit-exchange.github.io/docs/v5/position/leverage
struct SetLeverage: PrivateCall {
    private let account: Account
    private let category: Category
    private let symbol: String
    private let buyLeverage: Leverage
    private let sellLeverage: Leverage

    init(_ parameters: Parameters, by caller: Login) throws(ReturnCode) {
        account = caller.account
        category = try parameters.contractCategory()
        symbol = try parameters.required("symbol")
        buyLeverage = try parameters.leverage("buyLeverage")
        sellLeverage = try parameters.leverage("sellLeverage")
    }

    func perform(on desk: inout Desk) throws(ReturnCode) -> Answer {
        let instrument = try desk.engine.contract(symbol, category, of: account)
        let marginAccount = account.marginAccount(category)
        let holding = desk.engine.holding(marginAccount, instrument)
        let mayDiffer = holding.positionMode == .hedge && desk.engine.mode(of: holding) == .isolated
        guard buyLeverage == sellLeverage || mayDiffer else { throw .invalid("sellLeverage") }
        _ = try desk.carryOut(.setLeverage(marginAccount, instrument, change), .leverage)
        return Answer()
    }

    /// The venue knows one leverage for all margin modes; only isolated hedge positions have one on each side.
    private var change: LeverageChange {
        LeverageChange(
            cross: buyLeverage == sellLeverage ? buyLeverage : nil, isolatedLong: buyLeverage,
            isolatedShort: sellLeverage)
    }
}

extension Leverage {
    /// Plain notation: `10`, `12.5`.
    var text: String { DecimalText.write(units: Int64(hundredths) * 1_000_000) }
}

extension Leverage {
    /// With the two decimals that the greatest leverage of an instrument or a tier has.
    var textInHundredths: String { Money(units: Int128(hundredths) * unitsInOne / 100).text(decimals: 2) }
}
