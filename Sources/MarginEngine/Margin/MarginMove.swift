/// Margin that went from an account's available balance to an isolated position, or back. A wallet holds both, so that
/// it stays what it was.
public struct MarginMove: Sendable, Equatable, BitwiseCopyable {
    /// Why margin moved.
    public enum Cause: UInt8, Sendable, BitwiseCopyable {
        /// The account added or took it.
        case adjusted = 1
        /// The leverage was changed.
        case leverage
        /// The auto-add-margin flag, short of a liquidation.
        case automatic
    }

    /// Whose position it is.
    public let marginAccount: MarginAccountID
    /// The instrument of the position.
    public let instrument: InstrumentID
    /// Which position of it.
    public let side: PositionSide
    /// Why it moved.
    public let cause: Cause
    /// What the position got, in the settle asset; negative when it gave.
    public let amount: Money
    /// The wallet balance then.
    public let wallet: Money
    /// Venue time in ms.
    public let timeMs: Int64
}

extension Engine {
    /// Posts margin on a position, or takes it back when `amount` is negative, and tells of it.
    mutating func post(_ amount: Money, on handle: Handle<Holding>, _ side: PositionSide, _ cause: MarginMove.Cause) {
        guard amount != .zero else { return }
        state.holdings[handle][side].margin += amount
        let holding = state.holdings[handle]
        let wallet = state[holding.marginAccount, state[holding.instrument].settle].wallet
        events.append(
            .margin(
                MarginMove(
                    marginAccount: holding.marginAccount, instrument: holding.instrument, side: side, cause: cause,
                    amount: amount, wallet: wallet, timeMs: state.timeMs)))
    }
}
