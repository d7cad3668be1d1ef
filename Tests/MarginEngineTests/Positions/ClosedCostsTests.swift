import MarginEngine
import Testing

/// What an execution says a closed part of a position has cost.
@Suite struct ClosedCostsTests {
    @Test("A close costs its own fee and the closed part's share of the opening fee and of funding")
    func closedCosts() throws {
        var venue = Scenario()
        venue.run(
            """
            account ann bybit uta2
            account bob bybit uta2
            ann deposit 100000 USDT
            bob deposit 100000 USDT
            ann trade buy 1 BTCUSDT @ 60000 bob
            ann trade sell 0.25 BTCUSDT @ 62000 bob
            """)
        // A quarter of the 33 that opening cost, and 0.055 % of 15,500.
        #expect(try closedCosts(of: "ann", venue) == [Money("16.775")])
        // Of the maker: a quarter of 12, and 0.02 % of 15,500.
        #expect(try closedCosts(of: "bob", venue) == [Money("6.1")])
        venue.run("ann trade sell 1 BTCUSDT @ 62000 bob")
        // Three quarters of each; the quarter that opens on the other side is no cost of what is closed.
        #expect(try closedCosts(of: "ann", venue) == [Money("50.325")])
    }

    private func closedCosts(of name: String, _ venue: borrowing Scenario) throws -> [Money?] {
        let account = try venue.account(name)
        return venue.engine.events.compactMap { event in
            guard case .execution(let execution) = event, execution.order.marginAccount == account else { return nil }
            return execution.closedCosts
        }
    }
}
