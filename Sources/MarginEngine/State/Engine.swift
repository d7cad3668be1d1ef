/// The margin engine of one venue: a pure state machine. The same commands give the same state, outcomes and events,
/// to the bit, on every machine.
public struct Engine: ~Copyable {
    /// The version of the rules: whatever changes an outcome, an event or the state's encoding changes it.
    public static let rulesVersion: UInt32 = 3

    var state: State
    var scratch = Scratch()
    /// What the last applied command did, in order.
    public internal(set) var events: [Event] = []

    /// A venue with nothing in it but the house account.
    public init() {
        state = State()
        state.openHouse()
    }

    init(_ state: consuming State) {
        self.state = state
    }

    /// A second engine in the same state; the two go separate ways from here.
    public func fork() -> Engine { Engine(state.fork()) }

    /// Applies a command whole or refuses it whole; a refused one leaves the state as it was.
    public mutating func apply(_ command: Command) -> Outcome {
        events.removeAll(keepingCapacity: true)
        let outcome = perform(command)
        if case .refused = outcome { return outcome }
        followUp()
        return outcome
    }

    /// What a command sets off: liquidations, triggered orders, the house's renewal, until nothing follows any more.
    mutating func followUp() {
        repeat {
            enforceMargins()
            triggerConditionals()
            if let consumed = scratch.consumed.first { renewHouse(consumed) }
        } while !scratch.watched.isEmpty || !scratch.moved.isEmpty || !scratch.consumed.isEmpty
    }

    private mutating func perform(_ command: Command) -> Outcome {
        switch command {
        case .listAsset(let name, let collateral): return listAsset(name, collateral)
        case .listInstrument(let definition): return listInstrument(definition)
        case .setContractTerms(let definition): return setContractTerms(definition)
        case .openAccount(let uid, let family, let generation): return openAccount(uid, family, generation)
        case .deposit(let account, let asset, let amount): return deposit(account, asset, amount)
        case .withdraw(let account, let asset, let amount): return withdraw(account, asset, amount)
        case .transfer(let from, let to, let asset, let amount): return transfer(from, to, asset, amount)
        case .fundInsurance(let asset, let amount): return fundInsurance(asset, amount)
        case .setPrices(let instrument, let mark, let index): return setPrices(instrument, mark, index)
        case .setFundingRate(let instrument, let rate): return setFundingRate(instrument, rate)
        case .setBookOnly(let instrument, let bookOnly): return setBookOnly(instrument, bookOnly)
        case .advance(let timeMs): return advance(to: timeMs)
        case .setAccountMarginMode(let account, let mode): return setAccountMarginMode(account, mode)
        case .setSymbolMarginMode(let account, let instrument, let mode, let leverage):
            return setSymbolMarginMode(account, instrument, mode, leverage)
        case .adjustMargin(let account, let instrument, let side, let amount):
            return adjustMargin(account, instrument, side, amount)
        case .setAutoAddMargin(let account, let instrument, let side, let isOn):
            return setAutoAddMargin(account, instrument, side, isOn)
        case .setLeverage(let account, let instrument, let change): return setLeverage(account, instrument, change)
        case .setPositionMode(let account, let scope, let mode): return setPositionMode(account, scope, mode)
        case .placeOrder(let order): return placeOrder(order)
        case .amendOrder(let account, let id, let price, let quantity, let trigger, let takeProfit, let stopLoss):
            return amendOrder(account, id, price, quantity, trigger, takeProfit, stopLoss)
        case .setPositionStops(let account, let instrument, let side, let takeProfit, let stopLoss, let trailing):
            return setPositionStops(account, instrument, side, takeProfit, stopLoss, trailing)
        case .setMarginRegime(let account, let regime): return setMarginRegime(account, regime)
        case .cancelOrder(let account, let id): return cancelOrder(account, id)
        case .cancelAllOrders(let account, let scope): return cancelAllOrders(account, scope)
        }
    }

    /// Applies a command at a later venue time, as `advance(toMs:)` and then the command would; a refused one leaves
    /// the time as it was, too. Nothing may be due until then.
    public mutating func apply(_ command: Command, atMs timeMs: Int64) -> Outcome {
        let earlierMs = state.timeMs
        if timeMs > earlierMs, timeMs < state.nextDueMs { state.timeMs = timeMs }
        let outcome = apply(command)
        if case .refused = outcome { state.timeMs = earlierMs }
        return outcome
    }

    /// All refusals of a margin-mode switch in the order of its rule book, none when it would be accepted.
    public func refusals(ofAccountMarginMode mode: MarginMode, for account: MarginAccountID) -> [Refusal] {
        guard state.exists(account) else { return [.unknownMarginAccount] }
        let plan = AccountModeSwitch(account, to: mode, in: state)
        return AccountModeSwitch.rules(for: state[account]).allRefusals(state, plan)
    }
}

/// Storage that plans reuse, so that a command allocates nothing in the steady state.
struct Scratch {
    var order = OrderPlan()
    /// Margin accounts that may have fallen to their maintenance margin.
    var watched: [MarginAccountID] = []
    /// Instruments of which a price has moved.
    var moved: [InstrumentID] = []
    /// Instruments of which a level of the house was consumed since its last renewal.
    var consumed: [InstrumentID] = []
}
