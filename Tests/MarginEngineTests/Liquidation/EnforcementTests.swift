import EngineSupport
import MarginEngine
import Testing

/// MARGIN-31: whatever brings an account to its maintenance margin, it is liquidated in the same command. HOUSE-2.
@Suite struct EnforcementTests {
    @Test("A coin that is priced from the listing of its contract on endangers who pledged it before")
    func pricedLater() {
        var venue = Scenario()
        _ = venue.apply(.listAsset("ABC", collateral: [CollateralStep(limit: nil, ratio: .one)]))
        venue.run(
            """
            account ann bybit uta2
            account bob bybit uta2
            ann deposit 10000 ABC
            bob deposit 1000000 USDT
            ann trade buy 1 BTCUSDT @ 60000 bob
            mark BTCUSDT 60000.01
            ann account: balance 9967.01
            """)
        let outcome = venue.apply(
            .listInstrument(
                .linear("ABCUSDT", "ABC", tick: Price(units: 10_000), step: Quantity(units: 100_000_000), start: 1)))
        #expect(outcome == .accepted)
        venue.run(
            """
            prices ABCUSDT 0.03
            step 1: kind takenOver of ann
            ann BTCUSDT: long 0
            """)
    }

    @Test("MARGIN-14: a coin of which an account has nothing but a loss endangers it by its index, too")
    func lossInACoin() {
        var venue = Scenario()
        venue.run(
            """
            account ann bybit uta2
            account bob bybit uta2
            bob deposit 10 BTC
            ann deposit 1000 USDC
            ann deposit 0.00004584 BTC
            ann trade sell 5000 BTCUSD @ 60000 bob
            ann BTC: wallet 0
            ; 5,000 / 60,000 - 5,000 / 66,000: 454.5 USD at an index of 60,000, and 1,515.1 at 200,000
            mark BTCUSD 66000
            ann BTCUSD: short 5000
            prices BTCUSDT 200000
            step 1: of ann
            ann BTCUSD: short 0
            """)
    }

    @Test("MARGIN-53: whom the house's new quotes bring down is looked at in his turn, not behind all others")
    func inTurn() {
        var venue = Scenario()
        venue.run(
            """
            account ann bybit classic
            account bob bybit classic
            account cy bybit uta2
            insurance 1000000 USDT
            ann deposit 61000 USDT
            bob deposit 6100 USDT
            cy deposit 1000000 USDT
            ann trade buy 0.1 BTCUSDT @ 60000 cy
            bob trade buy 1 BTCUSDT @ 60000 cy
            mark BTCUSDT 60000.01
            book BTCUSDT house
            ; at 50,000 the 0.1 would lose 1,000; with 10 from 59,000 she loses 90,000 more
            ann buy 10 BTCUSDT @ 59000
            mark BTCUSDT 50000
            step 1: of ann
            ann USDT: wallet 0
            bob USDT: wallet 0
            """)
    }

    @Test("A liquidation moves no mark, but whom it fills may be next")
    func cascade() {
        var venue = Scenario()
        venue.run(
            """
            account ann bybit uta2
            account bob bybit classic
            account cy bybit uta2
            ann deposit 100000 USDT
            bob deposit 4800 USDT
            cy deposit 1000000 USDT
            ann mode isolated
            ann trade buy 0.8 BTCUSDT @ 60000 cy
            bob buy 0.8 BTCUSDT @ 54000
            mark BTCUSDT 48200
            ; bob buys ann's 0.8 at 54,000: equity 4,800 - 8.64 - 4,640 <= 192.8 + 21.384
            steps: kinds takenOver,takenOver
            step 1: of ann price 54000
            ; B = (43,200 - 4,791.36) / (0.8 * 0.99945) = 48,037.2204.. up; fee 0.8 * 48,037.3 * 0.00055
            step 2: of bob price 48037.3 amount 4791.36 equity 151.36 mm 214.184
            bob USDT: wallet 0
            fund BTCUSDT long: size 0.8 entry 38429.776412
            BTCUSDT: mark 48200 last 54000
            USDT: insurance 0
            """)
    }

