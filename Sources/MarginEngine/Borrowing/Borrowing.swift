/// What a unified account has borrowed of an asset. Amounts in that asset. BORROW-1, BORROW-2.
public struct Borrowing: Sendable, Equatable, BitwiseCopyable {
    /// What its equity is below zero.
    public let amount: Money
    /// The part of it that is owed only while positions are at a loss: what the wallet is not below zero.
    public let unrealisedLoss: Money
    /// The part of that which bears no interest.
    public let exempt: Money
    /// What an hour costs, as a fraction.
    public let hourlyRate: InterestRate
    /// What it adds to the initial margin. MARGIN-50.
    public let initialMargin: Money
    /// What it adds to the maintenance margin. MARGIN-50.
    public let maintenanceMargin: Money

    /// Nothing borrowed.
    public static let none = Borrowing(
        amount: .zero, unrealisedLoss: .zero, exempt: .zero, hourlyRate: .zero, initialMargin: .zero,
        maintenanceMargin: .zero)

    /// What bears interest.
    public var bearing: Money { amount - exempt }
    /// What the next hour costs if nothing changes until it is charged. BORROW-3.
    public var interest: Money { bearing.interest(at: hourlyRate) }
}

extension Money {
    /// The interest of an hour on this amount, rounded down as in the example of
    /// https://bybit-exchange.github.io/docs/v5/account/borrow-history
    public func interest(at rate: InterestRate) -> Money {
        Money(units: mulDiv(units, Int128(rate.units), unitsInOne * unitsInOne, .down))
    }
}

extension State {
    /// True for margin accounts whose coins back each other by loans. BORROW-1.
    func mayBorrow(_ account: MarginAccountID) -> Bool {
        self[account].regime == .unified && rules(of: account).borrows && !isVenueOwned(account)
    }

    /// True when an account may owe for what it has no position for any more.
    func owes(_ account: MarginAccountID) -> Bool {
        mayBorrow(account) && assetIDs.contains { self[account, $0].wallet < .zero }
    }

    /// What a margin account has borrowed of an asset, as if it were in `mode`. BORROW-1, BORROW-2, MARGIN-50.
    func borrowing(
        _ account: MarginAccountID, _ asset: AssetID, of pool: PoolFigures, as mode: MarginMode
    ) -> Borrowing {
        guard pool.equity < .zero, mode != .isolated, mayBorrow(account) else { return .none }
        let amount = -pool.equity
        let unrealisedLoss = (amount - (-pool.wallet).orZero).orZero
        guard let terms = loanTerms(of: asset) else {
            return Borrowing(
                amount: amount, unrealisedLoss: unrealisedLoss, exempt: unrealisedLoss, hourlyRate: .zero,
                initialMargin: .zero, maintenanceMargin: .zero)
        }
        let tier = terms.tier(of: amount)
        return Borrowing(
            amount: amount, unrealisedLoss: unrealisedLoss, exempt: min(unrealisedLoss, terms.freeLimit),
            hourlyRate: terms.hourlyRate, initialMargin: amount.times(tier.initialRate, .up),
            maintenanceMargin: amount.times(tier.maintenanceRate, .up))
    }

    /// What a margin account has borrowed of an asset in its own mode.
    func borrowing(_ account: MarginAccountID, _ asset: AssetID) -> Borrowing {
        let mode = self[account].mode
        return borrowing(account, asset, of: poolFigures(account, asset, as: mode), as: mode)
    }
}
