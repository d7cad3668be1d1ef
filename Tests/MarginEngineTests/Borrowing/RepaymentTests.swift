import EngineSupport
import MarginEngine
import Testing

/// Repaying what is borrowed: `docs/rules/borrowing.md`.
@Suite struct RepaymentTests {
    /// Ann has 1 BTC and 500 USDC, and owes 1,006.05 USDT.
    private static let debtor =
        """
        account ann bybit uta2
        account bob bybit uta2
        time 1h
        ann deposit 1 BTC
        ann deposit 500 USDC
        bob deposit 100000 USDT
        ann trade buy 0.1 BTCUSDT @ 60000 bob
        mark BTCUSDT 50000
        ann trade sell 0.1 BTCUSDT @ 50000 bob
        loan USDT 0.00001 order=1
        loan USDC 0.00001 order=2
        loan BTC 0.00001 order=3
        """

    @Test("BORROW-17: other coins are sold to the house at index, in their order, until nothing is owed")
    func all() {
        var venue = Scenario()
        venue.run(Self.debtor)
        venue.run(
            """
            ann repay every USDT
            events: kinds balance,balance,balance,balance
            ann USDT: wallet 0 borrowed 0
            ann USDC: wallet 0
            ann BTC: wallet 0.99156583                         ; 506.05 / 60,000 = 0.00843416..: 0.00843417 went
            house USDT: wallet -1006.05
            house USDC: wallet 500
            house BTC: wallet 0.00843417
            ann repay every USDT -> nothingBorrowed
            ann repay all -> nothingBorrowed
            """)
    }

    @Test("BORROW-17: the order is that of the terms, coins without terms come last, equal ones by listing")
    func order() {
        var venue = Scenario()
        venue.run(Self.debtor)
        venue.run(
            """
            loan BTC 0.00001 order=0
            ann repay 60 USDT
            ann BTC: wallet 0.999
            ann USDC: wallet 500
            loan BTC 0.00001 order=2
            ann repay 60 USDT
            ann BTC: wallet 0.999
            ann USDC: wallet 440
            ann deposit 1 ETH
            ann repay 480 USDT
            ann USDC: wallet 0
            ann ETH: wallet 1
            ann BTC: wallet 0.99833333                         ; 40 / 60,000 = 0.00066666..: 0.00066667 went
            ann USDT: wallet -406.05
            """)
    }

    /// Ann owes 4,004.4 USDT and is short 6,000 USD of BTC from 60,000.
    private static let short =
        """
        account ann bybit uta2
        account bob bybit uta2
        time 1h
        ann deposit 0.2 BTC
        bob deposit 100000 USDT
        bob deposit 10 BTC
        ann trade sell 6000 BTCUSD @ 60000 bob
        ann trade buy 0.1 BTCUSDT @ 60000 bob
        mark BTCUSDT 20000
        ann trade sell 0.1 BTCUSDT @ 20000 bob
        ann USDT: wallet -4004.4
        loan USDT 0.00001
        loan BTC 0.00001 order=0
        loan USDC 0.00001 order=1
        """

    @Test("BORROW-17: what backs an unrealised loss stays")
    func loss() {
        var venue = Scenario()
        venue.run(Self.short)
        venue.run(
            """
            ann deposit 5000 USDC
            mark BTCUSD 70000
            index BTCUSDT 20000
            ann BTC: wallet 0.199945 equity 0.18565928         ; 6,000 / 70,000 - 0.1 = -0.01428571.., down
            ann repay every USDT
            ann BTC: wallet 0.01428572 equity 0                ; 0.18565928 * 20,000 = 3,713.1856
            ann USDC: wallet 4708.7856
            ann USDT: wallet 0
            """)
    }

