import MarginEngine
import Testing

/// MARGIN-32, MARGIN-34: what becomes of a bankrupt position in the fund's hands.
@Suite struct DeleveragingTests {
    /// ann's 0.8 from 60,000 at 10x are bankrupt at 54,000: (48,000 - 4,800 - 23.76) / (0.8 * 0.99945).
    private static func shorts(_ trades: String) -> String {
        """
        account ann bybit uta2
        account bob bybit uta2
        account cy bybit uta2
        account eve bybit uta2
        ann deposit 100000 USDT
        bob deposit 100000 USDT
        cy deposit 10000 USDT
        eve deposit 100000 USDT
        ann mode isolated
        \(trades)
        """
    }

    @Test("An empty fund deleverages the higher score first, both sides at B, for the maker fee, orders cancelled")
    func byScore() {
        var venue = Scenario()
        venue.run(
            Self.shorts(
                """
                cy leverage BTCUSDT 20x
                ann trade buy 0.8 BTCUSDT @ 60000 bob
                eve trade buy 0.4 BTCUSDT @ 60000 bob
                eve trade buy 0.3 BTCUSDT @ 60000 cy
                bob buy 0.1 BTCUSDT @ 40000
                cy buy 0.1 BTCUSDT market when=mark>70000
                eve buy 0.1 BTCUSDT @ 40000
                """))
        venue.run(
            """
            mark BTCUSDT 50000
            steps: kinds takenOver,deleveraged,deleveraged
            step 1: of ann size 0.8 price 54000 amount 4823.76
            step 2: of cy side short size 0.3 price 54000 amount 16200
            step 3: of bob side short size 0.5 price 54000 amount 27000
            ; 10,000 - 3.6 + 0.3 * 6,000 - 16,200 * 0.0002
            cy USDT: wallet 11793.16
            cy BTCUSDT short: size 0
            ; 100,000 - 14.4 + 0.5 * 6,000 - 27,000 * 0.0002
            bob USDT: wallet 102980.2
            bob BTCUSDT short: size 0.7 entry 42000
            #7: status cancelled cause deleveraging
            #8: status cancelled cause deleveraging
            #9: resting true
            fund BTCUSDT long: size 0
            USDT: insurance 0 loss 0
            """)
    }

    @Test("MARGIN-34: a deleveraging is a trade of its own, and told as one by its execution and its balance")
    func told() {
        var venue = Scenario()
        venue.run(Self.shorts("ann trade buy 0.8 BTCUSDT @ 60000 bob"))
        venue.run("mark BTCUSDT 50000")
        var trades: [UInt64] = []
        var kinds: [Execution.Kind] = []
        var causes: [BalanceChange.Cause] = []
        for event in venue.engine.events {
            switch event {
            case .execution(let execution):
                trades.append(execution.trade)
                kinds.append(execution.kind)
                #expect(execution.order.reduceOnly)
            case .balance(let change): causes.append(change.cause)
            default: break
            }
        }
        #expect(kinds == [.takeover, .deleveraging])
        #expect(causes == [.takeover, .deleveraging])
        #expect(trades == [2, 3])
    }

    @Test("The rank is the share of its side that does not come sooner: 1 for the next, 8 decimals rounded down")
    func rank() {
        var venue = Scenario()
        venue.run(
            Self.shorts(
                """
                cy leverage BTCUSDT 20x
                eve trade buy 0.1 BTCUSDT @ 60000 cy
                eve trade buy 0.1 BTCUSDT @ 59900 bob
                eve trade buy 0.1 BTCUSDT @ 59800 ann
                eve BTCUSDT long: rank 1
                mark BTCUSDT 59000
                cy BTCUSDT short: rank 1
                """))
        venue.run(
            """
            bob BTCUSDT short: rank 0.66666666
            ann BTCUSDT short: rank 0.33333333
            """)
    }

    @Test("Of equal scores the older position goes first")
    func ties() {
        var venue = Scenario()
        venue.run(
            Self.shorts(
                """
                cy deposit 90000 USDT
                eve trade buy 0.4 BTCUSDT @ 60000 cy
                ann trade buy 0.6 BTCUSDT @ 60000 bob
                ann trade buy 0.2 BTCUSDT @ 60000 cy
                """))
        venue.run(
            """
            mark BTCUSDT 50000
            steps: kinds takenOver,deleveraged,deleveraged
            step 2: of cy size 0.6
            step 3: of bob size 0.2
            bob BTCUSDT short: size 0.4
            """)
    }

    @Test("The book comes before deleveraging as long as the fund can bear it")
    func bookFirst() {
        var venue = Scenario()
        venue.run(Self.shorts("ann trade buy 0.8 BTCUSDT @ 60000 bob"))
        venue.run(
            """
            insurance 1000 USDT
            eve buy 0.2 BTCUSDT @ 51000
            eve buy 0.2 BTCUSDT @ 50000
            mark BTCUSDT 50000
            ; 0.2 at 51,000 cost 600; 0.2 at 50,000 would cost 800 more
            steps: kinds takenOver,deleveraged
            step 2: of bob size 0.6 price 54000
            USDT: insurance 400 loss 0
            """)
    }

