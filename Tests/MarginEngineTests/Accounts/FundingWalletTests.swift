import MarginEngine
import Testing

/// `docs/rules/wallets.md`, WALLET-12.
@Suite struct FundingWalletTests {
    @Test("WALLET-12: money goes to the funding wallet and back; there it backs nothing, and all of it can leave")
    func transfers() {
        var venue = Scenario()
        venue.run(
            """
            account ann bybit uta2
            account bob bybit uta2
            ann deposit 7000 USDT
            bob deposit 100000 USDT
            ann transfer 900 USDT ann.funding
            ann USDT: wallet 6100
            ann.funding USDT: wallet 900 available 900
            ann account: equity 6100 balance 6100
            ann trade buy 1 BTCUSDT @ 60000 bob                ; 6,029.7 of margin, 33 is the fee
            ann transfer 37.30000001 USDT ann.funding -> insufficientBalance
            ann transfer 37.3 USDT ann.funding
            ann.funding transfer 937.30000001 USDT ann -> insufficientBalance
            ann.funding transfer 937.3 USDT ann
            ann.funding USDT: wallet 0
            """)
    }

    @Test("WALLET-12: Bybit's and Bitget's accounts have one each, ZTDX's none; it is the account's own")
    func families() {
        var venue = Scenario()
        venue.run(
            """
            account ann bybit uta2
            account old bybit uta1
            account cla bybit classic
            account bit bitget
            account zed ztdx
            ann.funding deposit 10 USDT
            old.funding deposit 10 USDT
            cla.funding deposit 10 USDT
            bit.funding deposit 10 USDT
            old.funding transfer 4 USDT old.contract
            old.funding transfer 6 USDT old
            cla.funding transfer 10 USDT cla
            bit.funding transfer 10 USDT bit
            ann.funding transfer 10 USDT bit -> unknownMarginAccount
            ann.funding transfer 10 USDT old.funding -> unknownMarginAccount
            ann.funding withdraw 10 USDT
            """)
        #expect(venue.names["zed.funding"] == nil)
    }

    @Test("WALLET-12: it takes no command but those that move money")
    func nothingElse() {
        var venue = Scenario()
        venue.run(
            """
            account ann bybit uta2
            ann.funding deposit 10000 USDT
            ann.funding buy 0.01 BTCUSDT @ 50000 -> unknownMarginAccount
            ann.funding mode isolated -> unknownMarginAccount
            ann.funding mode isolated BTCUSDT 10x -> unknownMarginAccount
            ann.funding leverage BTCUSDT 5x -> unknownMarginAccount
            ann.funding positions hedge BTCUSDT -> unknownMarginAccount
            ann.funding positions hedge idle USDT -> unknownMarginAccount
            ann.funding collateral off BTC -> unknownMarginAccount
            ann.funding assets union -> unknownMarginAccount
            ann.funding cancel all -> unknownMarginAccount
            """)
    }

    @Test("WALLET-10: what is collateral at the limit does not come from the funding wallet either")
    func limit() {
        var venue = Scenario()
        venue.run(
            """
            account ann bybit uta2
            account bit bitget
            ann.funding deposit 2 BTC
            bit.funding deposit 2 BTC
            limit BTC reached
            ann.funding transfer 1 BTC ann -> collateralLimitReached
            bit.funding transfer 1 BTC bit                     ; its coins back each their own contracts
            ann collateral off BTC
            ann.funding transfer 1 BTC ann
            ann transfer 0.5 BTC ann.funding
            """)
    }
}
