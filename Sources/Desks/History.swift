public import MarginEngine

/// What accounts did lately, folded from the engine's events, outside the engine's state and digest.
///
/// Per account, allocated on first use: the last 500 ended orders and the last 500 executions.
public struct History: Sendable {
    /// How many ended orders, and how many executions, an account keeps.
    public static let kept = 500

    private struct Past: Sendable {
        var orders: [Order] = []
        var executions: [Execution] = []
    }

    private var pasts: [AccountID: Past] = [:]

    /// Nothing happened yet.
    public init() {}

    /// The ended orders of an account, the newest first.
    public func orders(of account: AccountID) -> [Order] { pasts[account]?.orders.suffix(Self.kept).reversed() ?? [] }

    /// The executions of an account, the newest first.
    public func executions(of account: AccountID) -> [Execution] {
        pasts[account]?.executions.suffix(Self.kept).reversed() ?? []
    }

    mutating func fold(_ event: Event, _ engine: borrowing Engine) {
        switch event {
        case .order(let order) where !order.isOpen:
            Self.keep(order, in: &pasts[engine.owner(of: order.marginAccount), default: Past()].orders)
        case .execution(let execution):
            let owner = engine.owner(of: execution.order.marginAccount)
            Self.keep(execution, in: &pasts[owner, default: Past()].executions)
        case .order, .holding, .balance, .marginMode:
            break
        }
    }

    /// Drops the oldest in batches, so that keeping one more costs the same at any length.
    private static func keep<Row>(_ row: Row, in rows: inout [Row]) {
        if rows.count >= 2 * kept { rows.removeFirst(rows.count - kept + 1) }
        rows.append(row)
    }
}
