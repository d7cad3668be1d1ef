import MarginEngine
import Wire

/// What can be and is borrowed of a coin. BYBIT-CALL-22.
struct LoanRow {
    private let name: String
    private let borrowing: Borrowing
    /// Nil for a coin that is not lent.
    private let terms: LoanTerms?

    init(_ asset: AssetID, of account: MarginAccountID, in engine: borrowing Engine) {
        name = engine[asset].name.text
        borrowing = engine.borrowing(account, asset)
        terms = engine.loanTerms(of: asset)
    }

    func write(to row: inout JSONWriter) {
        let most = terms?.maxAmount ?? .zero
        row.member("currency", name)
        row.member("hourlyBorrowRate", terms?.hourlyRate.text ?? "0")
        row.member("maxBorrowingAmount", most.text)
        row.member("freeBorrowingLimit", terms?.freeLimit.text ?? "0")
        row.member("freeBorrowAmount", borrowing.exempt.text)
        row.member("borrowAmount", borrowing.amount.text)
        row.member("otherBorrowAmount", "0")
        row.member("availableToBorrow", (most - borrowing.amount).orZero.text)
        row.member("borrowable", terms != nil)
        row.member("borrowUsageRate", usage(of: most).text)
    }

    /// Of what may be borrowed, rounded up like every rate of risk.
    private func usage(of most: Money) -> Money {
        guard most > .zero else { return .zero }
        return Money(units: mulDiv(borrowing.amount.units, unitsInOne, most.units, .up))
    }
}
