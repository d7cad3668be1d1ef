/// All that differs between account families, as one value for each: the engine asks it and never which family it is.
///
/// It never changes; it is a class so that handing it on costs a count rather than a copy of every book.
package final class FamilyRules: Sendable {
    /// What is decided when an account is opened.
    let opening: @Sendable (AccountGeneration) -> Opening?
    /// Its margin formulas.
    let margin: MarginPolicy
    /// Where it has hedge mode; nil for nowhere.
    let hedge: HedgeOffer?
    /// How it takes a change of leverage.
    let leverage: LeveragePolicy
    /// How it takes orders.
    package let orders: OrderPolicy
    /// How it liquidates.
    let liquidation: LiquidationPolicy
    /// True when a contract may be traded in isolated mode only.
    let mayBeIsolatedOnly: Bool
    /// True when unified accounts have portfolio margin.
    let offersPortfolio: Bool
    /// What goes with leading copy trading; nil where nobody does.
    let copyTrading: CopyTradingPolicy?
    /// What unified accounts may take out of their collateral; nil for nothing.
    let collateral: CollateralOffer?
    /// True when an account can make one pool of its assets, in cross mode.
    let offersUnion: Bool
    /// True when the debts of its unified accounts are loans, with interest and margin of their own.
    let borrows: Bool
    /// How its cross accounts are liquidated by status; nil where they are all at once, at the maintenance margin.
    let ladder: StatusLadder?
    /// The switch of the whole account.
    let accountMode: RuleBook<AccountModeSwitch>
    /// The switch of one symbol.
    let symbolMode: RuleBook<SymbolModeSwitch>
    /// The switch between pools and one pool.
    let regime: RuleBook<MarginRegimeSwitch>

    /// The answers to all of its questions.
    /// - Parameter opening: the margin accounts of a generation; nil for a generation that the family does not have.
    package init(
        opening: @escaping @Sendable (AccountGeneration) -> Opening?, margin: MarginPolicy, hedge: HedgeOffer?,
        leverage: LeveragePolicy, orders: OrderPolicy, liquidation: LiquidationPolicy, mayBeIsolatedOnly: Bool,
        offersPortfolio: Bool, copyTrading: CopyTradingPolicy?, collateral: CollateralOffer?, offersUnion: Bool,
        borrows: Bool, ladder: StatusLadder?,
        accountMode: RuleBook<AccountModeSwitch>, symbolMode: RuleBook<SymbolModeSwitch>,
        regime: RuleBook<MarginRegimeSwitch>
    ) {
        self.opening = opening
        self.margin = margin
        self.hedge = hedge
        self.leverage = leverage
        self.orders = orders
        self.liquidation = liquidation
        self.mayBeIsolatedOnly = mayBeIsolatedOnly
        self.offersPortfolio = offersPortfolio
        self.copyTrading = copyTrading
        self.collateral = collateral
        self.offersUnion = offersUnion
        self.borrows = borrows
        self.ladder = ladder
        self.accountMode = accountMode
        self.symbolMode = symbolMode
        self.regime = regime
    }
}

/// The margin accounts that a new account has.
package struct Opening: Sendable {
    /// How a margin account is margined when it is new.
    package struct Regime: Sendable {
        let regime: MarginRegime
        let mode: MarginMode

        /// One mode for all, or a mode for each symbol; the first mode.
        package init(_ regime: MarginRegime, _ mode: MarginMode) {
            self.regime = regime
            self.mode = mode
        }
    }

    let main: Regime
    let inverse: Regime?
    let positionMode: PositionMode
    let hasFunding: Bool

    /// - Parameters:
    ///   - inverse: of a margin account of its own for inverse contracts; nil where `main` has them, too.
    ///   - positionMode: of symbols that are not used yet.
    ///   - hasFunding: whether there is a wallet besides, which trades nothing.
    package init(
        _ main: Regime, inverse: Regime? = nil, positionMode: PositionMode = .oneWay, hasFunding: Bool = false
    ) {
        self.main = main
        self.inverse = inverse
        self.positionMode = positionMode
        self.hasFunding = hasFunding
    }
}

/// Where a family has hedge mode.
package struct HedgeOffer: Sendable {
    let settles: [InlineText]?
    let inverse: Bool
    let inPortfolio: Bool

    /// - Parameters:
    ///   - settles: the settle assets of its contracts; nil for all.
    ///   - inverse: whether inverse contracts have it as well.
    ///   - inPortfolio: whether it goes with portfolio margin.
    package init(settles: [InlineText]?, inverse: Bool, inPortfolio: Bool) {
        self.settles = settles
        self.inverse = inverse
        self.inPortfolio = inPortfolio
    }
}

/// What goes with leading copy trading in a family.
package struct CopyTradingPolicy: Sendable {
    let isHedgeOnly: Bool
    let allowsPortfolio: Bool

    /// - Parameters:
    ///   - isHedgeOnly: whether such an account is kept in hedge mode.
    ///   - allowsPortfolio: whether it may have portfolio margin.
    package init(isHedgeOnly: Bool, allowsPortfolio: Bool) {
        self.isHedgeOnly = isHedgeOnly
        self.allowsPortfolio = allowsPortfolio
    }
}

/// How a family takes a change of leverage.
package struct LeveragePolicy: Sendable {
    let needsNoOrders: Bool
    let refusesRepeats: Bool
    let resetsMargin: Bool
    let leavesPositions: Bool

    /// - Parameters:
    ///   - needsNoOrders: whether open orders of the symbol stand in its way.
    ///   - refusesRepeats: whether the leverage that is in force is refused.
    ///   - resetsMargin: whether an isolated position's margin is set anew, so that added margin returns.
    ///   - leavesPositions: whether open positions keep their margin, whatever the leverage becomes.
    package init(needsNoOrders: Bool, refusesRepeats: Bool, resetsMargin: Bool, leavesPositions: Bool) {
        self.needsNoOrders = needsNoOrders
        self.refusesRepeats = refusesRepeats
        self.resetsMargin = resetsMargin
        self.leavesPositions = leavesPositions
    }
}

/// How a family takes orders.
package struct OrderPolicy: Sendable {
    let refusesTakingPostOnly: Bool
    /// The most positions in the contracts of one payoff and settle asset; nil for as many as there are.
    package let maxPositions: Int?
    /// True where resting orders that only close occupy of a position what they would close. ORDER-31, ORDER-32.
    let closesOccupy: Bool

    /// - Parameters:
    ///   - refusesTakingPostOnly: whether post-only orders that would take are refused rather than cancelled.
    ///   - maxPositions: nil for as many as there are.
    ///   - closesOccupy: whether resting orders that only close together close no more than the position.
    package init(refusesTakingPostOnly: Bool, maxPositions: Int?, closesOccupy: Bool) {
        self.refusesTakingPostOnly = refusesTakingPostOnly
        self.maxPositions = maxPositions
        self.closesOccupy = closesOccupy
    }
}

/// Where the liquidations of the families differ. MARGIN-42, MARGIN-43.
package struct LiquidationPolicy: Sendable {
    let cancelsBothSides: Bool
    let crossTiers: Int32

    /// - Parameters:
    ///   - cancelsBothSides: whether an isolated position in hedge mode takes the orders of the opposite one with it.
    ///   - crossTiers: by how many tiers a cross position is reduced at a time.
    package init(cancelsBothSides: Bool, crossTiers: Int32) {
        self.cancelsBothSides = cancelsBothSides
        self.crossTiers = crossTiers
    }
}
