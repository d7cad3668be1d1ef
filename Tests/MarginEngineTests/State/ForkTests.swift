import MarginEngine
import Testing

@Suite struct ForkTests {
    @Test("A fork starts equal and goes its own way; neither sees what the other does")
    func independence() throws {
        var venue = Scenario.busy()
        let start = venue.engine.digest()
        var fork = venue.engine.fork()
        let forked = fork.digest()
        #expect(forked == start)

        let ann = try venue.account("ann")
        let usdt = try venue.asset("USDT")
        for _ in 0..<200 { _ = fork.apply(.deposit(ann, usdt, Fixture.coins(1))) }
        _ = fork.apply(.cancelAllOrders(ann, .all))
        let untouched = venue.engine.digest()
        #expect(untouched == start)

        let moved = fork.digest()
        venue.run("mark BTCUSDT 59990\nann cancel all")
        let stillMoved = fork.digest()
        #expect(stillMoved == moved)
    }

    @Test("The same commands take a fork and its origin to the same state")
    func reunion() throws {
        var venue = Scenario.busy()
        var fork = venue.engine.fork()
        let count = venue.commands.count
        venue.run(
            """
            ann buy 0.3 BTCUSDT @ 60500
            bob sell 1 BTCUSDT @ 60400
            mark BTCUSDT 60300
            time 16h
            """)
        for command in venue.commands[count...] { _ = fork.apply(command) }
        let digests = (venue.engine.digest(), fork.digest())
        #expect(digests.0 == digests.1)
    }
}
