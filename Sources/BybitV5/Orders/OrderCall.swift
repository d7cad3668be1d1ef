import Desks
import Dialects
import MarginEngine
import Wire

/// A call that does one thing with one order, alone or among others in a batch.
protocol OrderCall: PrivateCall {
    /// True when a batch tells the time at which it was done.
    static var isCreation: Bool { get }

    /// Does it, and returns whose order it was.
    func carryOut(on desk: inout Desk) throws(ReturnCode) -> OrderName
}

/// How the venue and its client call an order.
struct OrderName {
    let id: OrderID
    let link: InlineText
}

extension OrderCall {
    static var isCreation: Bool { false }

    func perform(on desk: inout Desk) throws(ReturnCode) -> Answer {
        let name = try carryOut(on: &desk)
        return Answer { result in
            result.member("orderId", Identifiers.text(name.id))
            result.member("orderLinkId", name.link.text)
        }
    }
}
