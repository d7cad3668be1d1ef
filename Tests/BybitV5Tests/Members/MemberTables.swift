import MarginEngine

/// Every call with the members that its page lists.
extension MemberTable {
    static let all = market + account + position + orders + assets + loans

    private static let candle = """
        category linear =linear | swap
        symbol! BTCUSDT | NOPE
        interval! 5 | 2 1h x
        start 1699990000000 | -1 x
        end 1700000000000 | -1 x
        limit 3 | 0 1001 x
        """

    static let market: [MemberTable] = [
        .get("market/time"),
        .get(
            "market/instruments-info",
            """
            category! linear | swap LINEAR
            symbol BTCUSDT | NOPE
            status Trading =Trading
            limit 500 =500 | 0 1001 x
            cursor 0 | x
            """),
        .get("market/tickers", "category! linear | swap\nsymbol BTCUSDT | NOPE"),
        .get("market/orderbook", "category! linear | swap\nsymbol! BTCUSDT | NOPE\nlimit 25 =25 | 0 1001 x"),
        .get("market/kline", candle),
        .get("market/mark-price-kline", candle),
        .get("market/index-price-kline", candle + "\ncategory linear | spot option"),
        .get("market/premium-index-price-kline", candle + "\ncategory linear | inverse spot option"),
        .get("market/risk-limit", "category! linear | swap spot option\nsymbol BTCUSDT | NOPE\ncursor 0 | x"),
        .get(
            "market/funding/history",
            """
            category! linear | swap spot option
            symbol! BTCUSDT | NOPE
            endTime 1700000000000 | x -1
            limit 200 =200 | 0 201 x
            """),
        .get("market/recent-trade", "category! linear | swap\nsymbol! BTCUSDT | NOPE\nlimit 500 =500 | 0 1001 x"),
        .get(
            "market/open-interest",
            """
            category! linear | swap spot option
            symbol! BTCUSDT | NOPE
            intervalTime! 1h | 1min 2h
            startTime 1699990000000 | x -1
            endTime 1700000000000 | x -1
            limit 50 =50 | 0 201 x
            cursor 1700000000000 | x
            """),
        .get("market/price-limit", "category linear =linear | swap option\nsymbol! BTCUSDT | NOPE"),
        .get(
            "market/account-ratio",
            """
            category! linear | swap spot option
            symbol! BTCUSDT | NOPE
            period! 1h | 1min 2h
            startTime 1699990000000 | x -1
            endTime 1700009990000 | x -1
            limit 50 =50 | 0 501 x
            cursor 1 | x
            """),
        .get("market/insurance", "coin USDT"),
        .get("market/adlAlert", "symbol BTCUSDT | NOPE"),
        .get("system/status", "state completed | over"),
    ]

    private static let times = """
        startTime 1700000000000 | x -1 1600000000000
        endTime 1700000000000 | x -1 1600000000000
        """

    static let account: [MemberTable] = [
        .get("account/info"),
        .get("account/wallet-balance", "accountType! UNIFIED | CONTRACT SPOT unified\ncoin USDT,BTC | DOGE:110050"),
        .get("account/fee-rate", "category linear =linear | swap\nsymbol BTCUSDT | NOPE"),
        .get(
            "account/transaction-log",
            """
            accountType UNIFIED =UNIFIED | CONTRACT x
            category linear | swap
            currency USDT
            baseCoin BTC
            type TRADE
            transSubType movePosition
            limit 20 =20 | 0 51 x
            cursor 1 | x

            """ + times),
        .get(
            "account/contract-transaction-log",
            "currency USDT\nbaseCoin BTC\ntype TRADE\nlimit 20 =20 | 0 51 x\ncursor 1 | x\n" + times, of: .classic),
        .get(
            "account/instruments-info",
            "category! linear | swap option\nsymbol BTCUSDT | NOPE\nlimit 200 =200 | 0 201 x\ncursor 0 | x"),
        .get("account/collateral-info", "currency BTC | DOGE:110050"),
        .get("account/withdrawal", "coinName! USDT,BTC | DOGE:110050 ,"),
        .get("account/smp-group"), .get("account/user-setting-config"), .get("account/query-dcp-info"),
        .post("account/set-collateral-switch", "coin! BTC | DOGE:110050 USDT:182111\ncollateralSwitch! ON | on"),
        .post(
            "account/set-collateral-switch-batch",
            """
            request! [{"coin":"BTC","collateralSwitch":"ON"}] | x [] [1] [{"coin":"BTC"}] [{"collateralSwitch":"ON"}]
            """),
        .post("account/upgrade-to-uta"),
        .post(
            "account/demo-apply-money",
            """
            adjustType 0 =0 | 2 x
            utaDemoApplyMoney! [{"coin":"USDT","amountStr":"1"}] | x [] [1] [{"coin":"USDT"}] [{"amountStr":"1"}]
            """),
        .post("account/set-margin-mode", "setMarginMode! ISOLATED_MARGIN | CROSS_MARGIN x"),
        .post("account/set-limit-px-action", "category! linear | swap option\nmodifyEnable! true | yes 1"),
        .post("account/set-hedging-mode", "setHedgingMode! ON | on"),
    ]

