import Desks
import Dialects
import MarginEngine
import Wire

/// `GET /v5/account/fee-rate`. The category is documented as required; the page's own example, and clients, send none.
/// https://bybit-exchange.github.io/docs/v5/account/fee-rate
struct FeeRates: PrivateCall {
    private let category: Category
    private let symbol: String?

    init(_ parameters: Parameters, by caller: Login) throws(ReturnCode) {
        let isCategoryGiven = try parameters.text("category") != nil
        category = isCategoryGiven ? try parameters.category() : .linear
        symbol = try parameters.text("symbol")
    }

    func perform(on desk: inout Desk) throws(ReturnCode) -> Answer {
        var rows: [(symbol: String, terms: ContractTerms)] = []
        for instrument in try desk.engine.contracts(category, symbol: symbol) {
            guard let terms = desk.engine.terms(instrument, .bybit) else { continue }
            rows.append((desk.engine[instrument].symbol.text, terms))
        }
        return Answer { result in
            if category.payoff == nil { result.member("category", category.rawValue) }
            result.memberArray("list") { list in
                for (symbol, terms) in rows {
                    list.object { row in
                        row.member("symbol", symbol)
                        row.member("takerFeeRate", terms.takerFee.text)
                        row.member("makerFeeRate", terms.makerFee.text)
                    }
                }
            }
        }
    }
}
