import EngineSupport
import MarginEngine
import Testing

/// MARGIN-12, MARGIN-31, MARGIN-32: `docs/rules/margin.md`. Every long or short is of 1 BTC from 60,000 at 10x; what is
/// added by hand makes equity and maintenance margin meet on a step of the mark price.
@Suite struct IsolatedLiquidationTests {
    /// ann is isolated and takes from bob.
    private static func table(_ account: String, _ mode: String, _ side: String, _ added: String) -> String {
        """
        account ann \(account)
        account bob bybit uta2
        time 1h
        ann deposit 100000 USDT
        bob deposit 1000000 USDT
        \(mode)
        ann trade \(side) 1 BTCUSDT @ 60000 bob
        ann margin \(added) BTCUSDT \(side == "buy" ? "long" : "short")
        """
    }

    @Test("MARGIN-31: a Bybit long goes at equity equal to maintenance margin, its loss is exactly its margin")
    func bybitLong() {
        var venue = Scenario()
        venue.run(Self.table("bybit uta2", "ann mode isolated", "buy", "270"))
        venue.run(
            """
            ; M = 6,000 + fee at bust 60,000 * 0.9 * 0.00055 = 29.7 + 270
            ann BTCUSDT long: posted 6299.7
            ann USDT: wallet 99967
            mark BTCUSDT 54000.01
            ; equity 299.71; MM = 270.00005 + 29.7
            steps: kinds none
            ann BTCUSDT long: size 1 mm 299.70005
            mark BTCUSDT 54000
            ; equity 299.7; MM = 270 + 29.7
            steps: kinds takenOver
            ; B = (60,000 - 6,299.7) / 0.99945 = 53,729.8514..
            step 1: of ann symbol BTCUSDT side long size 1 price 53729.9 amount 6299.7 equity 299.7 mm 299.7
            ann BTCUSDT long: size 0
            ann USDT: wallet 93667.3 isolated 0 available 93667.3
            ; the fee is that at the rounded B: 53,729.9 * 0.00055; the fund's entry value is the exact rest
            fund BTCUSDT long: size 1 entry 53729.851445
            ; opening 33 and 12, closing 29.551445
            USDT: fees 74.551445 insurance 0
            """)
    }

    @Test("MARGIN-31: a unit of 1e-8 more margin, and it stays")
    func oneUnitAbove() {
        var venue = Scenario()
        venue.run(Self.table("bybit uta2", "ann mode isolated", "buy", "270.00000001"))
        venue.run(
            """
            mark BTCUSDT 54000
            ann BTCUSDT long: size 1 posted 6299.70000001 mm 299.7 upnl -6000
            ann margin -0.00000001 BTCUSDT long -> exceedsRemovableMargin
            """)
    }

    @Test("MARGIN-31: a Bybit short: the closing fee is on the higher bankruptcy value")
    func bybitShort() {
        var venue = Scenario()
        venue.run(Self.table("bybit uta2", "ann mode isolated", "sell", "330"))
        venue.run(
            """
            ; M = 6,000 + 60,000 * 1.1 * 0.00055 = 36.3 + 330
            ann BTCUSDT short: posted 6366.3
            mark BTCUSDT 65999.99
            ann BTCUSDT short: size 1
            mark BTCUSDT 66000
            ; equity 366.3; MM = 330 + 36.3; B = 66,366.3 / 1.00055 = 66,329.8186.. down
            step 1: kind takenOver size 1 price 66329.8 amount 6366.3 equity 366.3 mm 366.3
            ; 66,329.8 * 0.00055 = 36.48139
            fund BTCUSDT short: size 1 entry 66329.81861
            ann USDT: wallet 93600.7
            """)
    }

    @Test("MARGIN-31: a Bitget long: the taker fee on mark is in the maintenance margin, none in the margin")
    func bitgetLong() {
        var venue = Scenario()
        venue.run(
            Self.table("bitget", "ann positions oneway BTCUSDT\nann mode isolated BTCUSDT", "buy", "248.4"))
        venue.run(
            """
            mark BTCUSDT 54000.01
            ann BTCUSDT long: size 1 posted 6248.4
            mark BTCUSDT 54000
            ; MM = 54,000 * 0.0046 = 248.4; B = (60,000 - 6,248.4) / 0.9994 = 53,783.8703..
            step 1: kind takenOver price 53783.9 amount 6248.4 equity 248.4 mm 248.4
            ; 53,783.9 * 0.0006 = 32.27034
            fund BTCUSDT long: size 1 entry 53783.87034
            """)
    }

