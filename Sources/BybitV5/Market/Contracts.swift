import Desks
import Dialects
import MarginEngine

extension Account {
    /// Where the contracts of a category live.
    func marginAccount(_ category: Category) -> MarginAccountID {
        category == .inverse ? inverse : main
    }

    /// A classic account keeps USDC contracts in an account of another kind, which this venue does not have.
    /// https://bybit-exchange.github.io/docs/v5/acct-mode
    func trades(_ instrument: InstrumentID, in engine: borrowing Engine) -> Bool {
        generation.isUnified || engine[engine[instrument].settle].name.text != "USDC"
    }
}

extension Engine {
    /// The contracts of a category, in the order in which they were listed.
    func contracts(_ category: Category) -> [InstrumentID] {
        instruments(of: .bybit).filter { self[$0].payoff == category.payoff }
    }

    /// The contract of that symbol in a category.
    func contract(_ symbol: String, _ category: Category) throws(ReturnCode) -> InstrumentID {
        guard let instrument = instrument(named: symbol), self[instrument].payoff == category.payoff,
            terms(instrument, .bybit) != nil
        else { throw .unsupportedSymbol }
        return instrument
    }

    /// The one contract of that symbol, or all of a category when no symbol is given; none of a product that the venue
    /// does not list, HOUSE-15.
    func contracts(_ category: Category, symbol: String?) throws(ReturnCode) -> [InstrumentID] {
        guard let symbol, category.payoff != nil else { return contracts(category) }
        return [try contract(symbol, category)]
    }

    /// The contract of that symbol in a category, if that account may trade it.
    func contract(_ symbol: String, _ category: Category, of account: Account) throws(ReturnCode) -> InstrumentID {
        let instrument = try contract(symbol, category)
        guard account.trades(instrument, in: self) else { throw .unsupportedSymbol }
        return instrument
    }

    /// The name of the asset a contract settles in.
    func settleCoin(_ instrument: InstrumentID) -> String { self[self[instrument].settle].name.text }
}