    private static let place = "category! linear | swap spot option\nsymbol! BTCUSDT | NOPE\n"
    private static let isolated: @Sendable (Subject) -> Void = { $0.setIsolated(true) }

    static let position: [MemberTable] = [
        .get(
            "position/list",
            """
            category! linear | swap
            symbol! BTCUSDT | NOPE
            settleCoin USDT
            limit 20 =20 | 0 201 x
            cursor 0 | x
            """),
        .get(
            "position/closed-pnl",
            "category! linear | swap\nsymbol BTCUSDT | NOPE\nlimit 50 =50 | 0 101 x\ncursor 1 | x\n" + times),
        .get("position/symbol-info", "category! linear | swap spot option\nsymbol BTCUSDT | NOPE"),
        .post("position/set-leverage", place + "buyLeverage! 20 | 0 101 x 1.005\nsellLeverage! 20 | 0 19 x 1.005"),
        .post(
            "position/switch-isolated",
            place + "tradeMode! 1 | 2 x\nbuyLeverage! 5 | 0 101 x 4\nsellLeverage! 5 | 0 101 x 4", of: .classic),
        .post(
            "position/switch-mode",
            "category! linear | swap spot option\ncoin! USDT | DOGE:110050\nmode! 0 | 1 2 x"),
        .post(
            "position/add-margin", place + "margin! 10 | 0:110027 x\npositionIdx 0 =0 | 1 3 x", after: isolated),
        .post(
            "position/set-auto-add-margin", place + "autoAddMargin! 1 | 2 x\npositionIdx 0 =0 | 1 3 x",
            after: isolated),
        .post(
            "position/trading-stop",
            place + """
                takeProfit!34040 81000 | -1 x 50000
                tpslMode Full =Full | x None
                positionIdx 0 =0 | 1 3 x
                stopLoss 50000 | -1 x 90000
                trailingStop 100 | -1 x 0.05
                activePrice 0 | -1 x
                tpTriggerBy MarkPrice | x
                slTriggerBy MarkPrice
                tpLimitPrice 0
                slLimitPrice 0
                """),
        .post("position/set-tpsl-mode", place + "tpSlMode! Full | full x"),
        .post("position/set-risk-limit", place + "riskId! 2 | 0:110031 99:110031 x\npositionIdx 0 =0 | 1 3 x"),
        .post("position/confirm-pending-mmr", place, code: 110082),
    ]

    /// A limit order; its category is judged apart, as the streams answer it otherwise.
    static let order = """
        category! linear | swap spot option
        symbol! BTCUSDT | NOPE
        side! Buy | buy x
        orderType! Limit | limit x
        qty! 0.1 | 0 -1 x 0.0001 5000
        price! 59000 | 0 -1 x 59000.05
        timeInForce GTC =GTC | Day
        positionIdx 0 =0 | 1 2 3 x
        orderLinkId mine | a,b 1234567890123456789012345678901234567
        reduceOnly false =false | x
        closeOnTrigger false =false | x
        takeProfit 70000 | -1 x 50000
        stopLoss 50000 | -1 x 70000
        tpTriggerBy MarkPrice
        slTriggerBy MarkPrice
        tpslMode Full =Full | x
        tpOrderType Market
        slOrderType Market
        smpType None =None | x
        triggerPrice 0 | -1 x
        """

    private static let cancellation = """
        category! linear | swap spot option
        symbol! BTCUSDT | NOPE
        orderLinkId! resting | nope:110001 a,b
        """

    static let amendment =
        cancellation + """

            qty! 0.2 | -1 x 0.0001
            price 58000 | -1 x 58000.05
            triggerPrice 0 | -1 x
            takeProfit 71000 | -1 x 50000
            stopLoss 51000 | -1 x 70000
            tpslMode Full | x
            tpTriggerBy MarkPrice | x
            slTriggerBy MarkPrice | x
            """

    private static func batch(_ row: String) -> String {
        "category! linear | swap spot option\nrequest! [\(row)] | x [] [1] {}"
    }

    private static let filters = """
        baseCoin BTC
        settleCoin USDT
        orderId x
        orderLinkId x
        cursor 1 | x

        """

