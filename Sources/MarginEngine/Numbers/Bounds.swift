/// What may enter the engine. Within these bounds no interior sum or product overflows: entry values and margins stay
/// below 2^70 units of 1e-8 each, a wallet below 2^80, and every product goes through `mulDiv` with 256 bits.
enum Bounds {
    /// 10^10 coins, the most of one deposit, withdrawal or margin adjustment.
    static let deposit: Int128 = 10_000_000_000 * unitsInOne
    /// A wallet at or beyond it may only reduce: 2^80 units leave room for 2^47 further positions' profit in 128 bits.
    static let openingWallet: Int128 = 1 << 80
    /// No wallet and no sum over a venue's life comes to it; times the highest price it still fits 128 bits.
    static let sum: Int128 = 1 << 84
    /// The same of values, in units of 1e-16: below 2^111.
    static let sumOfValues: Int128 = sum * unitsInOne
    /// maxOpenInterest at the worst price, in units of the settle coin: a position's value never exceeds it.
    static let openInterestValue: Int128 = 1 << 70
    /// The greatest price of an instrument: ten ticks beyond it, which is as far as the house looks, fit 64 bits.
    static let price = Price(units: 1 << 59)
    /// 1 January 2100, ms.
    static let timeMs: Int64 = 4_102_444_800_000
    /// The farthest that one command may move venue time: 366 days, ms.
    static let advanceMs: Int64 = 366 * 86_400_000
}

extension Money {
    /// True for an amount that a single command may move.
    var isWithinDepositBound: Bool { (-Bounds.deposit...Bounds.deposit).contains(units) }
}
