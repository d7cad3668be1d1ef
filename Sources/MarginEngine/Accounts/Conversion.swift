/// What of one asset goes for what is owed in another, and what it pays of that: for a debt paid by liquidation, and for
/// a loan repaid. What goes is rounded up, what it pays down. MARGIN-33, BORROW-17.
struct Conversion {
    let taken: Money
    let paid: Money

    /// - Parameters:
    ///   - held: the most that may go.
    ///   - worth: what one of it counts for, above zero.
    ///   - price: what one of the asset that is owed costs, in the same.
    init(of held: Money, worth: Price, for owed: Money, at price: Price) {
        let (worth, price) = (Int128(worth.units), Int128(price.units))
        taken = min(held, Money(units: mulDiv(owed.units, price, worth, .up)))
        paid = min(owed, Money(units: mulDiv(taken.units, worth, price, .down)))
    }
}
