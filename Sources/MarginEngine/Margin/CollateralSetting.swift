/// How much more of an asset the venue takes as collateral, of all accounts together. COLLATERAL-9.
public enum CollateralLimit: UInt8, Sendable, BitwiseCopyable, CaseIterable {
    /// As much as anybody brings.
    case distant = 0
    /// Not much more.
    case near
    /// Nothing more.
    case reached
}

/// What of an asset may be collateral for a family's unified accounts, by the account's choice.
package struct CollateralOffer: Sendable {
    let fixed: [InlineText]

    /// - Parameter fixed: the assets that are collateral, whatever an account would like.
    package init(fixed: [InlineText]) {
        self.fixed = fixed
    }
}

/// An asset of a margin account that is collateral from now on, or is none.
public struct CollateralSwitch: Sendable, BitwiseCopyable {
    /// Whose collateral it is.
    public let marginAccount: MarginAccountID
    /// Which asset.
    public let asset: AssetID
    /// True where it counts.
    public let isOn: Bool
    /// Venue time in ms.
    public let timeMs: Int64
}

/// How far an asset is from the venue's limit from now on.
public struct CollateralLimitSetting: Sendable, BitwiseCopyable {
    /// Which asset.
    public let asset: AssetID
    /// Where it is.
    public let limit: CollateralLimit
    /// Venue time in ms.
    public let timeMs: Int64
}

/// The plan of making an asset collateral of a unified account, or none of it: Bybit's `set-collateral-switch`.
/// `docs/rules/collateral.md`.
struct CollateralSetting {
    let account: MarginAccountID
    let asset: AssetID
    let isOn: Bool

    private static let rules = RuleBook<CollateralSetting>([
        Guard(.regimeIsPerSymbol, "COLLATERAL-1") { state, plan in state[plan.account].regime == .unified },
        Guard(.collateralFixed, "COLLATERAL-2") { state, plan in
            guard let offer = state.rules(of: plan.account).collateral else { return false }
            return !offer.fixed.contains(state[plan.asset].name)
        },
        Guard(.collateralLimitReached, "COLLATERAL-3") { state, plan in
            !plan.isOn || !plan.isChange(state) || state[plan.asset].collateralLimit != .reached
        },
        Guard(.collateralInDebt, "COLLATERAL-4") { state, plan in
            plan.isOn || !plan.isChange(state) || state[plan.account, plan.asset].wallet >= .zero
        },
        Guard(.collateralNeeded, "COLLATERAL-5") { state, plan in
            plan.isOn || !plan.isChange(state) || state.canSpare(plan.asset, of: plan.account)
        },
    ])

    /// False for a repeat of what is set. COLLATERAL-6.
    private func isChange(_ state: borrowing State) -> Bool { state[account, asset].isCollateral != isOn }
}

extension CollateralSetting: Plan {
    static func asked(of family: FamilyRules) -> RuleBook<CollateralSetting> { rules }

    func commit(to engine: inout Engine) -> Outcome {
        guard isChange(engine.state) else { return .accepted }
        engine.state[account, asset].isCollateral = isOn
        engine.haveLookedAt(account)
        engine.events.append(
            .collateral(
                CollateralSwitch(marginAccount: account, asset: asset, isOn: isOn, timeMs: engine.state.timeMs)))
        return .accepted
    }
}

extension Engine {
    mutating func setCollateralLimit(_ asset: AssetID, _ limit: CollateralLimit) -> Outcome {
        guard state.exists(asset) else { return .refused(.unknownAsset) }
        state[asset].collateralLimit = limit
        events.append(
            .collateralLimit(CollateralLimitSetting(asset: asset, limit: limit, timeMs: state.timeMs)))
        return .accepted
    }

    /// How far an asset is from the venue's limit of collateral.
    public func collateralLimit(of asset: AssetID) -> CollateralLimit { state[asset].collateralLimit }

    /// True when an asset of a unified account is collateral, as far as the account has it.
    public func isCollateral(_ marginAccount: MarginAccountID, _ asset: AssetID) -> Bool {
        state[marginAccount, asset].isCollateral
    }

    /// The first asset that keeps a margin account in isolated mode, as more of it would become collateral than the
    /// venue takes; nil when none does.
    public func assetBeyondCollateralLimit(of marginAccount: MarginAccountID) -> AssetID? {
        state.assetBeyondCollateralLimit(of: marginAccount)
    }
}

extension State {
    /// True when the account's margin does not need what an asset counts as collateral: the rest is less than 80 % taken
    /// up by initial margin, or the asset counts for nothing. In isolated mode nothing is pooled: COLLATERAL-12.
    fileprivate func canSpare(_ asset: AssetID, of account: MarginAccountID) -> Bool {
        let mode = self[account].mode
        let worth = collateralWorth(asset, of: account)
        guard mode != .isolated, worth > .zero else { return true }
        let figures = unifiedFigures(account, as: mode)
        let left = figures.marginBalance - worth
        return left >= .zero && (figures.initialMargin == .zero || figures.initialMargin * 100 < left * 80)
    }

    /// BYBIT-MODE-31.
    func assetBeyondCollateralLimit(of account: MarginAccountID) -> AssetID? {
        assetIDs.first { asset in
            let balance = self[account, asset]
            return self[asset].collateralLimit == .reached && balance.isCollateral && balance.wallet > .zero
        }
    }

    /// True when more of an asset may become collateral of a margin account, or would not.
    func takesCollateral(_ asset: AssetID, _ account: MarginAccountID) -> Bool {
        let row = self[account]
        return self[asset].collateralLimit != .reached || !self[account, asset].isCollateral
            || row.regime != .unified || row.mode == .isolated || families[row.family].collateral == nil
    }
}

extension Balance {
    /// What of an equity in this asset can be collateral: nothing of what was switched off, but all of a debt.
    /// COLLATERAL-7.
    func pledged(_ equity: Money) -> Money { isCollateral ? equity : min(equity, .zero) }
}
