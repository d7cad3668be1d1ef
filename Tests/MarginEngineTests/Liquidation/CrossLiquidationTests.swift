import MarginEngine
import Testing

/// MARGIN-33 and `docs/rules/margin.md` on what an account as a whole can lose.
@Suite struct CrossLiquidationTests {
    private static let single =
        """
        account ann bybit classic
        account bob bybit uta2
        ann deposit 10000 USDT
        bob deposit 1000000 USDT
        ann trade buy 1 BTCUSDT @ 60000 bob
        """

    @Test("A pool at its maintenance margin hands its only position over and has nothing left")
    func poolOfOne() {
        var venue = Scenario()
        venue.run(Self.single)
        venue.run(
            """
            ; 9,967 + P - 60,000 <= 0.005 P + 29.7 where P <= 50,314.2713..
            mark BTCUSDT 50314.28
            ann BTCUSDT long: size 1
            mark BTCUSDT 50314.27
            steps: kinds takenOver
            ; B, where the wallet is used up: (60,000 - 9,967) / 0.99945 = 50,060.5332.. up; fee 50,060.6 * 0.00055
            step 1: size 1 price 50060.6 amount 9967 equity 281.27 mm 281.27135
            ann USDT: wallet 0 mm 0
            fund BTCUSDT long: size 1 entry 50060.53333
            USDT: insurance 0 loss 0
            """)
    }

    @Test("What the book pays beyond B stays with the account")
    func onTheBook() {
        var venue = Scenario()
        venue.run(Self.single)
        venue.run(
            """
            bob buy 1 BTCUSDT @ 50100
            ann buy 0.01 BTCUSDT @ 40000
            mark BTCUSDT 50314.27
            steps: kinds ordersCancelled,reduced
            step 2: size 1 price 50060.6 amount 50100
            ; 9,967 - 9,900 - 50,100 * 0.00055
            ann USDT: wallet 39.445
            #3: origin user status filled
            #5: origin liquidation status filled fee 27.555
            ann orders: pending none
            """)
    }

    @Test("Beyond bankruptcy the fund bears what the wallet lacks, and the account ends at nothing")
    func beyondBankruptcy() {
        var venue = Scenario()
        venue.run(Self.single)
        venue.run(
            """
            insurance 20000 USDT
            bob buy 1 BTCUSDT @ 45000
            mark BTCUSDT 45000
            steps: kinds takenOver
            step 1: price 50060.6 amount 9967 equity -5033
            ann USDT: wallet 0
            ; 50,060.53333 - 45,000
            USDT: insurance 14939.46667
            fund BTCUSDT long: size 0
            """)
    }

    @Test("MARGIN-33: of a hedged pair, whose sides need the same, the long side goes first")
    func longSideFirst() {
        var venue = Scenario()
        venue.run(
            """
            account ann bitget
            account bob bybit uta2
            ann deposit 2000 USDT
            bob deposit 1000000 USDT
            ann leverage BTCUSDT 125x
            ann trade buy 1 BTCUSDT @ 60000 bob to-long
            ann trade sell 1 BTCUSDT @ 60000 bob to-short
            ; of 2,000 the fees took 72
            ann withdraw 1448 USDT
            ann USDT: wallet 480 mm 276
            ; 480 <= M * 0.0046 where M >= 104,347.8260..
            mark BTCUSDT 104347.82
            ann BTCUSDT: long 1 short 1
            mark BTCUSDT 104347.83
            step 1: side long
            """)
    }

    private static let pair =
        """
        account ann bybit classic
        account bob bybit uta2
        ann deposit 10000 USDT
        bob deposit 1000000 USDT
        ann trade buy 10 ETHUSDT @ 3000 bob
        ann trade buy 1 BTCUSDT @ 60000 bob
        ; 10,000 - 33 - 16.5; ETH needs 150 + 14.85
        ann USDT: wallet 9950.5
        """

    @Test("The position with the largest maintenance margin goes first, and no more than is needed")
    func largestFirst() {
        var venue = Scenario()
        venue.run(Self.pair)
        venue.run(
            """
            bob buy 1 BTCUSDT @ 50450
            mark BTCUSDT 50496.54
            ann BTCUSDT long: size 1
            mark BTCUSDT 50496.53
            ; equity 447.03; MM = 252.48265 + 29.7 + 164.85
            steps: kinds reduced
            ; share 447.03 * 282.18265 / 447.03265 = 282.1809..; B = (50,496.53 - share) / 0.99945 = 50,241.98.. up
            step 1: symbol BTCUSDT size 1 price 50242 equity 447.03 mm 447.03265
            ; 9,950.5 - 9,550 - 27.7475
            ann USDT: wallet 372.7525
            ann ETHUSDT long: size 10
            """)
    }