    @Test("MARGIN-31: a ZTDX long in isolated mode: no fee in either, the second tier's deduction")
    func ztdxLong() {
        var venue = Scenario()
        venue.run(Self.table("ztdx", "ann leverage BTCUSDT 10x", "buy", "220"))
        venue.run(
            """
            mark BTCUSDT 54000.01
            ann BTCUSDT long: size 1 posted 6220 mm 220.00005
            mark BTCUSDT 54000
            ; MM = 54,000 * 0.005 - 50; B = (60,000 - 6,220) / 0.9995 = 53,806.9034..; fee 53,807 * 0.0005
            step 1: kind takenOver price 53807 amount 6220 equity 220 mm 220
            fund BTCUSDT long: size 1 entry 53806.9035
            """)
    }

    @Test("MARGIN-32: what is kept in the tier below is whole steps within its limit, were it short by 0.0003 USDT")
    func tierBelowInWholeSteps() {
        var venue = Scenario()
        venue.run(
            """
            account ann bybit uta2
            account bob bybit uta2
            ann deposit 300000 USDT
            bob deposit 1000000 USDT
            ann mode isolated
            ann leverage BTCUSDT 12x
            ann trade buy 40 BTCUSDT @ 60000 bob
            bob buy 4 BTCUSDT @ 55190
            mark BTCUSDT 55193.73
            ; 36.236 * 55,193.73 = 2,000,000.00028 lie in the second tier
            step 1: kind reduced size 3.765 amount 207790.35
            """)
    }

    @Test("MARGIN-32: of an inverse contract the same, in whole dollars")
    func tierBelowInWholeDollars() throws {
        var venue = Scenario()
        venue.apply(.listInstrument(.inverse("NEWUSD", "BTC")))
        let tiers = [("9.99403476", Fixture.rate(1)), ("100", Fixture.rate(2))].map { limit, rate in
            RiskTierDefinition(limit: Money(limit) ?? .zero, maintenanceRate: rate, maxLeverage: Leverage(50))
        }
        venue.apply(
            .setContractTerms(
                ContractTermsDefinition(
                    symbol: "NEWUSD", family: .bybit, takerFee: .zero, makerFee: .zero, defaultLeverage: Leverage(10),
                    maxLeverage: Leverage(50), tiers: tiers)))
        venue.run(
            """
            account ann bybit classic
            account bob bybit classic
            ann deposit 20 BTC
            bob deposit 20 BTC
            ann mode isolated NEWUSD 10x
            ann trade buy 720000 NEWUSD @ 60000 bob
            bob buy 200000 NEWUSD @ 54600
            mark NEWUSD 54700.23
            ; 9.99403476 * 54,700.23 = 546,675.9999999948
            step 1: kind reduced size 173325
            """)
    }

    /// A classic account with 60,000 USD of BTCUSD from 60,000: V0 = 1 BTC.
    private static func inverse(_ side: String, _ added: String) -> String {
        """
        account ann bybit classic
        account bob bybit classic
        ann deposit 2 BTC
        bob deposit 10 BTC
        ann mode isolated BTCUSD 10x
        ann trade \(side) 60000 BTCUSD @ 60000 bob
        ann margin \(added) BTCUSD \(side == "buy" ? "long" : "short")
        """
    }

    @Test("MARGIN-31: an inverse long")
    func inverseLong() {
        var venue = Scenario()
        venue.run(Self.inverse("buy", "0.106"))
        venue.run(
            """
            ; M = 0.1 + 1.1 * 0.00055 + 0.106
            ann BTCUSD long: posted 0.206605
            mark BTCUSD 50000.01
            ann BTCUSD long: size 60000
            mark BTCUSD 50000
            ; equity = 0.206605 - 0.2; MM = 1.2 * 0.005 + 0.000605; B = 60,000 * 1.00055 / 1.206605 = 49,753.6476..
            step 1: kind takenOver side long size 60000 price 49753.7 amount 0.206605 equity 0.006605 mm 0.006605
            ; fee 1.20594047.. * 0.00055, up; the fund's entry value 1.206605 - fee
            fund BTCUSD long: size 60000 entry 1.20594173
            ; 2 - 0.00055 - 0.206605
            ann BTC: wallet 1.792845
            """)
    }

