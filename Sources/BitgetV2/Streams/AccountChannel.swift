import Desks
import Dialects
import MarginEngine
import Wire

extension ChannelName {
    /// What a private channel tells its login; nil when there is no such channel.
    func feed(of login: Login) -> (any Feed)? {
        guard let type = ProductType(rawValue: productType.uppercased()),
            let kind = AccountChannel.Kind(rawValue: channel == "adl-notification" ? "adl-noti" : channel)
        else { return nil }
        return AccountChannel(self, kind, type, of: login)
    }

    /// True when a symbol or coin is meant.
    func means(_ name: String) -> Bool { id == nil || id == "default" || id?.uppercased() == name }
}

/// A private channel of one login.
struct AccountChannel: Feed {
    enum Kind: String, Sendable {
        case account
        case equity
        case positions
        case pastPositions = "positions-history"
        case orders
        case plans = "orders-algo"
        case fill
        case deleveraging = "adl-noti"

        /// True for a channel that opens with the state of things; there is no news of the others yet.
        var isState: Bool {
            switch self {
            case .account, .equity, .positions: true
            case .pastPositions, .orders, .plans, .fill, .deleveraging: false
            }
        }
    }

    private let name: ChannelName
    private let kind: Kind
    private let type: ProductType
    private let login: Login
    /// The plan orders that were told to wait for their trigger.
    private var waiting: Set<OrderID> = []

    init(_ name: ChannelName, _ kind: Kind, _ type: ProductType, of login: Login) {
        self.name = name
        self.kind = kind
        self.type = type
        self.login = login
    }

    var key: String { name.key("\(login.uid)") }
    var subject: FeedSubject { .account(login.accountID) }

    mutating func opening(_ desk: borrowing Desk) -> [[UInt8]] {
        waiting = Set(desk.engine.pendingOrders(of: login.marginAccount).filter { $0.status == .untriggered }.map(\.id))
        return kind.isState ? [push(rows([], desk), desk)] : []
    }

    mutating func news(_ events: [Event], _ desk: borrowing Desk) -> [[UInt8]] {
        let rows = rows(events.filter { $0.marginAccount == login.marginAccount }, desk)
        return kind != .positions && rows.isEmpty ? [] : [push(rows, desk)]
    }

    private func push(_ rows: [[UInt8]], _ desk: borrowing Desk) -> [UInt8] {
        name.push(kind == .deleveraging ? "update" : "snapshot", timeMs: desk.wallMs, rows: rows)
    }

    private mutating func rows(_ events: [Event], _ desk: borrowing Desk) -> [[UInt8]] {
        switch kind {
        case .account: return accountRows(desk.engine)
        case .equity: return [EquityPush(login.marginAccount, type, desk.engine).bytes]
        case .positions: return positionRows(desk)
        case .pastPositions: return pastPositionRows(events, desk)
        case .orders: return orderRows(events, desk)
        case .plans: return planRows(events, desk.engine)
        case .fill:
            let partial = desk.partialLiquidations(of: login)
            return executionRows(events, desk.engine) { $0.push(on: $1, partial) }
        case .deleveraging:
            return executionRows(events, desk.engine) { $0.kind == .deleveraging ? $0.deleveragingPush(on: $1) : nil }
        }
    }

    // MARK: Rows

    private func accountRows(_ engine: borrowing Engine) -> [[UInt8]] {
        engine.marginCoins(of: type).filter { name.means(engine[$0].name.text) }.map { coin in
            let row = AccountRow(login.marginAccount, coin, in: engine)
            return JSONWriter.bytes { json in json.object { row.writePush(to: &$0) } }
        }
    }

    /// All open positions: one that was closed is missing.
    private func positionRows(_ desk: borrowing Desk) -> [[UInt8]] {
        var rows: [[UInt8]] = []
        for contract in desk.engine.contracts(of: type) where name.means(contract.symbol) {
            for side in PositionSide.allCases {
                guard let figures = desk.engine.position(login.marginAccount, contract.id, side) else { continue }
                let row = PositionRow(figures, contract, of: login, desk)
                rows.append(JSONWriter.bytes { json in json.object { row.writePush(to: &$0) } })
            }
        }
        return rows
    }

    /// The positions that a trade of the round ended.
    private func pastPositionRows(_ events: [Event], _ desk: borrowing Desk) -> [[UInt8]] {
        var trades: Set<UInt64> = []
        for case .execution(let execution) in events where execution.closedQuantity > .zero {
            trades.insert(execution.trade)
        }
        guard !trades.isEmpty else { return [] }
        var rows: [[UInt8]] = []
        let ledger = desk.history.ledger(of: login.accountID)
        for position in PastPosition.all(in: ledger, of: login.marginAccount, desk.engine)
        where trades.contains(position.number) {
            guard let contract = contract(position.instrument, desk.engine) else { continue }
            rows.append(JSONWriter.bytes { json in json.object { position.writePush(to: &$0, contract) } })
        }
        return rows
    }

    /// A fill is told with the order as it left it: the order's own event, which follows, would say the same again.
    private func orderRows(_ events: [Event], _ desk: borrowing Desk) -> [[UInt8]] {
        var rows: [[UInt8]] = []
        var toldWithFill: OrderID?
        for event in events {
            switch event {
            case .execution(let execution):
                toldWithFill = execution.order.id
                if let contract = contract(execution.order.instrument, desk.engine) {
                    rows.append(OrderPush(execution.order, execution, contract, desk, of: login).bytes)
                }
            case .order(let order):
                guard toldWithFill.take() != order.id, !order.isOnlyPlan else { continue }
                if let contract = contract(order.instrument, desk.engine) {
                    rows.append(OrderPush(order, nil, contract, desk, of: login).bytes)
                }
            case .holding, .balance, .marginMode, .funding, .interest, .liquidation, .prices, .margin,
                .fundingInstant, .market, .collateral, .collateralLimit:
                continue
            }
        }
        return rows
    }

    /// A plan order is told while it waits, and once when it does not any more: what follows is an order's story.
    private mutating func planRows(_ events: [Event], _ engine: borrowing Engine) -> [[UInt8]] {
        var rows: [[UInt8]] = []
        for case .order(let order) in events where order.isConditional {
            if order.status == .untriggered {
                waiting.insert(order.id)
            } else if waiting.remove(order.id) == nil {
                continue
            }
            guard let contract = contract(order.instrument, engine) else { continue }
            let held = engine.holding(login.marginAccount, contract.id)[order.closedSide].size
            rows.append(PlanPush(order, contract, held: held).bytes)
        }
        return rows
    }

    private func executionRows(
        _ events: [Event], _ engine: borrowing Engine, _ row: (Execution, Contract) -> [UInt8]?
    ) -> [[UInt8]] {
        var rows: [[UInt8]] = []
        for case .execution(let execution) in events {
            guard let contract = contract(execution.order.instrument, engine), let row = row(execution, contract) else {
                continue
            }
            rows.append(row)
        }
        return rows
    }

    /// A contract that the channel is about.
    private func contract(_ instrument: InstrumentID, _ engine: borrowing Engine) -> Contract? {
        guard let contract = engine.contract(instrument), contract.productType == type, name.means(contract.symbol)
        else { return nil }
        return contract
    }
}
