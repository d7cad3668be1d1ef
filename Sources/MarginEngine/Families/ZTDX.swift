extension FamilyRules {
    /// ZTDX v1. https://docs.p99.world/futures/usdt-margined/unified-margin/overview
    package static let ztdx = FamilyRules(
        // ZTDX-MODE-19.
        opening: { $0 == .only ? Opening(.init(.unified, .isolated)) : nil },
        margin: MarginPolicy(
            reservesClosingFee: false, maintenanceFee: .none, hedgedPair: .greaterSide,
            ordersReserveOpeningFee: false, tierCountsOrders: false, profitOpensPositions: true, removable: .added),
        hedge: nil,
        leverage: LeveragePolicy(
            needsNoOrders: false, refusesRepeats: false, resetsMargin: false, leavesPositions: true),
        orders: OrderPolicy(refusesTakingPostOnly: true, maxPositions: nil, closesOccupy: false),
        liquidation: LiquidationPolicy(cancelsBothSides: true, crossTiers: 1),
        mayBeIsolatedOnly: false,
        offersPortfolio: false,
        copyTrading: nil,
        collateral: nil,
        offersUnion: false,
        borrows: false,
        ladder: .ztdx,
        accountMode: accountModeOfZTDX,
        symbolMode: RuleBook([Guard(.regimeIsUnified, "ZTDX-MODE-38") { _, _ in false }]),
        regime: RuleBook([Guard(.modeNotOffered, "BITGET-MODE-21") { _, _ in false }]))

    /// In the order of the document's table. A repeat of the present mode is judged like a switch: ZTDX-MODE-11.
    private static let accountModeOfZTDX = RuleBook<AccountModeSwitch>([
        Guard(.modeNotOffered, "ZTDX-MODE-5") { _, plan in plan.to != .portfolio },
        Guard(.hasOpenOrders, "ZTDX-MODE-6") { state, plan in state[plan.account].pendingOrders == 0 },
        Guard(.hasOpenPositions, "ZTDX-MODE-7") { state, plan in
            plan.to != .isolated || !state.anyHolding(of: plan.account) { $0.hasPosition }
        },
        // ZTDX-MODE-9.
        Guard(.uniMMRTooLow, "ZTDX-MODE-8") { _, plan in
            plan.to != .cross || !plan.after.hasPositions
                || StatusLadder.ztdx.entry.isReached(by: plan.after.totalEquity, over: plan.after.maintenanceMargin)
        },
    ])
}

extension StatusLadder {
    /// ZTDX-MODE-16; `entry` is that of ZTDX-MODE-8.
    public static let ztdx = StatusLadder(
        firstWarning: MarginRatio(hundredths: 200), secondWarning: MarginRatio(hundredths: 150),
        reduceOnly: MarginRatio(hundredths: 120), liquidating: MarginRatio(hundredths: 105),
        entry: MarginRatio(hundredths: 110), intervalMs: 2_000)
}