    @Test("MARGIN-31: an inverse short")
    func inverseShort() {
        var venue = Scenario()
        venue.run(Self.inverse("sell", "0.104"))
        venue.run(
            """
            ; M = 0.1 + 0.9 * 0.00055 + 0.104
            mark BTCUSD 74999.99
            ann BTCUSD short: size 60000 posted 0.204495
            mark BTCUSD 75000
            ; equity = 0.204495 - 0.2; MM = 0.8 * 0.005 + 0.000495; B = 60,000 * 0.99945 / 0.795505 = 75,382.304..
            step 1: kind takenOver side short price 75382.3 amount 0.204495 equity 0.004495 mm 0.004495
            fund BTCUSD short: size 60000 entry 0.79594277
            """)
    }

    @Test("MARGIN-30: auto-add margin adds one initial margin after another, up to 1x, and only then it is liquidated")
    func autoAdd() {
        var venue = Scenario()
        venue.run(Self.table("bybit uta2", "ann mode isolated", "buy", "1"))
        venue.run(
            """
            ann margin -1 BTCUSDT long
            ann autoadd on BTCUSDT long
            mark BTCUSDT 54000
            steps: kinds marginAdded
            ; equity 29.7, MM 299.7
            step 1: of ann size 1 amount 6000 equity 29.7 mm 299.7
            ann BTCUSDT long: posted 12029.7
            mark BTCUSDT 6000
            ; 12,029.7 + 7 * 6,000 = 54,029.7 is not above 54,000 + 30 + 29.7, so once more, up to 60,000
            steps: kinds \(Array(repeating: "marginAdded", count: 8).joined(separator: ","))
            step 8: amount 5970.3
            ann BTCUSDT long: size 1 posted 60000
            ; at 1x equity is P, MM is 0.005 P + 29.7
            mark BTCUSDT 29.85
            ann BTCUSDT long: size 1 posted 60000
            mark BTCUSDT 29.84
            steps: kinds takenOver
            step 1: amount 60000
            ann USDT: wallet 39967
            """)
    }

    @Test("MARGIN-30: what is available is added when it is less; then nothing more is")
    func autoAddAll() {
        var venue = Scenario()
        venue.run(
            """
            account ann bybit uta2
            account bob bybit uta2
            ann deposit 10000 USDT
            bob deposit 1000000 USDT
            ann mode isolated
            ann trade buy 1 BTCUSDT @ 60000 bob
            ann autoadd on BTCUSDT long
            ; 10,000 - 33 - 6,029.7
            ann USDT: available 3937.3
            mark BTCUSDT 54000
            step 1: kind marginAdded amount 3937.3
            ann USDT: isolated 9967 available 0
            ; 9,967 + P - 60,000 <= 0.005 P + 29.7 where P <= 50,314.2713..
            mark BTCUSDT 50314.28
            ann BTCUSDT long: size 1
            mark BTCUSDT 50314.27
            steps: kinds takenOver
            ann USDT: wallet 0
            """)
    }

    @Test("MARGIN-32: the position's orders go first, conditional ones and stops included; other symbols' stay")
    func ordersFirst() {
        var venue = Scenario()
        venue.run(Self.table("bybit uta2", "ann mode isolated", "buy", "270"))
        venue.run(
            """
            ann buy 0.1 BTCUSDT @ 50000
            ann sell 0.1 BTCUSDT @ 70000
            ann buy 0.1 BTCUSDT market when=mark>65000
            ann stops BTCUSDT long sl=mark:1000
            ann buy 1 ETHUSDT @ 2000
            ann buy 1 ETHUSDT market when=mark>4000
            mark BTCUSDT 54000
            steps: kinds ordersCancelled,takenOver
            #3: status cancelled cause liquidation
            #4: status cancelled cause liquidation
            #5: status cancelled cause liquidation
            #6: status cancelled cause liquidation
            ann orders: open #7 pending #7,#8
            """)
    }

