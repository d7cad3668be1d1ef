import MarginEngine
import Testing

@Suite struct TimeTests {
    @Test("Time never goes back, nor more than 366 days ahead at once, nor beyond 2099")
    func bounds() {
        var venue = Scenario()
        venue.run(
            """
            time -1ms -> timeBackwards
            time 4102444800000ms -> timeTooFar
            time 4070908800000ms                               ; the first time may be anything before 2100
            time 4070908799999ms -> timeBackwards
            time 4070908800000ms
            time 4102444800000ms -> timeTooFar
            time 4102444799999ms
            """)
        venue = Scenario()
        venue.run(
            """
            time 1s
            time 31622401001ms -> timeTooFar
            time 31622401000ms
            venue: time 31622401000
            """)
    }

    @Test("A venue that had no time owes no funding for the time before")
    func first() {
        var venue = Scenario()
        venue.run(
            """
            account ann bybit uta2
            account bob bybit uta2
            ann deposit 100000 USDT
            bob deposit 100000 USDT
            rate BTCUSDT 0.001
            ann trade buy 1 BTCUSDT @ 60000 bob
            ann USDT: wallet 99967
            time 1700000000000ms                               ; 2023-11-14T22:13:20Z
            ann USDT: wallet 99967
            venue: due 1700006400000                           ; the next midnight
            """)
    }

    @Test("A refused command leaves the time as it was, even applied at a later one")
    func refusedLater() {
        var venue = Scenario()
        venue.run("time 1h")
        let before = venue.engine.digest()
        let outcome = venue.engine.apply(.advance(toMs: -5), atMs: 7_200_000)
        let after = venue.engine.digest()
        #expect(outcome == .refused(.timeBackwards))
        #expect(before == after)
    }

    @Test("A command applied at a later time leaves the state that an advance and the command leave")
    func appliedLater() throws {
        var venue = Scenario()
        venue.run("account ann bybit uta2\ntime 1h")
        let ann = try venue.account("ann")
        let usdt = try venue.asset("USDT")
        let thousand = Fixture.coins(1_000)
        var other = venue.engine.fork()
        let outcomes = [
            venue.engine.apply(.deposit(ann, usdt, thousand), atMs: 7_200_000),
            other.apply(.advance(toMs: 7_200_000)),
            other.apply(.deposit(ann, usdt, thousand)),
        ]
        #expect(outcomes == [.accepted, .accepted, .accepted])
        let one = venue.engine.digest()
        let two = other.digest()
        #expect(one == two)
    }
}
