import TestShapes

/// What anyone may ask, in both parts of the API.
enum MarketContracts {
    static let all = [
        // https://docs.p99.world/futures/usdt-margined/market-rest/exchange-info and premium-index
        Contract("GET", "/fapi/v1/ping", answers: .object([:])),
        Contract("GET", "/fapi/v1/time", answers: .object(["serverTime": .integer])),
        Contract("GET", "/fapi/v1/exchangeInfo", answers: exchangeInfo),
        Contract("GET", "/exchangeInfo", answers: exchangeInfo),
        Contract("GET", "/fapi/v1/premiumIndex", answers: .list(premiumIndex)),
        Contract("GET", "/fapi/v1/premiumIndex", "symbol=BTCUSDT", answers: premiumIndex),
        // Binance: Order Book, 24hr Ticker Price Change Statistics
        Contract(
            "GET", "/fapi/v1/depth", "symbol=BTCUSDT",
            answers: .object(["lastUpdateId": .integer, "E": .integer, "T": .integer, "bids": levels, "asks": levels])),
        Contract("GET", "/fapi/v1/ticker/24hr", answers: .list(lastDay)),
        Contract("GET", "/fapi/v1/ticker/24hr", "symbol=BTCUSDT", answers: lastDay),

        // Ours from here on: the venue has the path at most.
        Contract("GET", "/api/v1/time", answers: .object(["server_time": .integer])),
        Contract(
            "GET", "/api/v1/markets",
            answers: .object([
                "markets": .list(
                    .object(
                        ["max_leverage": .integer]
                            + Contract.members(.text, "symbol base_asset quote_asset status")
                            + Contract.members(.decimal, "mark_price index_price last_price")))
            ])),
        Contract(
            "GET", "/api/v1/markets/BTCUSDT/config",
            answers: .object(
                ["symbol": .text, "max_leverage": .integer, "funding_interval": .integer]
                    + Contract.members(
                        .decimal,
                        """
                        tick_size step_size min_price max_price min_size max_limit_size max_market_size min_notional \
                        maker_fee taker_fee
                        """))),
        Contract(
            "GET", "/api/v1/markets/BTCUSDT/tiers",
            answers: .object([
                "symbol": .text,
                "tiers": .list(
                    .object(
                        ["tier": .integer, "max_leverage": .integer]
                            + Contract.members(.decimal, "notional_cap maint_margin_ratio cum"))),
            ])),
        Contract(
            "GET", "/api/v1/mark-price/BTCUSDT",
            answers: .object(["symbol": .text, "mark_price": .decimal, "timestamp": .integer])),
        Contract(
            "GET", "/api/v1/index-price/BTCUSDT",
            answers: .object(["symbol": .text, "index_price": .decimal, "timestamp": .integer])),
        Contract(
            "GET", "/api/v1/ticker/BTCUSDT",
            answers: .object(
                [
                    "symbol": .text, "best_bid": .optional(.decimal), "best_ask": .optional(.decimal),
                    "next_funding_time": .integer, "timestamp": .integer,
                ]
                    + Contract.members(
                        .decimal,
                        """
                        last_price mark_price index_price open_24h high_24h low_24h volume_24h turnover_24h \
                        change_percent_24h open_interest funding_rate
                        """))),
        Contract(
            "GET", "/api/v1/orderbook/BTCUSDT", "depth=5",
            answers: .object(["symbol": .text, "bids": levels, "asks": levels, "timestamp": .integer])),
        Contract(
            "GET", "/api/v1/trades/BTCUSDT",
            answers: .object([
                "symbol": .text,
                "trades": .list(
                    .object([
                        "id": .text, "price": .decimal, "amount": .decimal, "side": .text, "timestamp": .integer,
                    ])),
            ])),
        Contract(
            "GET", "/api/v1/klines/BTCUSDT", "interval=5m&limit=3",
            answers: .object([
                "symbol": .text, "interval": .text,
                "klines": .list(
                    .object(
                        ["open_time": .integer] + Contract.members(.decimal, "open high low close volume turnover"))),
            ])),
        Contract(
            "GET", "/api/v1/funding-rate/history", "symbol=BTCUSDT",
            answers: .object([
                "symbol": .text, "rates": .list(.object(["funding_rate": .decimal, "funding_time": .integer])),
                "total": .integer,
            ])),
        Contract(
            "GET", "/api/v1/insurance-fund/BTCUSDT",
            answers: .object(["symbol": .text, "token": .text, "balance": .decimal, "timestamp": .integer])),
    ]

    private static let levels = Shape.list(.tuple([.decimal, .decimal]))

    private static let exchangeInfo = Shape.object([
        "timezone": .text, "serverTime": .integer, "exchangeFilters": .list(.null),
        "rateLimits": .list(
            .object(["rateLimitType": .text, "interval": .text, "intervalNum": .integer, "limit": .integer])),
        "symbols": .list(
            .object(
                Contract.members(.text, "symbol pair contractType status baseAsset quoteAsset marginAsset")
                    + Contract.members(
                        .integer, "pricePrecision quantityPrecision baseAssetPrecision quotePrecision maxLeverage")
                    + [
                        "orderTypes": .list(.text), "timeInForce": .list(.text),
                        "filters": .tuple([
                            .object(["filterType": .text] + Contract.members(.decimal, "minPrice maxPrice tickSize")),
                            .object(["filterType": .text] + Contract.members(.decimal, "minQty maxQty stepSize")),
                            .object(["filterType": .text] + Contract.members(.decimal, "minQty maxQty stepSize")),
                            .object(["filterType": .text, "notional": .decimal]),
                        ]),
                    ])),
    ])

    private static let premiumIndex = Shape.object(
        ["symbol": .text, "nextFundingTime": .integer, "time": .integer]
            + Contract.members(.decimal, "markPrice indexPrice estimatedSettlePrice lastFundingRate interestRate"))

    private static let lastDay = Shape.object(
        ["symbol": .text] + Contract.members(.integer, "openTime closeTime firstId lastId count")
            + Contract.members(
                .decimal,
                """
                priceChange priceChangePercent weightedAvgPrice lastPrice lastQty openPrice highPrice lowPrice volume \
                quoteVolume
                """))
}