    @Test("MARGIN-42: what cancelled orders had reserved is added where asked for, before anything is closed")
    func addedOnceOrdersAreGone() {
        var venue = Scenario()
        venue.run(
            """
            account ann bybit uta2
            account bob bybit uta2
            ann deposit 10000 USDT
            bob deposit 1000000 USDT
            ann mode isolated
            ann trade buy 1 BTCUSDT @ 60000 bob
            ann autoadd on BTCUSDT long
            ann buy 0.05 BTCUSDT @ 50000                       ; #3
            ; 3,937.3 less 250 + 1.375 + 1.2375
            ann USDT: available 3684.6875
            mark BTCUSDT 54000
            steps: kinds marginAdded
            ann orders: open #3
            ; 9,714.3875 + P - 60,000 <= 0.005 P + 29.7 where P <= 50,568.1532..
            mark BTCUSDT 50568.15
            steps: kinds ordersCancelled,marginAdded
            step 2: amount 252.6125
            #3: status cancelled cause liquidation
            ann BTCUSDT long: size 1 posted 9967
            """)
    }

    /// Both positions of a symbol in hedge mode, each with orders that open and close it, and a stop; the long goes.
    private static func hedged(_ account: String, _ mode: String) -> String {
        """
        account ann \(account)
        account bob bybit uta2
        ann deposit 100000 USDT
        bob deposit 1000000 USDT
        \(mode)
        ann trade buy 1 BTCUSDT @ 60000 bob to-long
        ann trade sell 0.1 BTCUSDT @ 60000 bob to-short
        ann buy 0.1 BTCUSDT @ 50000 to-long                ; #5
        ann sell 0.1 BTCUSDT @ 70000 to-long               ; #6
        ann sell 0.1 BTCUSDT @ 71000 to-short              ; #7
        ann buy 0.1 BTCUSDT @ 51000 to-short               ; #8
        ann buy 0.1 BTCUSDT market when=mark>65000 to-long ; #9
        ann sell 0.1 BTCUSDT market when=mark<45000 to-short
        ann stops BTCUSDT long sl=mark:1000                ; #11
        ann stops BTCUSDT short sl=mark:90000              ; #12
        mark BTCUSDT 54200
        steps: kinds ordersCancelled,takenOver
        ann BTCUSDT: long 0 short 0.1
        """
    }

    @Test("MARGIN-42: in hedge mode a Bitget position takes its own orders with it only")
    func ownOrders() {
        var venue = Scenario()
        venue.run(Self.hedged("bitget", "ann mode isolated BTCUSDT"))
        venue.run(
            """
            step 1: side long
            ann orders: open #7,#8 pending #7,#8,#10,#12
            """)
    }

    @Test("MARGIN-42: a Bybit position takes those of its symbol")
    func ordersOfTheSymbol() {
        var venue = Scenario()
        venue.run(Self.hedged("bybit uta2", "ann positions hedge BTCUSDT\nann mode isolated"))
        venue.run(
            """
            step 1: side none
            ann orders: open none pending none
            """)
    }

    /// 50 BTC of a Bybit account from 60,000 at 10x, in the third tier from 2,600,000 on: M = 300,000 + 1,485.
    private static let fifty =
        """
        account ann bybit uta2
        account bob bybit uta2
        ann deposit 400000 USDT
        bob deposit 10000000 USDT
        ann mode isolated
        ann trade buy 50 BTCUSDT @ 60000 bob
        """

    @Test("MARGIN-42: one tier is enough where the margin of what is left covers the requirement there")
    func oneTier() {
        var venue = Scenario()
        venue.run(Self.fifty)
        venue.run(
            """
            bob buy 5 BTCUSDT @ 54200
            ; 301,485 + 50 P - 3,000,000 <= 50 P * 0.0063 - 3,020 + 1,485 where P <= 54,281.5738..
            mark BTCUSDT 54281.58
            ann BTCUSDT long: size 50 tier 3
            mark BTCUSDT 54281.57
            steps: kinds reduced
            ; B = (3,000,000 - 301,485) / (50 * 0.99945); 2,600,000 / 54,281.57 = 47.8984..
            step 1: size 2.102 price 54000 amount 113928.4 equity 15563.5 mm 15563.69455
            ; 301,485 * 47.898 / 50, up: what goes is rounded down
            ann BTCUSDT long: size 47.898 tier 2 posted 288810.5706
            """)
    }

