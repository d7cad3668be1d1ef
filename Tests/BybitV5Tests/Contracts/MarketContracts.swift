/// https://bybit-exchange.github.io/docs/v5/market/time and its neighbours.
extension Contract {
    static let market: [Contract] = [
        .open("/v5/market/time"),
        .open("/v5/market/instruments-info", "category=linear"),
        .open("/v5/market/instruments-info", "category=inverse"),
        .open("/v5/market/instruments-info", "category=spot", full: []),
        .open("/v5/market/tickers", "category=linear"),
        .open("/v5/market/tickers", "category=inverse"),
        .open("/v5/market/orderbook", "category=linear&symbol=BTCUSDT", full: []),
        .open("/v5/market/kline", "category=linear&symbol=BTCUSDT&interval=1"),
        .open("/v5/market/mark-price-kline", "symbol=BTCUSDT&interval=240"),
        .open("/v5/market/index-price-kline", "category=inverse&symbol=BTCUSD&interval=D"),
        .open("/v5/market/premium-index-price-kline", "symbol=BTCUSDT&interval=W"),
        .open("/v5/market/risk-limit", "category=linear"),
        .open("/v5/market/funding/history", "category=linear&symbol=BTCUSDT", full: [.busy]),
        .open("/v5/market/recent-trade", "category=linear&symbol=BTCUSDT", full: [.busy, .liquidated]),
        .open("/v5/market/open-interest", "category=linear&symbol=BTCUSDT&intervalTime=5min"),
        .open("/v5/market/price-limit", "category=linear&symbol=BTCUSDT").saying(""),
        .open("/v5/market/account-ratio", "category=linear&symbol=BTCUSDT&period=1h", full: [.busy]),
        .open("/v5/market/insurance"),
        .open("/v5/market/adlAlert"),
        .open("/v5/system/status", full: []).saying(""),
    ]
}
