import Desks
import Dialects
import MarginEngine

/// Which contracts of a category are meant: by `symbol`, else by `baseCoin`, else by `settleCoin`, else all.
struct ContractSelection {
    private enum Criterion {
        case symbol(String)
        case base(String)
        case settle(String)
        case none
    }

    let category: Category
    private let criterion: Criterion

    init(_ parameters: Parameters) throws(ReturnCode) {
        category = try parameters.category()
        if let symbol = try parameters.text("symbol") {
            criterion = .symbol(symbol)
        } else if let base = try parameters.text("baseCoin") {
            criterion = .base(base)
        } else if let settle = try parameters.text("settleCoin") {
            criterion = .settle(settle)
        } else {
            criterion = .none
        }
    }

    /// True when nothing narrows the category down.
    var isWholeCategory: Bool {
        if case .none = criterion { true } else { false }
    }

    /// The contracts meant, those left out that the account may not trade; none of a product that the venue does not
    /// list, HOUSE-15.
    func contracts(of account: Account, in engine: borrowing Engine) throws(ReturnCode) -> [InstrumentID] {
        guard category.payoff != nil else { return [] }
        if case .symbol(let symbol) = criterion { return [try engine.contract(symbol, category, of: account)] }
        var contracts: [InstrumentID] = []
        for instrument in engine.contracts(category) where account.trades(instrument, in: engine) {
            let isMeant =
                switch criterion {
                case .base(let coin): engine[instrument].base.text == coin
                case .settle(let coin): engine.settleCoin(instrument) == coin
                case .symbol, .none: true
                }
            if isMeant { contracts.append(instrument) }
        }
        return contracts
    }
}
