/// What a command would do, and what would have to change for it to be accepted.
public struct Preview: Sendable {
    /// Every guard of its rule book that does not hold, in order; none when it would be accepted.
    public let refusals: [Refusal]
    /// The margin account as it is.
    public let before: Outlook
    /// The margin account as it would be; also for a command that only lacks money, so that one sees how much. Nil for
    /// one that could not be carried out at all.
    public let after: Outlook?
    /// The smallest changes that would each alone let the command be accepted; none where none exists or is needed.
    public let remedies: [Remedy]

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

extension Command {
    /// The margin account it is about and the instrument, if it is about one; nil for the venue's own commands.
    var subject: (account: MarginAccountID, instrument: InstrumentID?)? {
        switch self {
        case .listAsset, .listInstrument, .setContractTerms, .openAccount, .fundInsurance, .setPrices, .setFundingRate,
            .setBookOnly, .advance:
            nil
        case .deposit(let account, _, _), .withdraw(let account, _, _), .transfer(let account, _, _, _),
            .setAccountMarginMode(let account, _), .setPositionMode(let account, _, _),
            .amendOrder(let account, _, _, _, _, _, _), .cancelOrder(let account, _), .cancelAllOrders(let account, _),
            .setMarginRegime(let account, _):
            (account, nil)
        case .setSymbolMarginMode(let account, let instrument, _, _), .adjustMargin(let account, let instrument, _, _),
            .setAutoAddMargin(let account, let instrument, _, _), .setLeverage(let account, let instrument, _),
            .setPositionStops(let account, let instrument, _, _, _, _):
            (account, instrument)
        case .placeOrder(let order): (order.marginAccount, order.instrument)
        }
    }
}

extension Engine {
    /// What a command of an account would do; nil for a command that is not an account's. Nothing changes.
    public func preview(_ command: Command) -> Preview? {
        guard let (account, instrument) = command.subject, state.exists(account), !state.isVenueOwned(account),
            state.assets.count > 0,
            instrument.map({ state.exists($0) }) ?? true
        else { return nil }
        let refusals = refusals(of: command)
        var after = fork()
        let isDone = after.carryOut(command, despite: refusals)
        return Preview(
            refusals: refusals, before: outlook(account, instrument),
            after: isDone ? after.outlook(account, instrument) : nil,
            remedies: refusals.isEmpty ? [] : remedies(for: command, account, instrument))
    }

    /// Every refusal of a command, in the order of its rule book.
    public func refusals(of command: Command) -> [Refusal] {
        if let (account, instrument) = command.subject {
            guard state.exists(account) else { return [.unknownMarginAccount] }
            if let instrument, let refusal = state.refusal(account, instrument) { return [refusal] }
        }
        switch command {
        case .setAccountMarginMode(let account, let mode):
            return refusals(ofAccountMarginMode: mode, for: account)
        case .setSymbolMarginMode(let account, let instrument, let mode, let leverage):
            let plan = SymbolModeSwitch(account, state.holding(account, instrument), to: mode, leverage, state)
            return SymbolModeSwitch.rules(for: state[account]).allRefusals(state, plan)
        case .adjustMargin(let account, let instrument, let side, let amount):
            let holding = state.holding(account, instrument)
            let plan = MarginAdjustment(
                account: account, holding: holding, side: side, amount: amount, mode: state.mode(of: holding))
            return MarginAdjustment.rules.allRefusals(state, plan)
        case .setLeverage(let account, let instrument, let change):
            let plan = LeverageSetting(account, state.holding(account, instrument), change, state)
            return LeverageSetting.rules.allRefusals(state, plan)
        case .placeOrder(let order) where order.trigger == nil:
            var copy = fork()
            return copy.allRefusals(of: order)
        default:
            var copy = fork()
            if case .refused(let refusal) = copy.apply(command) { return [refusal] }
            return []
        }
    }

    private func outlook(_ account: MarginAccountID, _ instrument: InstrumentID?) -> Preview.Outlook {
        let isUnified = state[account].regime == .unified
        let positions = holdings(of: account).flatMap { holding in
            PositionSide.allCases.compactMap { side in
                state.positionFigures(holding, side).map { (instrument: holding.instrument, figures: $0) }
            }
        }
        return Preview.Outlook(
            mode: instrument.map { state.mode(of: state.holding(account, $0)) } ?? state[account].mode,
            figures: state.switchFigures(
                account, isUnified ? nil : instrument.map { state[$0].settle } ?? AssetID(index: 0)),
            positions: positions)
    }

    /// Applies a command to this copy, passing over refusals that are only about money; false when it cannot be done.
    private mutating func carryOut(_ command: Command, despite refusals: [Refusal]) -> Bool {
        guard !refusals.isEmpty else {
            if case .refused = apply(command) { return false }
            return true
        }
        guard refusals.allSatisfy(\.isAboutMoney) else { return false }
        switch command {
        case .setAccountMarginMode(let account, let mode):
            commit(AccountModeSwitch(account, to: mode, in: state))
        case .setSymbolMarginMode(let account, let instrument, let mode, let leverage):
            commit(SymbolModeSwitch(account, state.holding(account, instrument), to: mode, leverage, state))
        case .setLeverage(let account, let instrument, let change):
            commit(LeverageSetting(account, state.holding(account, instrument), change, state), instrument)
        case .placeOrder(let order):
            commitUnfunded(order)
        default:
            return false
        }
        return true
    }
}

extension Refusal {
    /// True when the command could be carried out if only there were more money, or fewer orders and positions.
    fileprivate var isAboutMoney: Bool {
        switch self {
        case .insufficientMargin, .insufficientBalance, .leverageNeedsMargin, .uniMMRTooLow, .hasOpenOrders,
            .equityBelowPortfolioMinimum, .riskLimitExceeded, .wouldLiquidate:
            true
        default: false
        }
    }
}
