import HTTP1
import MarginEngine
import TestShapes

/// https://bybit-exchange.github.io/docs/v5/market/time and its neighbours.
extension Contract {
    private static let candle = Shape.tuple(Array(repeating: .decimal, count: 5))
    private static let candles = Shape.fields(text: "category symbol", ["list": .list(candle)])

    static let instrument = Shape.fields(
        text: """
            symbol contractType status baseCoin quoteCoin symbolType settleCoin copyTrading displayName
            """,
        decimal: "launchTime deliveryTime deliveryFeeRate priceScale upperFundingRate lowerFundingRate",
        integer: "symbolId fundingInterval", flag: "unifiedMarginTrade forbidUplWithdrawal isPreListing",
        null: "preListingInfo",
        [
            "leverageFilter": .fields(decimal: "minLeverage maxLeverage leverageStep"),
            "priceFilter": .fields(decimal: "minPrice maxPrice tickSize"),
            "lotSizeFilter": .fields(
                decimal: "maxOrderQty maxMktOrderQty minOrderQty qtyStep postOnlyMaxOrderQty minNotionalValue"),
            "riskParameters": .fields(decimal: "priceLimitRatioX priceLimitRatioY"),
        ])

    static let tickerRow = Shape.fields(
        text: "symbol curPreListingPhase",
        decimal: """
            lastPrice indexPrice markPrice prevPrice24h price24hPcnt highPrice24h lowPrice24h prevPrice1h openInterest \
            openInterestValue singleOpenInterest singleOpenInterestValue turnover24h volume24h fundingRate \
            nextFundingTime predictedDeliveryPrice basisRate basis deliveryFeeRate deliveryTime bid1Price bid1Size \
            ask1Price ask1Size preOpenPrice preQty fundingIntervalHour fundingCap basisRateYear
            """)

    private static func page(_ row: Shape) -> Shape {
        .fields(text: "category nextPageCursor", ["list": .list(row)])
    }

    static let market: [Contract] = [
        .open("/v5/market/time", "", .fields(decimal: "timeSecond timeNano")),
        .open("/v5/market/instruments-info", "category=linear", page(instrument)),
        .open("/v5/market/instruments-info", "category=inverse", page(instrument)),
        .open("/v5/market/instruments-info", "category=spot", page(instrument), isFull: false),
        .open("/v5/market/tickers", "category=linear", .fields(text: "category", ["list": .list(tickerRow)])),
        .open("/v5/market/tickers", "category=inverse", .fields(text: "category", ["list": .list(tickerRow)])),
        .open(
            "/v5/market/orderbook", "category=linear&symbol=BTCUSDT",
            .fields(
                text: "s", integer: "ts u seq cts",
                ["b": .list(.tuple([.decimal, .decimal])), "a": .list(.tuple([.decimal, .decimal]))]),
            isFull: false),
        .open(
            "/v5/market/kline", "category=linear&symbol=BTCUSDT&interval=1",
            .fields(text: "category symbol", ["list": .list(.tuple(Array(repeating: .decimal, count: 7)))])),
        .open("/v5/market/mark-price-kline", "symbol=BTCUSDT&interval=240", candles),
        .open("/v5/market/index-price-kline", "category=inverse&symbol=BTCUSD&interval=D", candles),
        .open("/v5/market/premium-index-price-kline", "symbol=BTCUSDT&interval=W", candles),
        .open(
            "/v5/market/risk-limit", "category=linear",
            page(
                .fields(
                    text: "symbol", decimal: "riskLimitValue maintenanceMargin initialMargin maxLeverage mmDeduction",
                    integer: "id isLowestRisk"))),
        .open(
            "/v5/market/funding/history", "category=linear&symbol=BTCUSDT",
            .fields(
                text: "category", ["list": .list(.fields(text: "symbol", decimal: "fundingRate fundingRateTimestamp"))]),
            isFull: false
        ).changed { $0.full = [.busy] },
        .open(
            "/v5/market/recent-trade", "category=linear&symbol=BTCUSDT",
            .fields(
                text: "category",
                [
                    "list": .list(
                        .fields(
                            text: "execId symbol side", decimal: "price size time seq",
                            flag: "isBlockTrade isRPITrade"))
                ]),
            isFull: false
        ).changed { $0.full = [.busy, .liquidated] },
        .open(
            "/v5/market/open-interest", "category=linear&symbol=BTCUSDT&intervalTime=5min",
            .fields(
                text: "symbol category nextPageCursor",
                ["list": .list(.fields(decimal: "openInterest singleOpenInterest timestamp"))])),
        .open(
            "/v5/market/price-limit", "category=linear&symbol=BTCUSDT",
            .fields(text: "symbol", decimal: "buyLmt sellLmt ts")
        ).saying(""),
        .open(
            "/v5/market/account-ratio", "category=linear&symbol=BTCUSDT&period=1h",
            .fields(
                text: "nextPageCursor",
                ["list": .list(.fields(text: "symbol", decimal: "buyRatio sellRatio timestamp"))]),
            isFull: false
        ).changed { $0.full = [.busy] },
        .open(
            "/v5/market/insurance", "",
            .fields(
                decimal: "updatedTime", ["list": .list(.fields(text: "coin symbols", decimal: "balance value"))])),
        .open(
            "/v5/market/adlAlert", "",
            .fields(
                decimal: "updatedTime",
                [
                    "list": .list(
                        .fields(
                            text: "coin symbol maxBalance",
                            decimal: "balance insurancePnlRatio pnlRatio adlTriggerThreshold adlStopRatio"))
                ])),
        .open("/v5/system/status", "", .fields(["list": .list(.nothing)]), isFull: false).saying(""),
    ]
}
