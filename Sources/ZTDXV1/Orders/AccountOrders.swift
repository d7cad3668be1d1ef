import Desks
import Dialects
import HTTP1
import MarginEngine
import Wire

/// An order with its leverage in one call, as the venue's older documentation has it (trade/orders). ZTDX-MODE-35.
///
/// There the order is signed by a wallet. This server has no wallets: the call is signed like every other, and the body's
/// `signature` is part of what is signed and means nothing more. The body's `timestamp`, in seconds, may be missing.
enum AccountOrders {
    /// How old an order may be when it comes: what the other signature may have at most.
    private static let maxAgeMs: Int64 = 60_000

    static func place(_ call: Call, _ login: Login) throws(Failure) -> Answer {
        let symbol = try call.parameters.required("symbol")
        let side = try side(call.parameters)
        let kind = try kind(call.parameters)
        let amount: Quantity = try call.parameters.number("amount")
        let price: Price = kind == .limit ? try call.parameters.number("price") : .zero
        let leverage = try call.parameters.leverage("leverage")
        try requireRecent(call)
        let account = login.account.main
        return .desk { desk throws(Failure) in
            let instrument = try desk.engine.tradedInstrument(symbol)
            let order = NewOrder(
                marginAccount: account, instrument: instrument, side: side, kind: kind,
                timeInForce: kind == .limit ? .goodTillCancelled : .immediateOrCancel, quantity: amount, price: price)
            try desk.require(leverage, before: order)
            try desk.setLeverage(leverage, account, instrument)
            let placed = try desk.place(order, of: login)
            return .object { $0.writeSummary(placed) }
        }
    }

    private static func requireRecent(_ call: Call) throws(Failure) {
        guard let timestamp = JSON.parse(call.request.body)?["timestamp"] else { return }
        guard let seconds = timestamp.scalarText.flatMap({ Int64($0) }) else { throw .malformed("timestamp") }
        guard seconds >= (call.wireTimeMs - maxAgeMs) / 1_000 else {
            throw .orderExpired
        }
    }

    private static func side(_ parameters: Parameters) throws(Failure) -> Side {
        switch try parameters.required("side") {
        case "buy": .buy
        case "sell": .sell
        default: throw .invalid("side")
        }
    }

    private static func kind(_ parameters: Parameters) throws(Failure) -> OrderKind {
        switch try parameters.required("order_type") {
        case "limit": .limit
        case "market": .market
        default: throw .invalid("order_type")
        }
    }
}

extension Desk {
    /// ZTDX-MODE-35: an order that is refused leaves the leverage as it was.
    fileprivate mutating func require(_ leverage: Leverage, before order: NewOrder) throws(Failure) {
        keepTime()
        let setting = Command.setLeverage(order.marginAccount, order.instrument, LeverageChange(leverage))
        switch refusal(of: [setting]) {
        case nil: if let refusal = refusal(of: [setting, .placeOrder(order)]) { throw Failure(refusal, of: .order) }
        case .leverageUnchanged:
            if let refusal = refusal(of: [.placeOrder(order)]) { throw Failure(refusal, of: .order) }
        case .some(let refusal): throw Failure(refusal, of: .leverage(leverage))
        }
    }
}

extension JSONWriter {
    fileprivate mutating func writeSummary(_ order: Order) {
        member("order_id", Identifier.text(order.id))
        member("status", order.word)
        member("filled_amount", order.filled.text)
        member("remaining_amount", order.remaining.text)
        memberOptional("average_price", order.filled > .zero ? order.averagePrice.text : nil)
        member("created_at", UTC.text(order.createdMs))
    }
}

extension Order {
    fileprivate var word: String {
        switch status {
        case .untriggered: "pending"
        case .new: "open"
        case .partiallyFilled: "partially_filled"
        case .filled: "filled"
        case .cancelled: "cancelled"
        }
    }
}
