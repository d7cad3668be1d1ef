/// The account calls, `/api/v1`.
enum AccountContracts {
    /// Of the account the fixture calls with, in its first instrument.
    static let bitcoinID = "00000000-0000-4001-8000-000000020000"

    private static let mode = #"{"margin_mode":"unified"}"#

    static let all = [
        Contract(
            "POST", "/api/v1/account/margin-mode", body: mode,
            refused: [.busy: "HAS_OPEN_ORDERS", .liquidated: "UNI_MMR_TOO_LOW"]),
        Contract("GET", "/api/v1/unified/account"),
        Contract(
            "POST", "/api/v1/unified/risk/simulate",
            body: #"{"symbol":"BTCUSDT","side":"long","size_usd":"5000","leverage":10}"#),
        Contract("GET", "/api/v1/unified/liquidations", "limit=200&offset=0"),
        Contract("GET", "/api/v1/positions"),
        Contract(
            "GET", "/api/v1/positions/\(bitcoinID)",
            refused: [.empty: "POSITION_NOT_FOUND", .liquidated: "POSITION_NOT_FOUND"]),
        Contract(
            "POST", "/api/v1/orders",
            body: #"""
                {"symbol":"BTCUSDT","side":"buy","order_type":"limit","amount":"0.001","price":"55000","leverage":40,\#
                "signature":"0x00","timestamp":1700000000}
                """#, refused: [.empty: "INSUFFICIENT_MARGIN", .liquidated: "REDUCE_ONLY"]),
        Contract("GET", "/api/v1/account/margin-mode"),
        Contract("POST", "/api/v1/account/margin-mode/precheck", body: mode),
        Contract("GET", "/api/v1/account/margin-mode/history"),
        Contract("GET", "/api/v1/account/balances"),
        Contract(
            "POST", "/api/v1/positions/\(bitcoinID)/margin", body: #"{"amount":"12.5"}"#,
            refused: [.empty: "POSITION_NOT_FOUND", .liquidated: "POSITION_NOT_FOUND"]),
    ]
}