    @Test("Without a book each is handed over at the price of its share, and the wallet ends at nothing")
    func sharesUseUpTheWallet() {
        var venue = Scenario()
        venue.run(Self.pair)
        venue.run(
            """
            mark BTCUSDT 50496.53
            steps: kinds takenOver,takenOver
            step 1: symbol BTCUSDT price 50242
            step 2: symbol ETHUSDT size 10
            ann USDT: wallet 0
            USDT: insurance 0 loss 0
            """)
    }

    @Test("A higher tier is left for the one below: on the book as far as it goes, the rest of that to the fund")
    func tierBelow() {
        var venue = Scenario()
        venue.run(
            """
            account ann bitget
            account bob bybit uta2
            ann deposit 36216 USDT
            bob deposit 1000000 USDT
            ann positions oneway BTCUSDT
            ann trade buy 6 BTCUSDT @ 60000 bob
            bob buy 2 BTCUSDT @ 54100
            ann USDT: wallet 36000
            mark BTCUSDT 54278.97
            ann BTCUSDT long: size 6
            mark BTCUSDT 54278.96
            ; equity 1,673.76; MM = 325,673.76 * 0.0056 - 150; (325,673.76 - 150,000) / 54,278.96 = 3.2365..
            steps: kinds reduced,takenOver
            ; B = (325,673.76 - 1,673.76) / (6 * 0.9994) = 54,032.4194.. up
            step 1: size 2 price 54032.5 amount 108200 equity 1673.76 mm 1673.773056
            ; of the 36,000 that six may lose 1.237 lose 7,422
            step 2: size 1.237 price 54032.5 amount 7422
            ; 36,000 - 11,800 - 64.92 - 7,422
            ann USDT: wallet 16713.08
            ann BTCUSDT long: size 2.763 entry 165780 tier 1
            fund BTCUSDT long: size 1.237
            """)
    }

    @Test("MARGIN-43: Bitget reduces by two tiers at a time")
    func twoTiersAtOnce() {
        var venue = Scenario()
        venue.run(
            """
            account ann bitget
            account bob bybit uta2
            ann deposit 120720 USDT
            bob deposit 10000000 USDT
            ann positions oneway BTCUSDT
            ann trade buy 20 BTCUSDT @ 60000 bob
            bob buy 18 BTCUSDT @ 54100
            ann BTCUSDT long: tier 3
            ; 120,000 + 20 P - 1,200,000 <= 20 P * 0.0106 - 4,650 where P <= 54,343.5415..
            mark BTCUSDT 54343.55
            ann BTCUSDT long: size 20
            mark BTCUSDT 54343.54
            steps: kinds reduced
            ; 150,000 / 54,343.54 = 2.7602..; B = (1,200,000 - 120,000) / (20 * 0.9994) = 54,032.4194.. up
            step 1: size 17.24 price 54032.5 amount 932684 equity 6870.8 mm 6870.83048
            ann BTCUSDT long: size 2.76 tier 1
            ; 120,000 - 17.24 * 5,900 - 932,684 * 0.0006
            ann USDT: wallet 17724.3896
            """)
    }

    @Test("A unified account pays the debt out of its collateral, at index times the ratio")
    func debtOutOfCollateral() {
        var venue = Scenario()
        venue.run(
            """
            account ann bybit uta2
            account bob bybit uta2
            insurance 100000 USDT
            ann deposit 1 BTC
            bob deposit 1000000 USDT
            ann trade buy 100 ETHUSDT @ 3000 bob
            ; 60,000 * 0.95 - 165
            ann account: balance 56835
            mark ETHUSDT 2445.362
            ann ETHUSDT long: size 100
            mark ETHUSDT 2445.361
            ; equity 56,835 - 55,463.9; MM = 1,222.6805 + 148.5
            steps: kinds takenOver,debtPaid
            ; B = (300,000 - 56,835) / 99.945 = 2,432.98814.. up; fee 243,299 * 0.00055
            step 1: price 2432.99 amount 56835 equity 1371.1 mm 1371.1805
            step 2: of ann symbol none amount 57000
            ann USDT: wallet 0
            ann BTC: wallet 0
            BTC: insurance 1
            USDT: insurance 43000 loss 0
            fund ETHUSDT long: size 100 entry 243298.81445
            """)
    }

