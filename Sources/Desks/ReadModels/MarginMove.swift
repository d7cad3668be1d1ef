public import MarginEngine

/// Something that happened to an account's money.
public enum AccountMove: Sendable {
    /// A wallet changed.
    case wallet(LedgerEntry)
    /// No wallet changed: what is posted on a position did.
    case margin(MarginMove)
}

/// Margin that went from an account's available balance to an isolated position, or back. A wallet holds both, so that
/// it stays what it was.
public struct MarginMove: Sendable, Equatable {
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

extension MarginMove {
    /// What an account had asked to be added; nil for any other step of a liquidation.
    init?(_ step: LiquidationStep, _ engine: borrowing Engine) {
        guard step.kind == .marginAdded, let instrument = step.instrument, let side = step.side else { return nil }
        self.init(step.marginAccount, instrument, side, engine, cause: .automatic, amount: step.amount)
    }

    fileprivate init(
        _ marginAccount: MarginAccountID, _ instrument: InstrumentID, _ side: PositionSide,
        _ engine: borrowing Engine, cause: Cause, amount: Money
    ) {
        self.init(
            marginAccount: marginAccount, instrument: instrument, side: side, cause: cause, amount: amount,
            wallet: engine.wallet(marginAccount, engine[instrument].settle), timeMs: engine.timeMs)
    }
}

/// What was posted on a holding's positions before a command that may change it.
struct PostedMargins {
    private let cause: MarginMove.Cause
    private let before: Holding

    /// Nil for a command that posts no margin by itself, and for one without object.
    init?(before command: Command, _ engine: borrowing Engine) {
        let (account, instrument): (MarginAccountID, InstrumentID)
        switch command {
        case .adjustMargin(let named, let symbol, _, _): (account, instrument, cause) = (named, symbol, .adjusted)
        case .setLeverage(let named, let symbol, _): (account, instrument, cause) = (named, symbol, .leverage)
        default: return nil
        }
        guard engine.exists(account), Int(instrument.index) < engine.instrumentCount else { return nil }
        before = engine.holding(account, instrument)
    }

    /// What is posted now and was not, or the other way round.
    func moves(_ engine: borrowing Engine) -> [MarginMove] {
        let after = engine.holding(before.marginAccount, before.instrument)
        return PositionSide.allCases.compactMap { side in
            let amount = after[side].margin - before[side].margin
            guard amount != .zero else { return nil }
            return MarginMove(before.marginAccount, before.instrument, side, engine, cause: cause, amount: amount)
        }
    }
}
