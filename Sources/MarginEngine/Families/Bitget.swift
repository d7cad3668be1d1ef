extension FamilyRules {
    /// Bitget v2. https://www.bitget.com/api-doc/contract/intro
    package static let bitget = FamilyRules(
        // BITGET-MODE-12; the leverage is that of the contract terms.
        opening: { $0 == .only ? Opening(.init(.perSymbol, .cross), positionMode: .hedge, hasFunding: true) : nil },
        margin: MarginPolicy(
            reservesClosingFee: false, maintenanceFee: .onMark, hedgedPair: .greaterSide,
            ordersReserveOpeningFee: true, tierCountsOrders: false, profitOpensPositions: true,
            removable: .aboveInitialAtMark),
        // In either margin mode: BITGET-MODE-17.
        hedge: HedgeOffer(settles: nil, inverse: true, inPortfolio: true),
        leverage: LeveragePolicy(
            needsNoOrders: true, refusesRepeats: false, resetsMargin: false, leavesPositions: false),
        orders: OrderPolicy(refusesTakingPostOnly: false, maxPositions: 150, closesOccupy: true),
        // https://www.bitget.com/support/articles/360058821652
        liquidation: LiquidationPolicy(cancelsBothSides: false, crossTiers: 2),
        mayBeIsolatedOnly: true,
        offersPortfolio: false,
        copyTrading: CopyTradingPolicy(isHedgeOnly: true, allowsPortfolio: false),
        collateral: nil,
        offersUnion: true,
        borrows: false,
        ladder: nil,
        accountMode: RuleBook([Guard(.regimeIsPerSymbol, "BITGET-MODE-11") { _, _ in false }]),
        symbolMode: symbolModeOfBitget,
        regime: regimeOfBitget)

    /// Nothing may be open; a repeat is judged by mode. The venue's call names no leverage.
    private static let symbolModeOfBitget = RuleBook<SymbolModeSwitch>([
        Guard(.modeNotOffered, "BITGET-MODE-5") { _, plan in plan.mode != .portfolio },
        Guard(.modeNotOffered, "BITGET-MODE-24") { _, plan in plan.mode != .cross || plan.terms.offersCross },
        Guard(.regimeIsUnified, "BITGET-MODE-6") { state, plan in
            plan.mode == .cross || state[plan.account].regime == .perSymbol
        },
        Guard(.symbolHasPositionOrOrder, "BITGET-MODE-10") { _, plan in
            // BITGET-MODE-9.
            let isRepeatOfIsolated = plan.mode == .isolated && plan.before.ownMode == .isolated
            return isRepeatOfIsolated || !plan.before.isBusy
        },
        Guard(.leverageOutOfRange, "BITGET-MODE-15") { _, plan in plan.leverage == nil },
    ])

    private static let regimeOfBitget = RuleBook<MarginRegimeSwitch>([
        Guard(.symbolIsIsolated, "BITGET-MODE-22") { state, plan in
            plan.to != .unified || !state.anyHolding(of: plan.account) { $0.ownMode == .isolated }
        },
        Guard(.insufficientMargin, "BITGET-MODE-22") { state, plan in
            plan.to != .unified || !plan.isChange || state.canUnite(plan.account)
        },
        Guard(.insufficientMargin, "BITGET-MODE-23") { state, plan in
            plan.to != .perSymbol || !plan.isChange || state.canSeparate(plan.account)
        },
    ])
}
