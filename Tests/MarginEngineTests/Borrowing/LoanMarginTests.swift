import Testing

/// What loans add to the margins, and what follows: `docs/rules/margin.md`, MARGIN-50, MARGIN-51, MARGIN-52.
@Suite struct LoanMarginTests {
    @Test("WALLET-5: of an account with the smallest of loans so much can leave that it is not liquidated for the rest")
    func smallestLoan() {
        var venue = Scenario()
        venue.run(
            """
            account ann bybit uta2
            account bob bybit uta2
            loan BTC 0.00001 100:0.04:0.09
            bob deposit 10 BTC
            ann deposit 10 USDC
            ann trade buy 5 BTCUSD @ 60000 bob
            ann trade sell 5 BTCUSD @ 60000 bob
            ; two fees of 5 units and one of rounding, a loan of 0.0066 USD; either margin of it is a unit, 0.0006 USD
            ann BTC: wallet -0.00000011 borrowed 0.00000011
            ann account: balance 9.9934 im 0.0006 mm 0.0006
            ann withdraw 9.9928 USDC -> insufficientBalance
            ann withdraw 9.99279999 USDC
            mark BTCUSD 60000.01
            steps: kinds none
            """)
    }

    /// Ann has 0.02 BTC, 1,140 USD as collateral, and owes 1,006.05 USDT: 1,000 lost, fees 3.3 and 2.75.
    private static let debtor =
        """
        account ann bybit uta2
        account bob bybit uta2
        time 1h
        insurance 1000000 USDT
        ann deposit 0.02 BTC
        bob deposit 100000 USDT
        ann trade buy 0.1 BTCUSDT @ 60000 bob
        mark BTCUSDT 50000
        ann trade sell 0.1 BTCUSDT @ 50000 bob
        ann USDT: wallet -1006.05
        """

    @Test("MARGIN-50: a loan adds its rates to the margins in cross and portfolio mode, none in isolated mode")
    func rates() {
        var venue = Scenario()
        venue.run(
            """
            account ann bybit uta2
            account bob bybit uta2
            ann deposit 1 BTC
            bob deposit 100000 USDT
            ann trade buy 0.1 BTCUSDT @ 60000 bob
            ann account: balance 56996.7 im 602.97 mm 32.97    ; 600 and 30, each + 5,400 * 0.055 %
            loan USDT 0.00001
            ann USDT: borrowed 3.3 loanim 0.66 loanmm 0.132
            ann account: im 603.63 mm 33.102 loanim 0.66 loanmm 0.132 available 56393.07
            ann account as portfolio: im 722.82 mm 601.932     ; 10 % and 0.03 % of 6,000, times 1.2
            ann account as isolated: loanim 0 loanmm 0
            """)
    }

    @Test("MARGIN-50: the rates are those of the tier of the amount, for all of it; a limit belongs to its tier")
    func tiers() {
        var venue = Scenario()
        venue.run(Self.debtor)
        venue.run(
            """
            loan USDT 0.00001 1006.05:0.01:0.2 2000:0.02:0.5
            ann USDT: loanim 201.21 loanmm 10.0605
            loan USDT 0.00001 1006.04:0.01:0.2 2000:0.02:0.25
            ann USDT: loanim 251.5125 loanmm 20.121
            loan USDT 0.00001 1000:0.01:0.2 1001:0.02:0.5      ; beyond the last
            ann USDT: loanim 503.025 loanmm 20.121
            loan USDT 0.00001 2000:0.00000001:0.33333333
            ann USDT: loanim 335.34999665 loanmm 0.00001007    ; up
            """)
    }

    @Test("MARGIN-50: a loan of a coin that is not a dollar is valued at its index")
    func valued() {
        var venue = Scenario()
        venue.run(
            """
            account ann bybit uta2
            account bob bybit uta2
            ann deposit 100000 USDT
            bob deposit 10 BTC
            loan BTC 0.000000503043 390:0.04:0.2 391:0.04:0.25
            ann trade buy 60000 BTCUSD @ 60000 bob
            ann BTC: wallet -0.00055 borrowed 0.00055 interest 0 loanim 0.00011 loanmm 0.000022
            ann account: loanim 6.6 loanmm 1.32
            index BTCUSDT 50000
            ann account: loanim 5.5 loanmm 1.1
            """)
    }

    @Test("MARGIN-50: the margin of a loan opens no position and leaves with no withdrawal")
    func available() {
        var venue = Scenario()
        venue.run(Self.debtor)
        venue.run(
            """
            ann account: balance 133.95 im 0 available 133.95
            preview ann buy 0.001 BTCUSDT @ 50000: refusals none
            loan USDT 0.00001
            ann account: balance 133.95 im 201.21 available -67.26
            ann buy 0.001 BTCUSDT @ 50000 -> insufficientBalance
            ann withdraw 0.00000001 BTC -> insufficientBalance
            ann deposit 0.01 BTC
            ann account: available 502.74
            ann BTC: withdrawable 0.00882                      ; 502.74 / 0.95 / 60,000
            """)
    }

    @Test(
        "MARGIN-51, MARGIN-52: who only owes is liquidated when his collateral falls to the loan's maintenance margin")
    func falling() {
        var venue = Scenario()
        venue.run(Self.debtor)
        venue.run(
            """
            loan USDT 0.00001
            ann account: mm 40.242
            index BTCUSDT 55068.1                              ; 0.019 * 55,068.1 - 1,006.05 = 40.2439
            steps: kinds none
            index BTCUSDT 55068                                ; 40.242
            steps: kinds debtPaid
            step 1: of ann amount 1006.05 equity 40.242 mm 40.242
            ann USDT: wallet 0
            ann BTC: wallet 0.00076923                         ; 1,006.05 / (55,068 * 0.95) = 0.01923076..: 0.01923077 went
            fund BTC: wallet 0.01923077
            """)
    }

    @Test("MARGIN-51: interest and new terms can bring an account to its maintenance margin")
    func charged() {
        var venue = Scenario()
        venue.run(Self.debtor)
        venue.run(
            """
            loan USDT 0.1
            time 3900s                                         ; 100.605: 33.345 left, 44.2662 wanted
            steps: kinds debtPaid
            step 1: of ann amount 1106.655 equity 33.345 mm 44.2662
            """)
        var other = Scenario()
        other.run(Self.debtor)
        other.run(
            """
            loan USDT 0.00001 2000:0.13:0.2
            steps: kinds none                                  ; 130.7865 of 133.95
            loan USDT 0.00001 2000:0.14:0.2
            steps: kinds debtPaid
            """)
    }

    @Test("MARGIN-52, BYBIT-MODE-21: the way to cross margin is open with no position and a loan that is covered")
    func switching() {
        var venue = Scenario()
        venue.run(Self.debtor)
        venue.run(
            """
            loan USDT 0.00001
            ann mode portfolio -> equityBelowPortfolioMinimum
            ann deposit 0.1 BTC
            ann mode portfolio
            ann account: loanmm 40.242 mm 40.242
            ann mode isolated -> insufficientMargin
            ann mode cross
            """)
    }
}
