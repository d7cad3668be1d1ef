import TestShapes

/// The account calls, `/api/v1`.
enum AccountContracts {
    /// Of the account the fixture calls with, in its first instrument.
    static let bitcoinID = "00000000-0000-4001-8000-000000020000"

    private static let mode = #"{"margin_mode":"unified"}"#

    static let all = [
        // The seed and https://docs.p99.world/futures/usdt-margined/unified-margin/switch-mode
        Contract(
            "POST", "/api/v1/account/margin-mode", body: mode,
            refused: [.busy: "HAS_OPEN_ORDERS", .liquidated: "UNI_MMR_TOO_LOW"],
            answers: .object([
                "success": .flag, "margin_mode": .text, "uni_mmr": .optional(.decimal), "available_balance": .decimal,
            ])),
        // …/get-account
        Contract(
            "GET", "/api/v1/unified/account",
            answers: .object(
                ["margin_mode": .text, "account_status": .text, "uni_mmr": .optional(.decimal)]
                    + Contract.members(
                        .decimal,
                        """
                        wallet_balance total_equity available_balance total_initial_margin total_maintenance_margin \
                        total_unrealized_pnl
                        """))),
        // …/simulate
        Contract(
            "POST", "/api/v1/unified/risk/simulate",
            body: #"{"symbol":"BTCUSDT","side":"long","size_usd":"5000","leverage":10}"#,
            answers: .object(
                [
                    "current_uni_mmr": .optional(.decimal), "simulated_uni_mmr": .decimal, "can_open": .flag,
                    "reason": .optional(.text),
                ] + Contract.members(.decimal, "new_initial_margin new_maint_margin available_after"))),
        // …/liquidations
        Contract(
            "GET", "/api/v1/unified/liquidations", "limit=200&offset=0",
            answers: .object([
                "total": .integer,
                "liquidations": .list(
                    .object(
                        [
                            "id": .uuid, "position_id": .uuid, "symbol": .text, "side": .text,
                            "post_uni_mmr": .optional(.decimal), "liquidation_type": .text, "created_at": .instant,
                        ]
                            + Contract.members(
                                .decimal,
                                """
                                closed_size_usd closed_size_tokens mark_price pnl_realized collateral_returned \
                                trigger_uni_mmr trigger_equity
                                """))),
            ])),
        // trade/positions of the older documentation
        Contract(
            "GET", "/api/v1/positions", answers: .object(["positions": .list(position), "total": .integer])),
        Contract(
            "GET", "/api/v1/positions/\(bitcoinID)",
            refused: [.empty: "POSITION_NOT_FOUND", .liquidated: "POSITION_NOT_FOUND"], answers: position),
        // trade/orders of the older documentation
        Contract(
            "POST", "/api/v1/orders",
            body: #"""
                {"symbol":"BTCUSDT","side":"buy","order_type":"limit","amount":"0.001","price":"55000","leverage":40,\#
                "signature":"0x00","timestamp":1700000000}
                """#, refused: [.empty: "INSUFFICIENT_MARGIN", .liquidated: "REDUCE_ONLY"],
            answers: .object([
                "order_id": .uuid, "status": .text, "filled_amount": .decimal, "remaining_amount": .decimal,
                "average_price": .optional(.decimal), "created_at": .instant,
            ])),

        // Ours from here on: the venue has the path at most.
        Contract(
            "GET", "/api/v1/account/margin-mode",
            answers: .object([
                "margin_mode": .text, "account_status": .text, "uni_mmr": .optional(.decimal),
                "available_balance": .decimal,
            ])),
        Contract(
            "POST", "/api/v1/account/margin-mode/precheck", body: mode,
            answers: .object([
                "allowed": .flag, "reasons": .list(.text), "before": standing, "after": standing, "status_after": .text,
                "positions": .list(checkedPosition), "shortfall": .decimal,
            ])),
        Contract(
            "GET", "/api/v1/account/margin-mode/history",
            answers: .object([
                "switches": .list(
                    .object([
                        "id": .text, "from": .text, "to": .text, "result": .text, "code": .null,
                        "uni_mmr": .optional(.decimal), "created_at": .instant,
                    ])), "total": .integer,
            ])),
        Contract(
            "GET", "/api/v1/account/balances",
            answers: .object(["balances": .list(.object(["token": .text, "available": .decimal, "frozen": .decimal]))])),
        Contract(
            "POST", "/api/v1/positions/\(bitcoinID)/margin", body: #"{"amount":"12.5"}"#,
            refused: [.empty: "POSITION_NOT_FOUND", .liquidated: "POSITION_NOT_FOUND"],
            answers: .object([
                "success": .flag, "position_id": .uuid, "collateral": .decimal, "available_balance": .decimal,
                "liquidation_price": .optional(.decimal),
            ])),
    ]

    private static let position = Shape.object(
        [
            "id": .uuid, "symbol": .text, "side": .text, "leverage": .integer, "status": .text,
            "liquidation_price": .optional(.decimal), "created_at": .instant, "updated_at": .instant,
        ]
            + Contract.members(
                .decimal,
                "size_in_tokens size_in_usd entry_price mark_price collateral unrealized_pnl margin_rate"))

    private static let standing = Shape.object(
        ["margin_mode": .text, "account_status": .text, "uni_mmr": .optional(.decimal)]
            + Contract.members(
                .decimal, "total_equity available_balance total_initial_margin total_maintenance_margin"))

    private static let checkedPosition = Shape.object(
        [
            "position_id": .uuid, "symbol": .text, "side": .text, "collateral_after": .optional(.decimal),
            "liquidation_price_before": .optional(.decimal), "liquidation_price_after": .optional(.decimal),
            "stops": .list(.object(["order_id": .uuid, "type": .text, "stop_price": .decimal])),
        ] + Contract.members(.decimal, "size_in_tokens unrealized_pnl maintenance_margin collateral_before"))
}