    @Test("BORROW-17: an unrealised profit pays nothing; what the coins do not pay stays owed")
    func profit() {
        var venue = Scenario()
        venue.run(Self.short)
        venue.run(
            """
            mark BTCUSD 20000
            index BTCUSDT 20000
            ann BTC: wallet 0.199945 equity 0.399945
            ann repay every USDT
            ann BTC: wallet 0 equity 0.2
            ann USDT: wallet -5.5                              ; 0.199945 * 20,000 = 3,998.9
            ann repay every USDT -> insufficientBalance
            """)
    }

    @Test("BORROW-17: a coin is worth its index of the moment, and a part of a debt can be repaid")
    func partly() {
        var venue = Scenario()
        venue.run(Self.debtor)
        venue.run(
            """
            ann repay 500 USDT
            ann USDC: wallet 0
            ann withdraw 0.97 BTC
            index BTCUSDT 20000
            ann BTC: wallet 0.03
            ann repay all
            ann BTC: wallet 0.0046975                          ; 506.05 / 20,000 = 0.0253025
            ann USDT: wallet 0
            """)
    }

    @Test("BORROW-10, BORROW-11, BORROW-13, BORROW-14: what is asked for must be owed, by an account that borrows")
    func refused() {
        var venue = Scenario()
        venue.run(Self.debtor)
        venue.run(
            """
            account cy bybit classic
            account dan ztdx
            cy repay all -> borrowingNotOffered
            dan repay 1 USDT -> borrowingNotOffered
            ann repay 0 USDT -> amountNotPositive
            ann repay -1 USDT -> amountNotPositive
            ann repay every BTC -> nothingBorrowed
            ann repay 1006.05000001 USDT -> repaysMoreThanBorrowed
            bob repay all -> nothingBorrowed
            ann repay 1006.05 USDT
            preview bob repay all: rules BORROW-13
            """)
    }

    @Test("BORROW-12: nothing is repaid from four minutes to five and a half past the hour")
    func reckoning() {
        var venue = Scenario()
        venue.run(Self.debtor)
        venue.run(
            """
            time 3839999ms
            ann repay 1 USDT
            time 3840s
            ann repay 1 USDT -> interestIsReckoned
            time 3929999ms
            ann repay 1 USDT -> interestIsReckoned
            time 3930s
            ann repay 1 USDT
            ann USDT: wallet -1004.0600505                     ; 1,005.05 * 0.00001 charged in between
            """)
    }

    @Test("BORROW-15: all that is converted at a time is worth less than the least limit of its coins")
    func limit() {
        var venue = Scenario()
        venue.run(Self.debtor)
        venue.run(
            """
            loan USDT 0.00001 convert=1006.05
            ann repay every USDT -> conversionTooLarge
            ann repay all -> conversionTooLarge
            ann repay 1006.04999999 USDT
            ann USDT: wallet -0.00000001
            """)
        var two = Scenario()
        two.run(Self.debtor)
        two.run(
            """
            bob deposit 100000 USDC
            ann withdraw 500 USDC
            ann trade buy 0.1 BTCPERP @ 60000 bob
            loan USDT 0.00001 convert=1009.35
            ann repay all -> conversionTooLarge                ; 1,006.05 and 3.3
            loan USDT 0.00001 convert=1009.36
            ann repay all
            ann USDT: wallet 0
            ann USDC: wallet 0
            """)
    }

    @Test("BORROW-16: a coin that is borrowed has nothing to be repaid with; without other coins nothing is")
    func nothingToRepayWith() {
        var venue = Scenario()
        venue.run(Self.debtor)
        venue.run("ann repay-own every USDT -> insufficientBalance\nann repay-own all -> insufficientBalance")
        var other = Scenario()
        other.run(
            """
            account ann bybit uta2
            account bob bybit uta2
            time 1h
            loan USDT 0.00001
            ann deposit 1000 USDT
            bob deposit 100000 USDT
            ann trade buy 0.1 BTCUSDT @ 60000 bob
            mark BTCUSDT 54000
            ann USDT: equity 396.7
            ann repay all -> nothingBorrowed
            """)
    }
}
