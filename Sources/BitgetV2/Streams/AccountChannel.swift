import Desks
import MarginEngine
import Wire

extension ChannelName {
    /// What a private channel tells its login; nil when there is no such channel.
    func feed(of login: Login) -> (any Feed)? {
        guard let type = ProductType(rawValue: productType.uppercased()),
            let kind = AccountChannel.Kind(rawValue: channel)
        else { return nil }
        return AccountChannel(self, kind, type, of: login)
    }

    /// True when a symbol or coin is meant.
    func means(_ name: String) -> Bool { id == "default" || id.uppercased() == name }
}

/// A private channel of one login.
struct AccountChannel: Feed {
    enum Kind: String, Sendable {
        case account
        case positions
        case orders
        case fill
    }

    private let name: ChannelName
    private let kind: Kind
    private let type: ProductType
    private let call: SignedCall

    init(_ name: ChannelName, _ kind: Kind, _ type: ProductType, of login: Login) {
        self.name = name
        self.kind = kind
        self.type = type
        call = SignedCall(parameters: .none, login: login, timeMs: 0)
    }

    var key: String { name.key("\(call.login.uid)") }
    var subject: FeedSubject { .account(call.login.accountID) }

    /// Orders and fills open with nothing, as there is no news of them.
    mutating func opening(_ desk: borrowing Desk) -> [[UInt8]] {
        switch kind {
        case .account, .positions: push(rows([], desk), desk)
        case .orders, .fill: []
        }
    }

    mutating func news(_ events: [Event], _ desk: borrowing Desk) -> [[UInt8]] {
        let rows = rows(events.filter { $0.marginAccount == call.account }, desk)
        return kind != .positions && rows.isEmpty ? [] : push(rows, desk)
    }

    private func push(_ rows: [[UInt8]], _ desk: borrowing Desk) -> [[UInt8]] {
        [name.push("snapshot", timeMs: desk.wallMs, rows: rows)]
    }

    private func rows(_ events: [Event], _ desk: borrowing Desk) -> [[UInt8]] {
        switch kind {
        case .account: accountRows(desk.engine)
        case .positions: positionRows(desk)
        case .orders: orderRows(events, desk)
        case .fill: fillRows(events, desk.engine)
        }
    }

    // MARK: Rows

    private func accountRows(_ engine: borrowing Engine) -> [[UInt8]] {
        engine.marginCoins(of: type).filter { name.means(engine[$0].name.text) }.map { coin in
            let row = AccountRow(call.account, coin, in: engine)
            return JSONWriter.bytes { json in json.object { row.writePush(to: &$0) } }
        }
    }

    /// All open positions: one that was closed is missing.
    private func positionRows(_ desk: borrowing Desk) -> [[UInt8]] {
        var rows: [[UInt8]] = []
        for contract in desk.engine.contracts(of: type) where name.means(contract.symbol) {
            for side in PositionSide.allCases {
                guard let figures = desk.engine.position(call.account, contract.id, side) else { continue }
                let row = PositionRow(figures, contract, of: call, desk)
                rows.append(JSONWriter.bytes { json in json.object { row.writePush(to: &$0) } })
            }
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
                    rows.append(OrderPush(execution.order, execution, contract, desk, of: call).bytes)
                }
            case .order(let order):
                guard toldWithFill.take() != order.id else { continue }
                if let contract = contract(order.instrument, desk.engine) {
                    rows.append(OrderPush(order, nil, contract, desk, of: call).bytes)
                }
            case .holding, .balance, .marginMode, .funding, .liquidation:
                continue
            }
        }
        return rows
    }

    private func fillRows(_ events: [Event], _ engine: borrowing Engine) -> [[UInt8]] {
        var rows: [[UInt8]] = []
        for case .execution(let execution) in events {
            guard let contract = contract(execution.order.instrument, engine) else { continue }
            rows.append(execution.push(on: contract))
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
