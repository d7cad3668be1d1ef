extension FamilyRules {
    /// Bybit v5. https://bybit-exchange.github.io/docs/v5/acct-mode
    package static let bybit = FamilyRules(
        // BYBIT-MODE-3, and of which contracts: BYBIT-MODE-10, BYBIT-MODE-11.
        opening: { generation in
            switch generation {
            case .only: nil
            case .classic: Opening(.init(.perSymbol, .cross), hasFunding: true)
            case .uta1, .uta1Pro:
                Opening(.init(.unified, .cross), inverse: .init(.perSymbol, .cross), hasFunding: true)
            case .uta2, .uta2Pro: Opening(.init(.unified, .cross), hasFunding: true)
            }
        },
        margin: MarginPolicy(
            reservesClosingFee: true, maintenanceFee: .atBankruptcy, hedgedPair: .netSide,
            ordersReserveOpeningFee: true, tierCountsOrders: true, profitOpensPositions: false, removable: .added),
        // https://bybit-exchange.github.io/docs/v5/position/position-mode
        hedge: InlineText("USDT").map { HedgeOffer(settles: [$0], inverse: false, inPortfolio: false) },
        leverage: LeveragePolicy(
            needsNoOrders: false, refusesRepeats: true, resetsMargin: true, leavesPositions: false),
        orders: OrderPolicy(refusesTakingPostOnly: false, maxPositions: nil, closesOccupy: false),
        // https://help.bybit.com/hc/en-us/articles/900000167723
        liquidation: LiquidationPolicy(cancelsBothSides: true, crossTiers: 1),
        mayBeIsolatedOnly: false,
        offersPortfolio: true,
        copyTrading: CopyTradingPolicy(isHedgeOnly: false, allowsPortfolio: false),
        // COLLATERAL-2.
        collateral: CollateralOffer(fixed: ["USDT", "USDC"].compactMap { InlineText($0) }),
        offersUnion: false,
        borrows: true,
        ladder: nil,
        accountMode: accountModeOfBybit,
        symbolMode: symbolModeOfBybit,
        regime: RuleBook([Guard(.modeNotOffered, "BITGET-MODE-21") { _, _ in false }]))

    /// In the order of the reasons that the venue lists: BYBIT-MODE-6.
    private static let accountModeOfBybit = RuleBook<AccountModeSwitch>([
        Guard(.regimeIsPerSymbol, "BYBIT-MODE-7") { state, plan in state[plan.account].regime == .unified },
        Guard(.equityBelowPortfolioMinimum, "BYBIT-MODE-14") { _, plan in
            plan.to != .portfolio || !plan.isChange || plan.after.totalEquity >= portfolioMinimum
        },
        Guard(.riskLimitExceeded, "BYBIT-MODE-20") { state, plan in
            let isJudged = plan.to == .cross || plan.from == .portfolio
            return !isJudged || !plan.isChange || state.keepsRiskLimits(plan.account, in: plan.to)
        },
        Guard(.insufficientMargin, "BYBIT-MODE-15") { _, plan in
            plan.to != .portfolio || !plan.isChange
                || plan.after.initialMargin <= plan.after.marginBalance
                    && plan.after.maintenanceMargin <= plan.after.marginBalance
        },
        Guard(.insufficientMargin, "BYBIT-MODE-17") { state, plan in
            plan.to != .isolated || !plan.isChange
                || state.assetIDs.allSatisfy { state[plan.account, $0].wallet >= .zero }
        },
        Guard(.insufficientMargin, "BYBIT-MODE-18") { state, plan in
            plan.to != .isolated || !plan.isChange
                || state.assetIDs.allSatisfy {
                    state.isolatedNeed(plan.account, $0) <= state[plan.account, $0].wallet.orZero
                }
        },
        Guard(.insufficientMargin, "BYBIT-MODE-19") { state, plan in
            plan.to != .isolated || !plan.isChange
                || !state.anyHolding(of: plan.account) { holding in
                    PositionSide.allCases.contains { !state.survivesIsolation(holding, $0) }
                }
        },
        Guard(.insufficientMargin, "BYBIT-MODE-21") { _, plan in
            plan.to != .cross || !plan.isChange
                || plan.after.initialMargin <= plan.after.marginBalance
                    && (plan.after.maintenanceMargin < plan.after.marginBalance
                        || plan.after.maintenanceMargin == .zero)
        },
        Guard(.hedgedSymbolInPortfolio, "BYBIT-MODE-16") { state, plan in
            plan.to != .portfolio || !plan.isChange
                || !state.anyHolding(of: plan.account) { $0.positionMode == .hedge && $0.isBusy }
        },
        Guard(.collateralLimitReached, "BYBIT-MODE-31") { state, plan in
            plan.from != .isolated || plan.to == .isolated || state.assetBeyondCollateralLimit(of: plan.account) == nil
        },
        Guard(.copyTrader, "BYBIT-MODE-32") { state, plan in
            plan.to != .portfolio || !plan.isChange || state.copyTrading(of: plan.account)?.allowsPortfolio != false
        },
    ])

    /// 1,000 USD: reason 3400000 of https://bybit-exchange.github.io/docs/v5/account/set-margin-mode
    private static let portfolioMinimum = Money(units: 1_000 * unitsInOne)

    /// Orders and positions stay and are margined anew. BYBIT-SWITCH-17.
    private static let symbolModeOfBybit = RuleBook<SymbolModeSwitch>([
        Guard(.regimeIsUnified, "BYBIT-SWITCH-2") { state, plan in state[plan.account].regime == .perSymbol },
        Guard(.modeNotOffered, "BYBIT-SWITCH-6") { _, plan in plan.mode != .portfolio },
        Guard(.leverageOutOfRange, "BYBIT-SWITCH-9") { state, plan in state.offers(plan.leverage, for: plan.before) },
        Guard(.leverageAboveTier, "BYBIT-SWITCH-10", needs: .leverageOutOfRange) { state, plan in
            PositionSide.allCases.allSatisfy { state.tierAllowsLeverage(plan.after, $0) }
        },
        Guard(.marginModeUnchanged, "BYBIT-SWITCH-11") { _, plan in plan.before.ownMode != plan.mode },
        Guard(.insufficientMargin, "BYBIT-SWITCH-13") { _, plan in plan.pool.available >= .zero },
        Guard(.wouldLiquidate, "BYBIT-SWITCH-14") { state, plan in
            guard plan.mode == .isolated else { return plan.pool.isCrossAboveMaintenance }
            return PositionSide.allCases.allSatisfy { state.survives(plan.after, $0) }
        },
    ])
}