    @Test("MARGIN-42: as many tiers go, one after the other, as it takes")
    func twoTiers() {
        var venue = Scenario()
        venue.run(Self.fifty)
        venue.run(
            """
            bob buy 20 BTCUSDT @ 54200
            ; E / q = 304.7: 47.904 of it are 14,596.3488 against 14,782.6905, 36.849 are 11,227.8903 against 11,094.3127
            mark BTCUSDT 54275
            steps: kinds reduced,reduced
            step 1: size 2.096
            step 2: size 11.055
            ann BTCUSDT long: size 36.849 tier 1
            """)
    }

    @Test("MARGIN-42: where the book cannot fill a tier, what is left goes to the fund at B")
    func restAtBankruptcy() {
        var venue = Scenario()
        venue.run(Self.fifty)
        venue.run(
            """
            bob buy 10 BTCUSDT @ 54200
            mark BTCUSDT 54275
            steps: kinds reduced,takenOver
            step 1: size 2.096
            step 2: size 47.904 price 54000
            ; 400,000 - 1,650 - (2.096 * 5,800 + 2.096 * 54,200 * 0.00055) - 301,485 * 47.904 / 50
            ann USDT: wallet 97283.96944
            """)
    }

    /// 10 BTC of a ZTDX account in the third tier: M = 60,000 + 140.
    private static let thirdTier =
        """
        account ann ztdx
        account bob bybit uta2
        ann deposit 100000 USDT
        bob deposit 1000000 USDT
        ann trade buy 10 BTCUSDT @ 60000 bob
        ann margin 140 BTCUSDT long
        """

    @Test("MARGIN-32: a higher tier is first reduced to the one below, fill-or-kill at B or better")
    func reducedByATier() {
        var venue = Scenario()
        venue.run(Self.thirdTier)
        venue.run(
            """
            ; B = (600,000 - 60,140) / 9.995 = 54,013.0065..; what exceeds 250,000 is 5.4044.. of 10
            bob buy 5.404 BTCUSDT @ 54100
            bob buy 0.001 BTCUSDT @ 54013.1
            mark BTCUSDT 54400.01
            ann BTCUSDT long: size 10
            mark BTCUSDT 54400
            ; equity = 60,140 - 56,000; MM = 544,000 * 0.01 - 1,300
            steps: kinds reduced
            step 1: side long size 5.405 price 54013.1 amount 292410.4131 equity 4140 mm 4140
            ; margin 60,140 * 4.595 / 10; equity 1,902.33, MM = 249,968 * 0.005 - 50
            ann BTCUSDT long: size 4.595 entry 275700 posted 27634.33 mm 1199.84 tier 2
            bob BTCUSDT short: size 4.595
            """)
    }

    @Test("MARGIN-32: a unit short of liquidity, and nothing is reduced: the fund takes all of it at B")
    func notFillable() {
        var venue = Scenario()
        venue.run(Self.thirdTier)
        venue.run(
            """
            bob buy 5.404 BTCUSDT @ 54100
            bob buy 1 BTCUSDT @ 54013
            mark BTCUSDT 54400
            steps: kinds takenOver
            step 1: size 10 price 54013.1 amount 60140
            ann USDT: wallet 39560                     ; 100,000 - 300 - 60,140
            ; the fund sells to bob what it can without falling below nothing: 5.404 gain, 1 at 54,013 costs 0.0065..
            bob BTCUSDT short: size 3.596
            fund BTCUSDT long: size 3.596
            """)
    }

    @Test("MARGIN-32: better than B is the fund's gain, worse is paid by the fund")
    func fundGainsAndPays() {
        var venue = Scenario()
        venue.run(Self.table("bybit uta2", "ann mode isolated", "buy", "270"))
        venue.run(
            """
            insurance 1000 USDT
            bob buy 0.4 BTCUSDT @ 53900
            bob buy 0.6 BTCUSDT @ 53500
            mark BTCUSDT 54000
            ; entry value 53,729.851445: sold for 0.4 * 53,900 + 0.6 * 53,500 = 53,660
            USDT: insurance 930.148555
            fund BTCUSDT long: size 0
            ann USDT: wallet 93667.3
            """)
    }
}