    @Test(
        "The fund bears a trade to the unit: what it releases is rounded against it",
        arguments: [
            // 43,200.0720044 and 52,800.0880044 for 0.8: 0.333 are 17,982.029971831.. up and 21,978.036631831.. down.
            ("buy", "50000", "1332.02997183", "0.8"), ("buy", "50000", "1332.02997184", "0.467"),
            ("sell", "70000", "1331.96336816", "0.8"), ("sell", "70000", "1331.96336817", "0.467"),
        ])
    func toTheUnit(_ opening: String, _ mark: String, _ fund: String, _ deleveraged: String) {
        var venue = Scenario()
        venue.run(Self.shorts("ann trade \(opening) 0.8 BTCUSDT @ 60000.1 bob"))
        venue.run(
            """
            insurance \(fund) USDT
            eve \(opening) 0.333 BTCUSDT @ \(mark)
            mark BTCUSDT \(mark)
            steps: kinds takenOver,deleveraged
            step 2: of bob size \(deleveraged)
            """)
    }

    @Test(
        "The fund bears an inverse trade to the unit: what it is worth is rounded against it",
        arguments: [("0.41666666", "40000", "0.41666666"), ("0.41666667", "0", "0")])
    func inverseToTheUnit(_ fund: String, _ kept: String, _ left: String) {
        var venue = Scenario()
        venue.run(
            """
            account ann bybit uta2
            account bob bybit uta2
            account eve bybit uta2
            ann deposit 10 BTC
            bob deposit 10 BTC
            eve deposit 10 BTC
            ann mode isolated
            prices BTCUSD 30000
            prices BTCUSDT 30000
            ann trade buy 10000 BTCUSD @ 30000 bob
            prices BTCUSD 60000
            prices BTCUSDT 60000
            ann trade buy 30000 BTCUSD @ 60000 bob
            ann BTCUSD long: size 40000 posted 0.08383751
            eve buy 40000 BTCUSD @ 30000
            insurance \(fund) BTC
            mark BTCUSD 40000
            ; taken over for 0.5 + 0.33333333333333333.. and 0.08333334, 40,000 / 30,000 = 1.33333333333333333.. up
            fund BTCUSD long: size \(kept)
            BTC: insurance \(left)
            """)
    }

    @Test("Nobody left but the house: sold at any price, and what the fund lacks is a loss on record")
    func socialised() {
        var venue = Scenario()
        venue.run(
            """
            account ann bybit uta2
            account bob bybit uta2
            ann deposit 100000 USDT
            bob deposit 100000 USDT
            ann mode isolated
            book BTCUSDT house
            ann buy 0.8 BTCUSDT market
            book BTCUSDT only
            bob buy 0.8 BTCUSDT @ 50000
            mark BTCUSDT 50000
            steps: kinds takenOver,lossSocialised
            ; V0 = 48,000.08; M = 4,800.008 + 23.7600396; fee 0.8 * 54,000.1 * 0.00055 = 23.760044
            step 1: price 54000.1 amount 4823.7680396
            ; 48,000.08 - 4,823.7680396 + 23.760044 - 40,000
            step 2: of fund amount 3200.0720044
            USDT: insurance 0 loss 3200.0720044
            fund BTCUSDT long: size 0
            """)
    }

    @Test("MARGIN-34: a takeover that closes what the fund held of the other side may cost more than it has")
    func takeoverOfTheOtherSide() {
        var venue = Scenario()
        venue.run(
            """
            account ann bybit uta2
            account bob bybit uta2
            account cy bybit uta2
            ann deposit 100000 USDT
            bob deposit 100000 USDT
            cy deposit 100000 USDT
            ann mode isolated
            cy mode isolated
            cy leverage BTCUSDT 20x
            insurance 20000 USDT
            ann trade buy 0.8 BTCUSDT @ 60000 bob
            mark BTCUSDT 50000
            steps: kinds takenOver
            fund BTCUSDT long: size 0.8
            mark BTCUSDT 40000
            cy trade sell 0.8 BTCUSDT @ 40000 bob
            insurance -20000 USDT
            mark BTCUSDT 44500
            ; cy's turn comes before the fund's: 0.8 at 54,000 closes at cy's 42,000
            steps: kinds takenOver,lossSocialised
            fund BTCUSDT long: size 0
            fund BTCUSDT short: size 0
            USDT: insurance 0 loss 9600
            """)
    }

    @Test("Without any other side the fund keeps the position, and closes it when the next price finds a book")
    func keptUntilThereIsABook() {
        var venue = Scenario()
        venue.run(
            """
            account ann bybit uta2
            account bob bybit uta2
            ann deposit 100000 USDT
            bob deposit 100000 USDT
            ann mode isolated
            book BTCUSDT house
            ann buy 0.8 BTCUSDT market
            book BTCUSDT only
            mark BTCUSDT 50000
            steps: kinds takenOver
            fund BTCUSDT long: size 0.8
            bob buy 0.8 BTCUSDT @ 50000
            mark BTCUSDT 50000.01
            steps: kinds lossSocialised
            fund BTCUSDT long: size 0
            USDT: insurance 0 loss 3200.0720044
            """)
    }

    @Test("Funding never takes the fund below nothing: it deleverages, and what it owed is a loss on record")
    func fundPaysFunding() {
        var venue = Scenario()
        venue.run(Self.shorts("ann trade buy 0.8 BTCUSDT @ 60000 bob"))
        venue.run(
            """
            time 1h
            mark BTCUSDT 54100
            ; equity 4,823.76 - 4,720 <= 0.8 * 54,100 * 0.005 + 23.76; the fund gains 80 at mark
            steps: kinds takenOver
            fund BTCUSDT long: size 0.8 entry 43200
            rate BTCUSDT 0.01
            time 8h
            steps: kinds deleveraged,lossSocialised
            step 1: of bob size 0.8 price 54000
            step 2: amount 432.8
            bob BTCUSDT short: size 0
            USDT: insurance 0 loss 432.8
            """)
    }
}