    @Test("Closing one position at a loss may cost the others, at once")
    func lossOfAClose() {
        var venue = Scenario()
        venue.run(
            """
            account ann bybit classic
            account bob bybit uta2
            ann deposit 7000 USDT
            bob deposit 1000000 USDT
            ann leverage BTCUSDT 20x
            ann leverage ETHUSDT 20x
            ann trade buy 1 BTCUSDT @ 60000 bob
            ann trade buy 10 ETHUSDT @ 3000 bob
            bob buy 10 ETHUSDT @ 2700
            mark BTCUSDT 56300
            steps: kinds none
            ; 6,950.5 - 3,000 - 14.85 - 3,700 = 235.65 <= 281.5 + 31.35
            ann sell 10 ETHUSDT market reduce
            steps: kinds takenOver
            step 1: of ann symbol BTCUSDT equity 235.65 mm 312.85 amount 3935.65
            ann USDT: wallet 0
            """)
    }

    /// Where ann falls to its maintenance margin between two marks that are 10 or 0.5 apart, and what it has left. It
    /// closes at the quote beside the second, however it came there.
    struct Fall: Sendable {
        let account: String
        let deposit: String
        let mode: String
        let order: String
        let symbol: String
        let before: String
        let mark: String
        let fill: String
        let wallet: String

        init(
            _ account: String, _ deposit: String, mode: String = "", _ order: String, at before: String,
            then mark: String, closes fill: String, wallet: String
        ) {
            (self.account, self.deposit, self.mode, self.order) = (account, deposit, mode, order)
            (self.before, self.mark, self.fill, self.wallet) = (before, mark, fill, wallet)
            symbol = order.split(separator: " ").last.map(String.init) ?? ""
        }
    }

    private static let falls = [
        // 1,500 - 16.5000275, then 0.5 * (57,347.2 - 60,000.1) and 15.77048
        Fall(
            "bybit uta2", "1500", "buy 0.5 BTCUSDT", at: "57357.3", then: "57347.3", closes: "57347.2",
            wallet: "141.2794925"),
        Fall(
            "bybit classic", "1500", "buy 0.5 BTCUSDT", at: "57357.3", then: "57347.3", closes: "57347.2",
            wallet: "141.2794925"),
        // 1,500 - 16.4999725, then 0.5 * (59,999.9 - 62,623.8) and 17.221545
        Fall(
            "bybit uta2", "1500", "sell 0.5 BTCUSDT", at: "62613.7", then: "62623.7", closes: "62623.8",
            wallet: "154.3284825"),
        // 4,350 - 16.500055, then 10 * (2,867.35 - 3,000.01) and 15.770425; MM 0.105 * 28,673.6
        Fall(
            "bybit uta2", "4350", mode: "ann mode portfolio", "buy 10 ETHUSDT", at: "2867.86", then: "2867.36",
            closes: "2867.35", wallet: "2991.12952"),
        // 1,475 - 18.00003, then 0.5 * (57,347.2 - 60,000.1) and 17.20416
        Fall(
            "bitget", "1475", mode: "ann positions oneway BTCUSDT", "buy 0.5 BTCUSDT", at: "57357.3", then: "57347.3",
            closes: "57347.2", wallet: "113.34581"),
        // ZTDX-MODE-16. 1,460 - 15.000025, then 0.5 * (57,347.2 - 60,000.1) and 14.3368
        Fall(
            "ztdx", "1460", mode: "ann mode cross", "buy 0.5 BTCUSDT", at: "57357.3", then: "57347.3",
            closes: "57347.2", wallet: "104.213175"),
    ]

    @Test(
        "HOUSE-2: what is liquidated closes at the house's quotes around the new mark, in one step as in two",
        arguments: falls, [false, true])
    func newQuotes(_ fall: Fall, inTwoSteps: Bool) {
        var venue = Scenario()
        venue.run(
            """
            account ann \(fall.account)
            ann deposit \(fall.deposit) USDT
            ann leverage \(fall.symbol) 50x
            \(fall.mode)
            book \(fall.symbol) house
            ann \(fall.order) market
            """)
        if inTwoSteps { venue.run("prices \(fall.symbol) \(fall.before)\nsteps: kinds none") }
        venue.run(
            """
            prices \(fall.symbol) \(fall.mark)
            steps: kinds reduced
            \(fall.symbol): last \(fall.fill)
            ann USDT: wallet \(fall.wallet)
            """)
    }

    @Test("HOUSE-2: nobody's order that the mark has passed is met by what is liquidated: the house has filled it")
    func passedOrders() {
        var venue = Scenario()
        venue.run(
            """
            account ann bybit uta2
            account bob bybit uta2
            ann deposit 1500 USDT
            bob deposit 100000 USDT
            ann leverage BTCUSDT 50x
            book BTCUSDT house
            ann buy 0.5 BTCUSDT market
            bob buy 1 BTCUSDT @ 58000                          ; #2
            mark BTCUSDT 57347.3
            #2: status filled value 58000
            BTCUSDT: last 57347.2
            ann USDT: wallet 141.2794925
            """)
    }

