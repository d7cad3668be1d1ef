import MarginEngine
import Testing

/// What a command names: `docs/rules/objects.md`.
@Suite struct ObjectTests {
    @Test("OBJECT-1, OBJECT-2, OBJECT-3, OBJECT-4, OBJECT-5: each is refused by its own rule, and by no other")
    func missing() throws {
        var venue = Scenario()
        venue.run(
            """
            account ann ztdx
            account bob bybit uta2
            ann deposit 1000 USDT
            ann buy 0.001 BTCUSDT @ 50000            ; #1
            """)
        let (ann, bob) = (try venue.account("ann"), try venue.account("bob"))
        let symbol = try venue.instrument("BTCUSDT")
        let missing = InstrumentID(index: 9_999)
        let cases: [(Command, Refusal, Rule)] = [
            (.setLeverage(try venue.account("nobody"), missing, .init()), .unknownMarginAccount, "OBJECT-1"),
            (.setLeverage(venue.engine.house, symbol, .init()), .unknownMarginAccount, "OBJECT-1"),
            (.setLeverage(venue.engine.insurance, symbol, .init()), .unknownMarginAccount, "OBJECT-1"),
            (.setLeverage(ann, missing, .init()), .unknownInstrument, "OBJECT-2"),
            (.setLeverage(ann, try venue.instrument("BTCUSD"), .init()), .notTradedByFamily, "OBJECT-3"),
            (.deposit(ann, try venue.asset("NOCOIN"), .zero), .unknownAsset, "OBJECT-4"),
            (.cancelOrder(bob, OrderID(number: 1)), .unknownOrder, "OBJECT-5"),
            (.cancelOrder(ann, OrderID(number: 2)), .unknownOrder, "OBJECT-5"),
        ]
        for (command, refusal, rule) in cases {
            #expect(venue.apply(command) == .refused(refusal))
            let reasons = venue.engine.reasons(against: command)
            #expect(reasons.map(\.refusal) == [refusal])
            #expect(reasons.map(\.rule) == [rule])
        }
    }
}
