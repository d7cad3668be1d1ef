/// What a command would do, and what would have to change for it to be accepted.
public struct Preview: Sendable {
    /// Every guard of its rule book that does not hold, in order; none when it would be accepted.
    public let reasons: [Reason]
    /// The margin account as it is.
    public let before: Outlook
    /// The margin account as it would be; also for a command that only lacks money, so that one sees how much. Nil for
    /// one that could not be carried out at all.
    public let after: Outlook?
    /// The smallest changes that would each alone let the command be accepted; none where none exists or is needed.
    public let remedies: [Remedy]

    /// What stands against it, each refusal once.
    public var refusals: [Refusal] { reasons.refusals }

    /// What a margin account amounts to.
    public struct Outlook: Sendable {
        /// The mode of the account, or of the command's symbol where each has its own.
        public let mode: MarginMode
        /// In USD for a unified margin account, in the settle asset for a pool.
        public let figures: ModeSwitch.Figures
        /// Its open positions, by instrument.
        public let positions: [(instrument: InstrumentID, figures: PositionFigures)]
    }
}

/// The smallest change of its kind that lets a command be accepted.
public enum Remedy: Sendable, Equatable {
    /// Deposit this much.
    case deposit(AssetID, Money)
    /// Close this much of one position by a market order.
    case close(InstrumentID, PositionSide, Quantity)
    /// Cancel these orders; with any of them left the command is still refused.
    case cancel([OrderID])
}

extension Engine {
    /// What a command of an account would do; nil for a command that is not an account's, and for one without object,
    /// of which `reasons(against:)` says what is missing. Nothing changes.
    public func preview(_ command: Command) -> Preview? {
        guard state.assets.count > 0 else { return nil }
        var judge = fork()
        _ = judge.carryOut(command, .judge)
        guard let (account, instrument) = judge.scratch.subject else { return nil }
        let reasons = judge.scratch.reasons
        var after = fork()
        let isDone = after.show(command, despite: reasons)
        return Preview(
            reasons: reasons, before: outlook(account, instrument),
            after: isDone ? after.outlook(account, instrument) : nil,
            remedies: reasons.isEmpty ? [] : remedies(for: command, account, instrument))
    }

    /// Every reason against a command, in the order of its rule book; what it would cost is judged only when nothing
    /// else is wrong with it. None when it would be accepted. Nothing changes.
    public func reasons(against command: Command) -> [Reason] {
        var judge = fork()
        _ = judge.carryOut(command, .judge)
        return judge.scratch.reasons
    }

    /// The refusals among the reasons against a command, each once.
    public func refusals(of command: Command) -> [Refusal] { reasons(against: command).refusals }

    private func outlook(_ account: MarginAccountID, _ instrument: InstrumentID?) -> Preview.Outlook {
        let positions = holdings(of: account).flatMap { holding in
            PositionSide.allCases.compactMap { side in
                state.positionFigures(holding, side).map { (instrument: holding.instrument, figures: $0) }
            }
        }
        let mode = state[account].mode
        let figures =
            state[account].regime == .unified
            ? ModeSwitch.Figures(state.unifiedFigures(account, as: mode))
            : ModeSwitch.Figures(
                state.poolFigures(account, instrument.map { state[$0].settle } ?? AssetID(index: 0), as: mode))
        return Preview.Outlook(
            mode: instrument.map { state.mode(of: state.holding(account, $0)) } ?? mode, figures: figures,
            positions: positions)
    }

    /// Applies a command to this copy, passing over reasons that are only about money; false when it cannot be done.
    private mutating func show(_ command: Command, despite reasons: [Reason]) -> Bool {
        guard !reasons.isEmpty else { return isApplied(command) }
        guard reasons.allSatisfy(\.refusal.isAboutMoney) else { return false }
        _ = carryOut(command, .force)
        return true
    }
}

extension [Reason] {
    /// Each refusal once, in order.
    fileprivate var refusals: [Refusal] {
        reduce(into: []) { refusals, reason in
            if !refusals.contains(reason.refusal) { refusals.append(reason.refusal) }
        }
    }
}

extension Refusal {
    /// True when the command could be carried out if only there were more money, or fewer orders and positions.
    fileprivate var isAboutMoney: Bool {
        [
            .insufficientMargin, .insufficientBalance, .leverageNeedsMargin, .uniMMRTooLow, .hasOpenOrders,
            .equityBelowPortfolioMinimum, .riskLimitExceeded, .wouldLiquidate, .collateralInDebt, .collateralNeeded,
        ].contains(self)
    }
}
