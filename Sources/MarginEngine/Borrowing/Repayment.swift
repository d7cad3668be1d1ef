/// What of its loans an account repays.
public enum RepaymentScope: Sendable, Equatable {
    /// All of them.
    case all
    /// That in one asset: an amount of it, or (nil) all of it.
    case asset(AssetID, Money?)

    fileprivate var amount: Money? { if case .asset(_, let amount) = self { amount } else { nil } }

    fileprivate func includes(_ asset: AssetID) -> Bool {
        if case .asset(let one, _) = self { one == asset } else { true }
    }
}

/// The plan of a repayment. `docs/rules/borrowing.md`.
struct Repayment {
    let account: MarginAccountID
    let scope: RepaymentScope
    /// False when only the borrowed asset itself may be used.
    let converts: Bool

    // Refusals as in https://bybit-exchange.github.io/docs/v5/account/repay and its neighbours.
    private static let rules = RuleBook<Repayment>([
        Guard(.borrowingNotOffered, "BORROW-10") { state, plan in state.mayBorrow(plan.account) },
        Guard(.amountNotPositive, "BORROW-11") { _, plan in plan.scope.amount.map { $0 > .zero } ?? true },
        Guard(.interestIsReckoned, "BORROW-12") { state, _ in !state.isReckoningInterest },
        Guard(.nothingBorrowed, "BORROW-13") { state, plan in
            state.assetIDs.contains { plan.owed($0, in: state) > .zero }
        },
        Guard(.repaysMoreThanBorrowed, "BORROW-14", needs: .nothingBorrowed) { state, plan in
            guard case .asset(let asset, let amount?) = plan.scope else { return true }
            return amount <= plan.owed(asset, in: state)
        },
        Guard(.conversionTooLarge, "BORROW-15", needs: .nothingBorrowed) { state, plan in
            !plan.converts || plan.isBelowLimit(in: state)
        },
        Guard(.insufficientBalance, "BORROW-16", needs: .nothingBorrowed) { state, plan in
            plan.converts && plan.hasSomethingToConvert(in: state)
        },
    ])

    /// What is owed of an asset that is asked for.
    private func owed(_ asset: AssetID, in state: borrowing State) -> Money {
        scope.includes(asset) ? state.borrowing(account, asset).amount : .zero
    }

    private func repaid(_ asset: AssetID, in state: borrowing State) -> Money {
        min(owed(asset, in: state), scope.amount ?? Money(units: .max))
    }

    private func isBelowLimit(in state: borrowing State) -> Bool {
        var value = Money.zero
        var limit: Money?
        for asset in state.assetIDs {
            let repaid = repaid(asset, in: state)
            guard repaid > .zero else { continue }
            value += state.usd(repaid, asset, .up)
            if let own = state.loanTerms(of: asset)?.conversionLimit { limit = min(limit ?? own, own) }
        }
        return limit.map { value < $0 } ?? true
    }

    private func hasSomethingToConvert(in state: borrowing State) -> Bool {
        state.assetIDs.contains { debt in
            let repaid = repaid(debt, in: state)
            return repaid > .zero
                && state.assetIDs.contains { state.conversion(of: account, from: $0, to: debt, upTo: repaid) != nil }
        }
    }
}

extension Repayment: Plan {
    static func asked(of family: FamilyRules) -> RuleBook<Repayment> { rules }

    /// As far as other assets go. BORROW-17.
    func commit(to engine: inout Engine) -> Outcome {
        guard converts else { return .accepted }
        for debt in engine.state.assetIDs {
            var left = repaid(debt, in: engine.state)
            for collateral in engine.state.assetsByConversion where left > .zero {
                left -= engine.convert(collateral, of: account, to: debt, upTo: left)
            }
        }
        engine.haveLookedAt(account)
        return .accepted
    }
}

extension State {
    /// All assets in the order in which they are converted: by their terms, those without terms last, by listing.
    fileprivate var assetsByConversion: [AssetID] {
        var orders: [(asset: AssetID, order: Int)] = []
        for asset in assetIDs { orders.append((asset, loanTerms(of: asset).map { Int($0.conversionOrder) } ?? .max)) }
        return orders.sorted { ($0.order, $0.asset.index) < ($1.order, $1.asset.index) }.map(\.asset)
    }

    /// What of an asset goes and what it pays of a debt; nil for nothing. What backs unrealised losses stays.
    fileprivate func conversion(
        of account: MarginAccountID, from collateral: AssetID, to debt: AssetID, upTo owed: Money
    ) -> Conversion? {
        guard collateral != debt else { return nil }
        let pool = poolFigures(account, collateral, as: self[account].mode)
        let conversion = Conversion(
            of: min(pool.wallet, pool.equity), worth: usdPrice(of: collateral), for: owed, at: usdPrice(of: debt))
        return conversion.paid > .zero ? conversion : nil
    }
}

extension Engine {
    /// Sells to the house for a debt; returns what that paid. BORROW-17.
    fileprivate mutating func convert(
        _ collateral: AssetID, of account: MarginAccountID, to debt: AssetID, upTo owed: Money
    ) -> Money {
        guard let conversion = state.conversion(of: account, from: collateral, to: debt, upTo: owed) else {
            return .zero
        }
        change(account, collateral, by: -conversion.taken, .repayment)
        change(state.house, collateral, by: conversion.taken, .repayment)
        change(state.house, debt, by: -conversion.paid, .repayment)
        change(account, debt, by: conversion.paid, .repayment)
        return conversion.paid
    }
}