    @Test("What counts for nothing as collateral pays no debt and stays; the fund pays what the rest does not bring in")
    func worthlessCollateral() {
        var venue = Scenario()
        let half = CollateralStep(limit: Fixture.coins(1), ratio: Fixture.rate(50))
        _ = venue.apply(.listAsset("ABC", collateral: [half, CollateralStep(limit: nil, ratio: .one)]))
        _ = venue.apply(.listAsset("XYZ", collateral: [CollateralStep(limit: nil, ratio: .zero)]))
        venue.run(
            """
            account ann bybit uta2
            account bob bybit uta2
            insurance 1000 USDT
            ann deposit 101 ABC
            ann deposit 10 XYZ
            bob deposit 1000000 USDT
            ann trade buy 0.01 BTCUSDT @ 60000 bob
            ; 0.5 and 100
            ann account: balance 100.17
            mark BTCUSDT 45000
            steps: kinds takenOver,debtPaid
            ; all of it at the ratio of its first step: 101 * 0.5
            step 2: amount 100.5
            ann ABC: wallet 0
            ann XYZ: wallet 10
            ann USDT: wallet 0
            ; the coins for 50.5, and 50 for nothing
            USDT: insurance 899.5 loss 0
            ABC: insurance 101
            """)
    }

    @Test("A unified account keeps the collateral that its debt does not need; the settle coin goes first")
    func settleCoinFirst() {
        var venue = Scenario()
        venue.run(
            """
            account ann bybit uta2
            account bob bybit uta2
            insurance 100000 USDT
            ann deposit 20165 USDT
            ann deposit 0.1 BTC
            bob deposit 1000000 USDT
            ann leverage ETHUSDT 20x
            ann trade buy 100 ETHUSDT @ 3000 bob
            bob buy 100 ETHUSDT @ 2754.00
            ; balance 20,000 + 5,700 = 25,700; 100 P - 274,300 <= 0.5 P + 156.75 where P <= 2,758.3592..
            mark ETHUSDT 2758.359
            steps: kinds reduced,debtPaid
            ; sold at 2,754: 20,000 - 24,600 - 151.47; the debt takes 4,751.47 / 57,000 BTC, up
            step 2: amount 4751.47
            ann USDT: wallet 0
            ann BTC: wallet 0.01664087
            BTC: insurance 0.08335913
            """)
    }

    @Test("MARGIN-15: a portfolio account is judged by its stress: 10 % of the net and 0.03 % of the gross value")
    func portfolio() {
        var venue = Scenario()
        venue.run(
            """
            account ann bybit uta2
            account bob bybit uta2
            ann deposit 10000 USDT
            bob deposit 1000000 USDT
            ann mode portfolio
            ann trade buy 1 BTCUSDT @ 60000 bob
            ; 9,967 + P - 60,000 <= 0.1003 P where P <= 55,610.7591..
            prices BTCUSDT 55610.76
            ann BTCUSDT: long 1
            prices BTCUSDT 55610.75
            step 1: kind takenOver size 1 amount 9967 equity 5577.75 mm 5577.758225
            ann USDT: wallet 0
            ann account: mode portfolio
            """)
    }

    @Test("Isolated positions of a Bitget account outlive the pool, orders in it do not")
    func isolatedBeside() {
        var venue = Scenario()
        venue.run(
            """
            account ann bitget
            account bob bybit uta2
            ann deposit 20000 USDT
            bob deposit 1000000 USDT
            ann positions oneway BTCUSDT
            ann positions oneway ETHUSDT
            ann mode isolated ETHUSDT
            ann trade buy 10 ETHUSDT @ 3000 bob
            ann trade buy 1 BTCUSDT @ 60000 bob
            ann buy 1 ETHUSDT @ 2000
            ; 20,000 - 18 - 36 - 3,000; 16,946 + P - 60,000 <= 0.0046 P where P <= 43,252.9636..
            mark BTCUSDT 43252.97
            ann BTCUSDT long: size 1
            mark BTCUSDT 43252.96
            steps: kinds ordersCancelled,takenOver
            step 2: amount 16946
            ann USDT: wallet 3000 isolated 3000
            ann ETHUSDT long: size 10
            ann orders: open none
            """)
    }

    @Test("A share of a debt larger than the position's value goes over at mark, and the fund pays the debt")
    func shareBeyondZero() {
        var venue = Scenario()
        venue.run(
            """
            account ann bybit classic
            account bob bybit uta2
            insurance 100000 USDT
            ann deposit 40000 USDT
            bob deposit 1000000 USDT
            ann trade sell 10 ETHUSDT @ 3000 bob
            ann trade buy 4 BTCUSDT @ 60000 bob
            mark ETHUSDT 100
            mark BTCUSDT 20000
            ; BTC bears 518.8 / 541.95 of the -91,148.5; ETH would have to gain 32,893.51 on the rest and has 30,000
            steps: kinds takenOver,takenOver,debtPaid
            step 1: symbol BTCUSDT price 41836.8 amount 72745.01005627 equity -91148.5 mm 541.95
            step 2: symbol ETHUSDT side short size 10 price 100 amount -29000 equity -3893.51005627
            step 3: amount 3893.51005627
            ann USDT: wallet 0
            ann BTCUSDT: long 0
            ann ETHUSDT: short 0
            USDT: loss 0
            """)
    }

