public import MarginEngine

/// What one order closed of a position. Amounts in the settle asset.
public struct ClosedPosition: Sendable {
    /// The order as it was after its last closing fill.
    public internal(set) var order: Order
    /// A trade on the book, or what else closed the position.
    public let kind: Execution.Kind
    /// Which position it closed.
    public let side: PositionSide
    /// Base coin (linear) or USD (inverse).
    public internal(set) var quantity: Quantity
    /// The entry value of what was closed.
    public internal(set) var entryValue: Value
    /// The value it was closed for.
    public internal(set) var exitValue: Value
    /// Realised profit, fees and funding not deducted.
    public internal(set) var profit: Money
    /// Closing fees, and the opening fees and funding of what was closed.
    public internal(set) var costs: Money
    /// The closing fees among the costs.
    public internal(set) var closingFees: Money
    /// How many fills it took.
    public internal(set) var fillCount: Int
    /// Venue time of the first and the last fill, ms.
    public let createdMs: Int64
    /// Venue time of the last fill, ms.
    public internal(set) var updatedMs: Int64
}

/// One change of a wallet.
public enum LedgerEntry: Sendable {
    /// By one side of a trade or transfer of a position.
    case execution(Execution)
    /// By funding.
    case funding(FundingPayment)
    /// By a deposit, a withdrawal, a transfer, interest, a repayment, or what a liquidation moved without a trade.
    case balance(BalanceChange)
}

/// What accounts did lately, folded from the engine's events, outside the engine's state and digest.
///
/// Per account, allocated on first use; the oldest are dropped. All lists are given the newest first.
public struct History: Sendable {
    /// How many rows of each kind an account keeps.
    public enum Kept {
        /// Ended orders.
        public static let orders = 500
        /// Executions.
        public static let executions = 500
        /// Closed positions, by order.
        public static let closedPositions = 200
        /// Wallet changes and margin moves, together.
        public static let moves = 1_000
        /// Margin-mode switches.
        public static let modeSwitches = 100
        /// Liquidated positions.
        public static let liquidations = 200
        /// Charges of interest.
        public static let interests = 3_000
    }

    struct Past: Sendable {
        var orders: [Order] = []
        var executions: [Execution] = []
        var closedPositions: [ClosedPosition] = []
        var moves: [AccountMove] = []
        var modeSwitches: [ModeSwitch] = []
        var liquidations: [LiquidatedPosition] = []
        var interests: [InterestCharge] = []

        mutating func fold(_ execution: Execution) {
            History.keep(execution, Kept.executions, in: &executions)
            History.keep(.wallet(.execution(execution)), Kept.moves, in: &moves)
            guard execution.closedQuantity > .zero else { return }
            if execution.order.origin == .liquidation { foldLiquidation(execution) }
            if let row = closedPositions.lastIndex(where: { $0.order.id == execution.order.id }) {
                closedPositions[row].add(execution)
            } else {
                History.keep(ClosedPosition(execution), Kept.closedPositions, in: &closedPositions)
            }
        }

        private mutating func foldLiquidation(_ execution: Execution) {
            if let last = liquidations.indices.last, liquidations[last].continues(with: execution) {
                liquidations[last].add(execution)
            } else {
                History.keep(LiquidatedPosition(execution), Kept.liquidations, in: &liquidations)
            }
        }

        mutating func judgeLiquidation(by step: LiquidationStep, _ engine: borrowing Engine) {
            guard let last = liquidations.indices.last else { return }
            liquidations[last].judge(step, engine)
        }

        mutating func noteDeleveraging(for takeover: TakeoverID) {
            guard let row = liquidations.lastIndex(where: { $0.takeover == takeover.trade }) else { return }
            liquidations[row].wasDeleveraged = true
        }
    }

    var pasts: [AccountID: Past] = [:]

    /// Of a venue where nothing has happened yet.
    public init() {}

    /// The ended orders of an account.
    public func orders(of account: AccountID) -> [Order] {
        pasts[account]?.orders.suffix(Kept.orders).reversed() ?? []
    }

    /// The executions of an account.
    public func executions(of account: AccountID) -> [Execution] {
        pasts[account]?.executions.suffix(Kept.executions).reversed() ?? []
    }

    /// What the orders of an account closed.
    public func closedPositions(of account: AccountID) -> [ClosedPosition] {
        pasts[account]?.closedPositions.suffix(Kept.closedPositions).reversed() ?? []
    }

