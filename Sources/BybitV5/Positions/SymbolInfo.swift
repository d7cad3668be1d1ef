import Desks
import Dialects
import MarginEngine
import Wire

/// `GET /v5/position/symbol-info`: the leverage set for isolated positions, with or without a position.
/// https://bybit-exchange.github.io/docs/v5/position/batch-lvg
struct SymbolInfo: PrivateCall {
    private let account: Account
    private let category: Category
    private let symbol: String?

    init(_ parameters: Parameters, by caller: Login) throws(ReturnCode) {
        account = caller.account
        category = try parameters.contractCategory()
        symbol = try parameters.text("symbol")
    }

    func perform(on desk: inout Desk) throws(ReturnCode) -> Answer {
        let marginAccount = account.marginAccount(category)
        if desk.engine.regime(of: marginAccount) == .unified, desk.engine.mode(of: marginAccount) == .portfolio {
            throw .noLeverageInPortfolio
        }
        let instruments = try symbol.map { name throws(ReturnCode) in
            [try desk.engine.contract(name, category, of: account)]
        }
        var rows: [(symbol: String, holding: Holding, side: PositionSide)] = []
        for instrument in instruments ?? desk.engine.contracts(category)
        where account.trades(instrument, in: desk.engine) {
            let holding = desk.engine.holding(marginAccount, instrument)
            for side in holding.shownSides { rows.append((desk.engine[instrument].symbol.text, holding, side)) }
        }
        return Answer { result in
            result.member("category", category.rawValue)
            result.memberArray("list") { list in
                for (symbol, holding, side) in rows {
                    list.object { row in
                        row.member("symbol", symbol)
                        row.member("leverage", holding.leverage(side, in: .isolated).text)
                        row.member("side", holding[side].isOpen ? side.opening.wireName : "")
                        row.member("positionIdx", holding.index(of: side).rawValue)
                    }
                }
            }
        }
    }
}
