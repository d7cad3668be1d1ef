import Desks
import MarginEngine
import Wire

extension SignedCall {
    /// Place Order: https://www.bitget.com/api-doc/contract/trade/Place-Order
    func placeOrder(_ desk: inout Desk) throws(Failure) -> [UInt8] {
        let name = try place(parameters, &desk)
        return Payload.object { $0.members(of: name) }
    }

    /// Batch Order: https://www.bitget.com/api-doc/contract/trade/Batch-Order
    ///
    /// Each row is an order of its own: what one is refused for does not concern the next.
    func batchPlaceOrders(_ desk: inout Desk) throws(Failure) -> [UInt8] {
        _ = try parameters.contract(in: desk.engine)
        guard let rows = try parameters.list("orderList") else { throw .empty("orderList") }
        guard rows.count <= 50 else { throw .outOfRange("orderList", 1...50) }
        var lists = BatchLists()
        for row in rows {
            do { lists.successes.append(try place(row, &desk)) } catch {
                lists.failures.append((OrderName(refused: row), error))
            }
        }
        return lists.payload
    }

    private func place(_ parameters: Parameters, _ desk: inout Desk) throws(Failure) -> OrderName {
        let contract = try parameters.contract(in: desk.engine)
        let mode = try parameters.marginMode()
        try parameters.require(marginCoinOf: contract)
        let positionMode = desk.engine.holding(account, contract.id).positionMode
        let order = try parameters.newOrder(account, contract, mode, positionMode)
        switch desk.apply(.placeOrder(order)) {
        case .refused(let refusal): throw Failure(order: refusal, order, on: contract.instrument)
        case .accepted: throw .systemAbnormal
        case .placed(let id): return OrderName(id, order.clientOrderID)
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
        let side: Side = try requiredChoice("side", ["buy": .buy, "sell": .sell])
        let kind: OrderKind = try requiredChoice(
            "orderType", ["limit": .limit, "market": .market], otherwise: .orderTypeIllegal)
        let force = try force(kind)
        let price = kind == .limit ? try price("price", of: contract) : .zero
        let clientOrderID = try clientOrderID()
        try refusePresets()
        let intent = try OrderIntent(self, side: side, positionMode)
        return NewOrder(
            marginAccount: account, instrument: contract.id, side: intent.side, target: intent.target, kind: kind,
            timeInForce: force, quantity: size, price: price, reduceOnly: intent.reduceOnly,
            clientOrderID: clientOrderID, marginMode: intent.reduceOnly ? nil : mode)
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

    private func clientOrderID() throws(Failure) -> InlineText {
        guard let text = try text("clientOid") else { return .empty }
        guard let inline = InlineText(text) else { throw .clientOrderIDTooLong }
        return inline
    }

    /// Take-profit and stop-loss orders are not offered: better refused than quietly left out.
    private func refusePresets() throws(Failure) {
        for name in ["presetStopSurplusPrice", "presetStopLossPrice"] where try text(name) != nil {
            throw .notOpenYet
        }
    }
}

/// What an order is for, from `side`, `tradeSide` and `reduceOnly`.
private struct OrderIntent {
    let side: Side
    let target: PositionTarget
    let reduceOnly: Bool

    /// In one-way mode `tradeSide` is ignored. In hedge mode it is needed, `side` names the position's side, and
    /// `reduceOnly` is ignored.
    init(_ parameters: Parameters, side: Side, _ positionMode: PositionMode) throws(Failure) {
        if positionMode == .oneWay {
            self.side = side
            target = .net
            reduceOnly = try parameters.choice("reduceOnly", ["yes": true, "no": false]) ?? false
            return
        }
        let opens = try parameters.requiredChoice(
            "tradeSide", ["open": true, "close": false], otherwise: .unilateralOnly, missing: .unilateralOnly)
        self.side = opens ? side : side.opposite
        target = side == .buy ? .long : .short
        reduceOnly = !opens
    }
}
