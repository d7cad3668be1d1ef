import Desks
import Dialects
import MarginEngine
import Wire

extension Orders {
    /// Place Order: https://www.bitget.com/api-doc/contract/trade/Place-Order
    static func place(_ call: Call, _ login: Login) throws(Failure) -> Answer {
        .desk { desk throws(Failure) in
            let name = try desk.place(call.parameters, of: login.marginAccount)
            return .object { $0.members(of: name) }
        }
    }

    /// Batch Order: https://www.bitget.com/api-doc/contract/trade/Batch-Order
    ///
    /// Each row is an order of its own: what one is refused for does not concern the next.
    static func placeBatch(_ call: Call, _ login: Login) throws(Failure) -> Answer {
        .desk { desk throws(Failure) in
            _ = try call.parameters.marginedContract(in: desk.engine)
            _ = try call.parameters.marginMode()
            guard let rows = try call.parameters.list("orderList") else { throw .empty("orderList") }
            guard rows.count <= 50 else { throw .outOfRange("orderList", 1...50) }
            var lists = BatchLists()
            for row in rows {
                do throws(Failure) { lists.successes.append(try desk.place(row, of: login.marginAccount)) } catch {
                    lists.failures.append((OrderName(refused: row), error))
                }
            }
            return lists.payload
        }
    }
}

extension Desk {
    fileprivate mutating func place(
        _ parameters: Parameters, of account: MarginAccountID
    ) throws(Failure) -> OrderName {
        let contract = try parameters.contract(in: engine)
        let mode = try parameters.marginMode()
        try parameters.require(marginCoinOf: contract)
        let holding = engine.holding(account, contract.id)
        let order = try parameters.newOrder(account, contract, mode, holding.positionMode)
        let id = try apply(.placeOrder(order)).placedOrder(.order(order, on: contract.instrument))
        let name = OrderName(id, order.clientOrderID)
        return order.target == .net && engine.hasJustDisplaced(by: id, order) ? name.withoutOrderID() : name
    }
}

extension Engine {
    /// True when the command that placed an order ended older ones for it that close the same. ORDER-32.
    fileprivate func hasJustDisplaced(by id: OrderID, _ order: NewOrder) -> Bool {
        events.contains { event in
            guard order.reduceOnly, case .order(let other) = event else { return false }
            return other.marginAccount == order.marginAccount && other.instrument == order.instrument
                && other.side == order.side && other.id < id && other.cause == .reduceOnly
        }
    }
}

extension Parameters {
    /// An order that only closes is taken whatever mode it names: it needs no margin, and ccxt names `crossed` unless
    /// it is told otherwise, also to close an isolated position.
    fileprivate func newOrder(
        _ account: MarginAccountID, _ contract: Contract, _ mode: MarginMode, _ positionMode: PositionMode
    ) throws(Failure) -> NewOrder {
        let size = try quantity("size", of: contract)
        let kind = try orderKind()
        let force = try force(kind)
        let price = kind == .limit ? try price("price", of: contract) : .zero
        let clientOrderID = try clientOrderID()
        let selfTrade = try selfTrade()
        let stops = try presets(contract)
        let intent = try OrderIntent(self, positionMode)
        if !intent.reduceOnly {
            try stops.require(
                sideOf: intent.side.opens, at: kind == .limit ? price : contract.instrument.last)
        }
        return NewOrder(
            marginAccount: account, instrument: contract.id, side: intent.side, target: intent.target, kind: kind,
            timeInForce: force, quantity: size, price: price, reduceOnly: intent.reduceOnly,
            clientOrderID: clientOrderID, marginMode: intent.reduceOnly ? nil : mode, selfTrade: selfTrade,
            takeProfit: stops.takeProfit, stopLoss: stops.stopLoss)
    }

    /// A market order is immediate whatever it says: ccxt sends `GTC` with it.
    private func force(_ kind: OrderKind) throws(Failure) -> TimeInForce {
        let force = try choice(
            "force",
            [
                "gtc": TimeInForce.goodTillCancelled, "ioc": .immediateOrCancel, "fok": .fillOrKill,
                "post_only": .postOnly,
            ], otherwise: .forceIllegal)
        return kind == .market ? .immediateOrCancel : force ?? .goodTillCancelled
    }
}