    @Test("Of a unified account the largest maintenance margin in USD goes first, whatever coin it is in")
    func largestInUSD() {
        var venue = Scenario()
        venue.run(
            """
            account ann bybit uta2
            account bob bybit uta2
            ann deposit 70000 USDT
            bob deposit 100 BTC
            ann trade buy 600000 BTCUSD @ 60000 bob
            ann trade buy 10 ETHUSDT @ 3000 bob
            mark BTCUSD 54000
            ; 11.1 BTC * 0.005 * 60,000 and 30,000 * 0.005, and their closing fees
            step 1: of ann symbol BTCUSD
            """)
    }

    @Test("A long can always gain its share of a debt, be it more than its entry value")
    func longShareOfDebt() {
        var venue = Scenario()
        venue.run(
            """
            account ann bybit classic
            account bob bybit uta2
            insurance 10000000 USDT
            ann deposit 40000 USDT
            bob deposit 1000000 USDT
            ann trade buy 10 ETHUSDT @ 3000 bob
            ann trade sell 1 BTCUSDT @ 60000 bob
            mark ETHUSDT 3500
            mark BTCUSDT 1000000
            steps: kinds takenOver,takenOver
            step 2: symbol ETHUSDT side long size 10
            ann USDT: wallet 0
            """)
    }

    @Test("Collateral that does not pay the whole debt pays its worth, rounded down")
    func worthRoundedDown() throws {
        var venue = Scenario()
        venue.run(
            """
            account ann bybit uta2
            account bob bybit uta2
            insurance 1000000 USDT
            index BTCUSDT 60000.01
            ann deposit 1.00000001 BTC
            bob deposit 1000000 USDT
            ann trade sell 10 ETHUSDT @ 3000 bob
            ann trade buy 4 BTCUSDT @ 60000 bob
            mark ETHUSDT 100
            mark BTCUSDT 20000
            ann USDT: wallet 0
            ann BTC: wallet 0
            """)
        let ann = try venue.account("ann")
        let paid = venue.engine.events.compactMap { event -> Money? in
            guard case .balance(let change) = event, change.marginAccount == ann, change.cause == .liquidation,
                change.asset == venue.engine.asset(named: "USDT")
            else { return nil }
            return change.change
        }
        // 1.00000001 BTC * 60,000.01 * 0.95 = 57,000.010070000095; the fund gives the rest.
        #expect(paid.first == Money("57000.01007"))
        #expect(paid.count == 2)
    }

    /// dan is cross with 10,000: long 1 BTC from 60,000 and 10 ETH from 3,000; fees 30 and 15.
    private static let byRatio =
        """
        account dan ztdx
        account bob bybit uta2
        time 1h
        dan deposit 10045 USDT
        bob deposit 1000000 USDT
        dan mode cross
        dan trade buy 1 BTCUSDT @ 60000 bob
        dan trade buy 10 ETHUSDT @ 3000 bob
        dan sell 0.1 BTCUSDT @ 80000 reduce
        dan stops BTCUSDT long sl=mark:1000
        """

    @Test("ZTDX-MODE-16: at 1.20 orders are cancelled once, at 1.05 the worst loss goes, the next after 2,000 ms")
    func oneByOne() {
        var venue = Scenario()
        venue.run(Self.byRatio)
        venue.run(
            """
            ; ETH: 30,000 * 0.0065 - 15 = 180; equity P - 50,000; 1.20 * (0.005 P - 50 + 180) where P = 50,458.7525..
            mark BTCUSDT 50458.76
            #5: resting true
            mark BTCUSDT 50458.75
            steps: kinds ordersCancelled
            #5: status cancelled cause liquidation
            dan orders: pending #6
            dan sell 0.1 BTCUSDT @ 80000 reduce
            ; 1.05 * (0.005 P + 130) where P = 50,401.1058..
            mark BTCUSDT 50401.11
            steps: kinds none
            dan orders: open #7
            mark BTCUSDT 50401.1
            steps: kinds takenOver
            step 1: of dan symbol BTCUSDT size 1 equity 401.1 mm 382.0055
            dan ETHUSDT long: size 10
            """)
    }

    @Test("ZTDX-MODE-16: while it stays at 1.05, one position goes every 2,000 ms of venue time")
    func everyTwoSeconds() {
        var venue = Scenario()
        venue.run(Self.byRatio)
        venue.run(
            """
            insurance 100000 USDT
            mark BTCUSDT 49000
            dan BTCUSDT: long 0
            dan ETHUSDT: long 10
            venue: due 3602000
            mark ETHUSDT 2999
            dan ETHUSDT: long 10
            time 3601999ms
            dan ETHUSDT: long 10
            time 3602000ms
            dan ETHUSDT: long 0
            dan USDT: wallet 0
            """)
    }
}
