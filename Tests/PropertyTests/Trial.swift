import MarginEngine

/// An engine under observation: every command is applied, and every law checked after it.
struct Trial: ~Copyable {
    private(set) var engine = Engine()
    /// Over all outcomes and events.
    private(set) var history = Digest()
    private(set) var outcome = Outcome.accepted
    private var shadow = Shadow()
    private var state = Digest()

    init(_ genesis: [Command]) {
        for command in genesis {
            _ = engine.apply(command)
            _ = shadow.fold(engine.events)
        }
        state = engine.digest()
    }

    /// Applies a command; what it broke, or nil.
    mutating func apply(_ command: Command) -> String? {
        let before = Snapshot(engine, command)
        outcome = engine.apply(command)
        outcome.encode(to: &history)
        for event in engine.events { event.encode(to: &history) }
        let digest = engine.digest()
        defer { state = digest }
        if case .refused = outcome {
            guard digest == state else { return "refused (\(outcome)), yet the state changed" }
            return engine.events.isEmpty ? nil : "refused (\(outcome)), yet there are events"
        }
        return shadow.fold(engine.events) ?? Laws.violation(engine, shadow) ?? before.violation(engine, command)
            ?? Laws.liquidationEnrichesNobody(engine)
    }

    /// Runs a whole stream from genesis; the first violation and where.
    static func run(_ commands: [Command], after genesis: [Command]) -> String? {
        var trial = Trial(genesis)
        for (index, command) in commands.enumerated() {
            if let violation = trial.apply(command) { return "command \(index) \(command): \(violation)" }
        }
        return nil
    }
}

/// What a command must not change, as it was before.
struct Snapshot {
    private let accounts: [MarginAccountID]
    private let wallets: [Money]
    private let holdings: [Holding]
    private let orders: [Order]

    init(_ engine: borrowing Engine, _ command: Command) {
        accounts = Laws.marginAccounts(engine)
        var wallets: [Money] = []
        var holdings: [Holding] = []
        var orders: [Order] = []
        for account in accounts {
            holdings += engine.holdings(of: account)
            guard command.switchesMode else { continue }
            for asset in Laws.assets(engine) { wallets.append(engine.wallet(account, asset)) }
            orders += engine.openOrders(of: account)
        }
        self.wallets = wallets
        self.holdings = holdings
        self.orders = orders
    }

    func violation(_ engine: borrowing Engine, _ command: Command) -> String? {
        marginStaysAboveZero(engine, command) ?? (command.switchesMode ? switchMovesNothing(engine, command) : nil)
    }

    /// Only funding may take more from an isolated position than it posted.
    private func marginStaysAboveZero(_ engine: borrowing Engine, _ command: Command) -> String? {
        if case .advance = command { return nil }
        let known = Dictionary(uniqueKeysWithValues: holdings.map { (Key($0), $0) })
        for account in accounts {
            for holding in engine.holdings(of: account) {
                for side in PositionSide.allCases where holding[side].margin < .zero {
                    let before = known[Key(holding)]?[side].margin ?? .zero
                    guard before < .zero else { return "margin fell below zero: \(holding)" }
                }
            }
        }
        return nil
    }

    /// A margin-mode switch leaves wallets, sizes, entries, orders and leverages (but the one it names) as they were.
    private func switchMovesNothing(_ engine: borrowing Engine, _ command: Command) -> String? {
        var wallets: [Money] = []
        var orders: [Order] = []
        for account in accounts {
            for asset in Laws.assets(engine) { wallets.append(engine.wallet(account, asset)) }
            orders += engine.openOrders(of: account)
        }
        guard wallets == self.wallets else { return "a mode switch changed a wallet" }
        guard orders.map(Trace.init) == self.orders.map(Trace.init) else { return "a mode switch changed an order" }
        for before in holdings {
            let after = engine.holding(before.marginAccount, before.instrument)
            for side in PositionSide.allCases {
                guard after[side].size == before[side].size, after[side].entryValue == before[side].entryValue,
                    after[side].realised == before[side].realised, after[side].costs == before[side].costs
                else { return "a mode switch changed a position: \(before) \(after)" }
            }
            // BYBIT-MODE-30: what is idle leaves hedge mode for portfolio margin.
            let isBusy =
                before.hasPosition
                || engine.pendingOrders(of: before.marginAccount).contains {
                    $0.instrument == before.instrument
                }
            let isOneWay = engine.mode(of: before.marginAccount) == .portfolio && !isBusy
            guard after.positionMode == (isOneWay ? .oneWay : before.positionMode) else {
                return "a mode switch changed the position mode"
            }
            let joinsLeverages = isOneWay && before.positionMode == .hedge
            guard command.namesLeverage || joinsLeverages || Levers(after) == Levers(before) else {
                return "a mode switch changed a leverage: \(before) \(after)"
            }
        }
        return nil
    }

    private struct Key: Hashable {
        let account: MarginAccountID
        let instrument: InstrumentID

        init(_ holding: Holding) {
            account = holding.marginAccount
            instrument = holding.instrument
        }
    }

    private struct Levers: Equatable {
        let all: [Leverage]

        init(_ holding: Holding) {
            all = [holding.crossLeverage, holding.isolatedLongLeverage, holding.isolatedShortLeverage]
        }
    }

    private struct Trace: Equatable {
        let id: OrderID
        let price: Price
        let quantity: Quantity
        let filled: Quantity
        let status: OrderStatus
        let leverage: Leverage

        init(_ order: Order) {
            id = order.id
            price = order.price
            quantity = order.quantity
            filled = order.filled
            status = order.status
            leverage = order.leverage
        }
    }
}

extension Command {
    var switchesMode: Bool {
        switch self {
        case .setAccountMarginMode, .setSymbolMarginMode: true
        default: false
        }
    }

    fileprivate var namesLeverage: Bool {
        if case .setSymbolMarginMode(_, _, _, let leverage) = self { return leverage != nil }
        return false
    }
}