    static let orders: [MemberTable] = [
        .post("order/create", order),
        .post("order/pre-check", order),
        .post("order/amend", amendment),
        .post("order/cancel", cancellation),
        .post(
            "order/create-batch",
            batch(#"{"symbol":"BTCUSDT","side":"Buy","orderType":"Limit","qty":"0.1","price":"59000"}"#)),
        .post("order/amend-batch", batch(#"{"symbol":"BTCUSDT","orderLinkId":"resting","qty":"0.2"}"#)),
        .post("order/cancel-batch", batch(#"{"symbol":"BTCUSDT","orderLinkId":"resting"}"#)),
        .post(
            "order/cancel-all",
            "category! linear | swap\nsymbol! BTCUSDT | NOPE\norderFilter Order | tpslOrder x\nstopOrderType Stop"),
        .post(
            "order/disconnected-cancel-all", "product OPTIONS =OPTIONS | options x\ntimeWindow! 40 | 2 301 x 1.5"),
        .get(
            "order/realtime",
            filters + """
                category! linear | swap
                symbol! BTCUSDT | NOPE
                openOnly 0 =0 | 3 x
                orderFilter Order | x
                limit 20 =20 | 0 51 x
                """),
        .get(
            "order/history",
            filters + """
                category! linear | swap
                symbol BTCUSDT | NOPE
                orderFilter Order | x
                orderStatus Filled | x
                limit 20 =20 | 0 51 x

                """ + times),
        .get(
            "execution/list",
            filters + "category! linear | swap\nsymbol BTCUSDT | NOPE\nexecType Trade | x\nlimit 50 =50 | 0 101 x\n"
                + times),
    ]

    private static let transferPage = """
        startTime 1699990000000 | -1 x
        endTime 1700000000000 | x
        limit 20 =20 | 0 51 x
        cursor 9 | x
        """

    private static let transfers = """
        coin USDT
        limit 50 =50 | 0 51 x
        startTime 1700000000000 | x -1
        endTime 1700000000000 | x -1

        """

    static let assets: [MemberTable] = [
        .get("user/query-api"), .get("asset/coin/query-info", "coin BTC"),
        .get("asset/portfolio-margin", "baseCoin BTC"),
        .get(
            "asset/transfer/query-account-coins-balance",
            "accountType! UNIFIED | SPOT x\ncoin! USDT,BTC | DOGE:110050\nwithBonus 0 =0 | 2 x\nmemberId 7 | 8:131202 x:131202"
        ),
        .get(
            "asset/transfer/query-account-coin-balance",
            """
            accountType! UNIFIED | SPOT x
            coin! USDT | DOGE:110050
            toAccountType FUND | SPOT x
            memberId 7 | 8:131202
            toMemberId 7 | 8:131202
            withBonus 0 =0 | 2 x
            withTransferSafeAmount 0 =0 | 2 x
            withLtvTransferSafeAmount 0 =0 | 1 2 x
            """),
        .post(
            "asset/transfer/inter-transfer",
            """
            transferId! 42c0cfb0-6bca-c242-bc76-4e6df6cbcb16 | 1 x
            coin! BTC | DOGE:110050
            amount! 0.1 | x 0:131215 -1:131215 0.000000001:131210 99:131212
            fromAccountType! CONTRACT | SPOT:131208 UNIFIED:131211
            toAccountType! UNIFIED | SPOT:131208 CONTRACT:131211
            """, of: .uta1),
        .post(
            "asset/transfer/universal-transfer",
            """
            transferId! 42c0cfb0-6bca-c242-bc76-4e6df6cbcb16 | 1 x
            coin! BTC
            amount! 0.1 | x 0:131215 -1:131215 0.000000001:131210
            fromMemberId! 7 | x -1
            toMemberId! 8 | x 7:131208
            fromAccountType! UNIFIED | SPOT:131208
            toAccountType! FUND | SPOT:131208
            """, code: 131209),
        .get(
            "asset/transfer/query-inter-transfer-list",
            "transferId 1\ncoin BTC | DOGE:110050\nstatus SUCCESS =SUCCESS | DONE\n" + transferPage),
        .get(
            "asset/transfer/query-universal-transfer-list",
            "transferId 1\ncoin BTC\nstatus SUCCESS =SUCCESS | DONE\n" + transferPage),
        .get(
            "asset/transfer/query-transfer-coin-list",
            "fromAccountType! UNIFIED | SPOT:131208 FUND:131211\ntoAccountType! FUND | SPOT:131208 UNIFIED:131211"),
        .get("asset/deposit/query-record", transfers + "id 1\ntxID 1"),
        .get("asset/deposit/query-internal-record", transfers + "txID 1"),
        .get("asset/deposit/query-sub-member-record", transfers + "subMemberId! 7"),
        .get("asset/withdraw/query-record", transfers + "withdrawID 1\nwithdrawType 0 =0 | 3 x"),
        .get(
            "asset/settlement-record",
            """
            category! linear | swap inverse spot option
            symbol BTCPERP | NOPE
            startTime 1700000000000 | x -1
            endTime 1700000000000 | x -1
            limit 20 =20 | 0 51 x
            cursor 1 | x
            """),
    ]
}
