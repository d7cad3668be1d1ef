import MarginEngine

/// The calls about loans with the members that their pages list.
extension MemberTable {
    /// The account owes 3.3 USDT, which its BTC back.
    static let owing: @Sendable (Subject) -> Void = { $0.borrow() }

    static let loans: [MemberTable] = [
        .get("spot-margin-trade/data", "vipLevel No%20VIP =No%20VIP\ncurrency BTC | DOGE:110050"),
        .get("spot-margin-trade/collateral", "currency BTC | DOGE:110050"),
        .get("spot-margin-trade/position-tiers", "currency BTC | DOGE:110050"),
        .get("spot-margin-trade/liability", "currency! BTC | DOGE:110050"),
        .get("spot-margin-trade/repayment-available-amount", "currency! BTC | DOGE:110050"),
        .get("spot-cross-margin-trade/account"),
        .get(
            "account/borrow-history",
            """
            currency USDT | DOGE:110050
            startTime 1700000000000 | x -1 1600000000000
            endTime 1700000000000 | x -1 1600000000000
            limit 20 =20 | 0 51 x
            cursor 1 | x
            """),
        .post(
            "account/repay",
            """
            coin!34022027 USDT | DOGE:34022010 BTC:34022041
            amount 1 | x:34022027 0:34022027 99:34022027 0.000000001:34022034
            repaymentType FLEXIBLE =FLEXIBLE | x:34022027 FIXED:34022041
            """, after: owing),
        .post(
            "account/no-convert-repay",
            """
            coin! USDT | DOGE:34022010 BTC:34022041
            amount 1 | x:34022027 0:34022027 99:34022027 0.000000001:34022034
            repaymentType FLEXIBLE =FLEXIBLE | x:34022027 FIXED:34022041
            """, code: 34_022_049, after: owing),
        .post("account/quick-repayment", "coin USDT | DOGE:110050 BTC:182102", after: owing),
    ]
}
