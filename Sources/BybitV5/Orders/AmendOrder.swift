import Desks
import Dialects
import MarginEngine

/// `POST /v5/order/amend`. https://bybit-exchange.github.io/docs/v5/order/amend-order
struct AmendOrder: OrderCall {
    private let uid: UInt64
    private let order: NamedOrder
    private let price: Price?
    private let quantity: Quantity?
    private let trigger: Price?
    private let triggerKind: PriceKind?
    private let takeProfit: StopAmendment
    private let stopLoss: StopAmendment

    init(_ parameters: Parameters, by caller: Login) throws(ReturnCode) {
        uid = caller.uid
        order = try NamedOrder(parameters, of: caller.account)
        price = try parameters.decimal("price", as: Price.self)
        quantity = try parameters.decimal("qty", as: Quantity.self)
        guard quantity ?? .zero >= .zero else { throw .invalid("qty") }
        trigger = try parameters.optionalPrice("triggerPrice")
        triggerKind = try parameters.text("triggerBy") == nil ? nil : try parameters.priceKind("triggerBy")
        takeProfit = try parameters.stopAmendment(.takeProfit)
        stopLoss = try parameters.stopAmendment(.stopLoss)
    }

    func carryOut(on desk: inout Desk) throws(ReturnCode) -> OrderName {
        let found = try order.find(in: desk.engine)
        let instrument = desk.engine[found.instrument]
        try requireTrigger(of: found, in: instrument)
        let (profit, loss) = try stops(of: found, in: instrument)
        let isMoved = desk.preferences(of: uid).movesContractPrices && found.isOpen
        let price = price.map { isMoved ? instrument.withinBand($0, found.side) : $0 }
        _ = try desk.carryOut(
            .amendOrder(
                found.marginAccount, found.id, price: price, quantity: quantity, trigger: trigger,
                triggerKind: triggerKind, takeProfit: profit, stopLoss: loss),
            .amendment)
        return OrderName(id: found.id, link: found.clientOrderID)
    }

    /// A trigger stays one that waits; it may come to watch another price.
    private func requireTrigger(of found: Order, in instrument: Instrument) throws(ReturnCode) {
        guard let old = found.trigger, found.status == .untriggered, trigger != nil || triggerKind != nil else {
            return
        }
        try Trigger(price: trigger ?? old.price, kind: triggerKind ?? old.kind, direction: old.direction)
            .require(unmetIn: instrument)
    }

    /// Stops belong to orders that open and that nothing of is filled yet. Those that stay are held against a new price
    /// like new ones. AMENDMENT-8.
    private func stops(
        of found: Order, in instrument: Instrument
    ) throws(ReturnCode) -> (profit: StopChange, loss: StopChange) {
        if takeProfit.isAsked || stopLoss.isAsked {
            guard found.filled == .zero else { throw .stopsOfFilledOrder }
            guard !found.reduceOnly else { throw .stopsOfReducingOrder }
        }
        let closing = quantity ?? found.quantity
        let profit = try takeProfit.change(of: found.takeProfit, closing: closing)
        let loss = try stopLoss.change(of: found.stopLoss, closing: closing)
        let limit = price ?? found.price
        try Stops(takeProfit: profit.applied(to: found.takeProfit), stopLoss: loss.applied(to: found.stopLoss))
            .require(sideOf: found.side.opens, of: instrument) { kind in
                found.kind == .limit ? limit : trigger ?? found.trigger?.price ?? instrument.price(kind)
            }
        return (profit, loss)
    }
}
