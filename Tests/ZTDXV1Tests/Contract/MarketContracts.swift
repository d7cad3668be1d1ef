/// What anyone may ask, in both parts of the API.
enum MarketContracts {
    static let all = [
        Contract("GET", "/fapi/v1/ping"),
        Contract("GET", "/fapi/v1/time"),
        Contract("GET", "/fapi/v1/exchangeInfo"),
        Contract("GET", "/exchangeInfo"),
        Contract("GET", "/fapi/v1/premiumIndex"),
        Contract("GET", "/fapi/v1/premiumIndex", "symbol=BTCUSDT"),
        Contract("GET", "/fapi/v1/depth", "symbol=BTCUSDT"),
        Contract("GET", "/fapi/v1/ticker/24hr"),
        Contract("GET", "/fapi/v1/ticker/24hr", "symbol=BTCUSDT"),

        Contract("GET", "/api/v1/time"),
        Contract("GET", "/api/v1/markets"),
        Contract("GET", "/api/v1/markets/BTCUSDT/config"),
        Contract("GET", "/api/v1/markets/BTCUSDT/tiers"),
        Contract("GET", "/api/v1/mark-price/BTCUSDT"),
        Contract("GET", "/api/v1/index-price/BTCUSDT"),
        Contract("GET", "/api/v1/ticker/BTCUSDT"),
        Contract("GET", "/api/v1/orderbook/BTCUSDT", "depth=5"),
        Contract("GET", "/api/v1/trades/BTCUSDT"),
        Contract("GET", "/api/v1/klines/BTCUSDT", "interval=5m&limit=3"),
        Contract("GET", "/api/v1/funding-rate/history", "symbol=BTCUSDT"),
        Contract("GET", "/api/v1/insurance-fund/BTCUSDT"),
    ]
}