    @Test("HOUSE-2: what the fund takes over at B it sells at the quotes around the new mark, and at later ones later")
    func fundAtNewQuotes() {
        var venue = Scenario()
        venue.run(
            """
            account ann bybit uta2
            account bob bybit uta2
            ann deposit 100000 USDT
            bob deposit 1000000 USDT
            ann mode isolated
            book BTCUSDT house
            ann buy 0.8 BTCUSDT market
            mark BTCUSDT 54200
            steps: kinds takenOver
            step 1: equity 183.6880396 mm 240.5600396 amount 4823.7680396
            ; 0.8 * 54,199.9 - (48,000.08 - 4,823.7680396 + 23.760044)
            USDT: insurance 159.8479956
            BTCUSDT: bids 0.922@54199.9,0.922@54199.8,0.922@54199.7,0.922@54199.6,0.922@54199.5
            prices BTCUSDT 60000
            book BTCUSDT only
            ann trade buy 0.8 BTCUSDT @ 60000 bob
            mark BTCUSDT 54200
            ; 48,000 - 4,823.76 + 23.76
            fund BTCUSDT long: size 0.8 entry 43200
            book BTCUSDT house
            fund BTCUSDT long: size 0.8
            mark BTCUSDT 54100
            fund BTCUSDT long: size 0
            ; 0.8 * 54,099.9 - 43,200
            USDT: insurance 239.7679956
            """)
    }

    @Test("Funding liquidates at its instant; the house renews what that consumed")
    func fundingOfAPool() {
        var venue = Scenario()
        venue.run(
            """
            account ann bybit classic
            time 1h
            ann deposit 5000 USDT
            book BTCUSDT house
            ann buy 0.8 BTCUSDT market
            rate BTCUSDT 0.01
            ; 5,000 - 26.400044 and 480 at each instant; MM 240 + 23.7600396
            time 79h
            ann USDT: wallet 653.599956
            time 81h
            steps: kinds reduced
            step 1: equity 173.519956 mm 263.7600396
            ; sold at 59,999.9: 173.599956 - 0.16 - 26.399956
            ann USDT: wallet 147.04
            BTCUSDT: bids 0.833@59999.9,0.833@59999.8,0.833@59999.7,0.833@59999.6,0.833@59999.5
            """)
    }

    @Test("MARGIN-36: funding that the available balance lacks comes out of the margin, until it is too small")
    func fundingOfAnIsolatedPosition() {
        var venue = Scenario()
        venue.run(
            """
            account ann bybit uta2
            account bob bybit uta2
            time 1h
            ann deposit 6662.7 USDT
            bob deposit 1000000 USDT
            ann mode isolated
            ann trade buy 1 BTCUSDT @ 60000 bob
            ann USDT: isolated 6029.7 available 600
            rate BTCUSDT 0.01
            time 8h
            ann BTCUSDT long: posted 6029.7
            time 80h
            ann BTCUSDT long: posted 629.7 mm 329.7
            time 88h
            step 1: kind takenOver amount 29.7 equity 29.7 mm 329.7
            ann USDT: wallet 0
            """)
    }

    @Test("What a liquidation at one funding instant triggers happens before the next instant")
    func triggeredBetweenInstants() {
        var venue = Scenario()
        venue.run(
            """
            account ann bybit classic
            account bob bybit uta2
            account cy bybit uta2
            time 1h
            insurance 1000 USDT
            ann deposit 6033 USDT
            bob deposit 1000000 USDT
            cy deposit 1000000 USDT
            ann leverage BTCUSDT 20x
            ann trade buy 1 BTCUSDT @ 60000 bob
            bob buy 1 BTCUSDT @ 59990
            cy sell 1 BTCUSDT @ 59980 when=last<59990
            bob buy 1 BTCUSDT @ 59985
            rate BTCUSDT 0.01
            ; 600 at each instant leave 0 after ten, at 80 h; the fund sells to bob, cy's short is open at the next
            ; instant and receives 600 besides the fee of 32.99175
            time 95h
            #4: status filled value 59985
            cy BTCUSDT short: size 1 costs -567.00825
            """)
    }
}