    /// The wallet changes of an account.
    public func ledger(of account: AccountID) -> [LedgerEntry] {
        moves(of: account).compactMap { move in
            guard case .wallet(let entry) = move else { return nil }
            return entry
        }
    }

    /// The wallet changes and margin moves of an account, in one order.
    public func moves(of account: AccountID) -> [AccountMove] {
        pasts[account]?.moves.suffix(Kept.moves).reversed() ?? []
    }

    /// The margin-mode switches of an account, each with the figures that justified it.
    public func modeSwitches(of account: AccountID) -> [ModeSwitch] {
        pasts[account]?.modeSwitches.suffix(Kept.modeSwitches).reversed() ?? []
    }

    /// What liquidations took from an account, by position.
    public func liquidations(of account: AccountID) -> [LiquidatedPosition] {
        pasts[account]?.liquidations.suffix(Kept.liquidations).reversed() ?? []
    }

    /// The charges of interest of an account.
    public func interests(of account: AccountID) -> [InterestCharge] {
        pasts[account]?.interests.suffix(Kept.interests).reversed() ?? []
    }

    mutating func fold(_ event: Event, _ engine: borrowing Engine) {
        guard let marginAccount = event.marginAccount else { return }
        let owner = engine.owner(of: marginAccount)
        switch event {
        case .order(let order) where !order.isPending:
            Self.keep(order, Kept.orders, in: &pasts[owner, default: Past()].orders)
        case .execution(let execution):
            pasts[owner, default: Past()].fold(execution)
        case .funding(let payment):
            keep(.wallet(.funding(payment)), of: owner)
        case .balance(let change) where !change.cause.hasEntryOfItsOwn:
            keep(.wallet(.balance(change)), of: owner)
        case .interest(let charge):
            Self.keep(charge, Kept.interests, in: &pasts[owner, default: Past()].interests)
        case .liquidation(let step):
            fold(step, of: owner, engine)
        case .margin(let move):
            keep(.margin(move), of: owner)
        case .marginMode(let change):
            Self.keep(change, Kept.modeSwitches, in: &pasts[owner, default: Past()].modeSwitches)
        case .order, .balance, .holding, .collateral, .collateralLimit, .prices, .fundingInstant, .market:
            break
        }
    }

    private mutating func fold(_ step: LiquidationStep, of owner: AccountID, _ engine: borrowing Engine) {
        switch step.kind {
        case .reduced, .takenOver: pasts[owner]?.judgeLiquidation(by: step, engine)
        case .deleveraged:
            guard let takeover = step.takeover else { return }
            pasts[engine.owner(of: takeover.marginAccount)]?.noteDeleveraging(for: takeover)
        case .ordersCancelled, .marginAdded, .debtPaid, .lossSocialised: break
        }
    }

    private mutating func keep(_ move: AccountMove, of owner: AccountID) {
        Self.keep(move, Kept.moves, in: &pasts[owner, default: Past()].moves)
    }

    /// Drops the oldest in batches, so that keeping one more costs the same at any length.
    private static func keep<Row>(_ row: Row, _ kept: Int, in rows: inout [Row]) {
        if rows.count >= 2 * kept { rows.removeFirst(rows.count - kept + 1) }
        rows.append(row)
    }
}

extension BalanceChange.Cause {
    /// True when an execution or a funding payment tells of the same change.
    fileprivate var hasEntryOfItsOwn: Bool {
        switch self {
        case .trade, .funding, .deleveraging, .takeover: true
        case .deposit, .withdrawal, .transfer, .liquidation, .interest, .repayment: false
        }
    }
}

extension ClosedPosition {
    init(_ execution: Execution) {
        let order = execution.order
        self.init(
            order: order, kind: execution.kind, side: order.side.closes, quantity: .zero,
            entryValue: .zero, exitValue: .zero, profit: .zero, costs: .zero, closingFees: .zero, fillCount: 0,
            createdMs: execution.timeMs, updatedMs: execution.timeMs)
        add(execution)
    }

    /// Adds a fill of the same order. A fill that also opens counts with the part that closes.
    mutating func add(_ execution: Execution) {
        order = execution.order
        quantity += execution.closedQuantity
        exitValue += execution.value.part(
            execution.closedQuantity, of: execution.quantity, order.side == .buy ? .down : .up)
        entryValue += execution.closedEntryValue
        profit += execution.realised
        costs += execution.closedCosts
        closingFees += execution.fee.part(execution.closedQuantity, of: execution.quantity, .down)
        fillCount += 1
        updatedMs = execution.timeMs
    }
}
