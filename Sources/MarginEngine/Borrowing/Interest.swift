/// The interest of an hour on what an account has borrowed of an asset. Amounts in that asset.
public struct InterestCharge: Sendable, BitwiseCopyable {
    /// Whose loan it is.
    public let marginAccount: MarginAccountID
    /// What was borrowed.
    public let asset: AssetID
    /// All that was borrowed.
    public let borrowed: Money
    /// The part of it due to unrealised losses.
    public let unrealisedLoss: Money
    /// The part of that which bore no interest.
    public let exempt: Money
    /// The rate of the hour.
    public let hourlyRate: InterestRate
    /// What was charged.
    public let cost: Money
    /// The wallet balance after it.
    public let wallet: Money
    /// The instant, venue time in ms.
    public let timeMs: Int64
}

extension State {
    private static let hourMs: Int64 = 3_600_000
    private static let minuteMs: Int64 = 60_000

    /// The first instant after a time at which interest is charged, five minutes past the hour; never where nothing is
    /// lent. BORROW-3.
    func nextInterestMs(after timeMs: Int64) -> Int64 {
        guard loanTerms.count > 0 else { return .max }
        let sinceMs = timeMs + Self.hourMs - 5 * Self.minuteMs
        return sinceMs / Self.hourMs * Self.hourMs + 5 * Self.minuteMs
    }

    /// True while interest is reckoned: from 04:00 to 05:30 past the hour nothing is repaid.
    /// https://bybit-exchange.github.io/docs/v5/account/repay
    var isReckoningInterest: Bool {
        (4 * Self.minuteMs..<5 * Self.minuteMs + Self.minuteMs / 2).contains(timeMs % Self.hourMs)
    }
}

extension Engine {
    /// Charges interest if this is an instant for it, and notes when the next one is. BORROW-3.
    mutating func settleDueInterest() {
        if state.nextInterestMs(after: state.timeMs - 1) == state.timeMs { chargeInterest() }
        state.nextDueMs = min(state.nextDueMs, state.nextInterestMs(after: state.timeMs))
    }

    private mutating func chargeInterest() {
        for index in 0..<state.marginAccounts.count {
            let account = MarginAccountID(index: index)
            // Who never traded never lost anything.
            guard state.mayBorrow(account), !state[account].newestHolding.isNone else { continue }
            for asset in state.assetIDs where state.loanTerms(of: asset) != nil {
                charge(state.borrowing(account, asset), account, asset)
            }
        }
    }

    /// BORROW-4: what a wallet pays goes to the fee account. BORROW-5: a charge of nothing is told, too.
    private mutating func charge(_ borrowing: Borrowing, _ account: MarginAccountID, _ asset: AssetID) {
        guard borrowing.amount > .zero else { return }
        let cost = borrowing.interest
        change(account, asset, by: -cost, .interest)
        state[asset].fees += cost
        events.append(
            .interest(
                InterestCharge(
                    marginAccount: account, asset: asset, borrowed: borrowing.amount,
                    unrealisedLoss: borrowing.unrealisedLoss, exempt: borrowing.exempt,
                    hourlyRate: borrowing.hourlyRate, cost: cost, wallet: state[account, asset].wallet,
                    timeMs: state.timeMs)))
        haveLookedAt(account)
    }
}
