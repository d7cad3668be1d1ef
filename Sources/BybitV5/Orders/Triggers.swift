import Desks
import Dialects
import MarginEngine

extension Parameters {
    /// `triggerPrice` with its direction and the price it watches, the last one by default; nil for an order that is
    /// live at once.
    func trigger() throws(ReturnCode) -> Trigger? {
        guard let price = try optionalPrice("triggerPrice") else { return nil }
        let direction: Trigger.Direction
        switch try integer("triggerDirection") {
        case 1: direction = .rising
        case 2: direction = .falling
        default: throw .invalid("triggerDirection")
        }
        return Trigger(price: price, kind: try priceKind("triggerBy"), direction: direction)
    }

    /// A price; nil when it is absent or "0", which stands for none.
    func optionalPrice(_ name: String) throws(ReturnCode) -> Price? {
        guard let price = try decimal(name, as: Price.self), price != .zero else { return nil }
        guard price > .zero else { throw .invalid(name) }
        return price
    }

    /// Which price is watched; the last one by default.
    func priceKind(_ name: String) throws(ReturnCode) -> PriceKind {
        guard let text = try text(name) else { return .last }
        guard let kind = PriceKind(wireName: text) else { throw .invalid(name) }
        return kind
    }
}

extension Trigger {
    /// Refuses a trigger that would be met as soon as it is set: it is meant to wait.
    func require(unmetIn instrument: Instrument) throws(ReturnCode) {
        let current = instrument.price(kind)
        guard isMet(at: current) else { return }
        throw .triggerAlreadyMet(self, at: current)
    }

    /// `triggerDirection`.
    var wireDirection: Int { direction == .rising ? 1 : 2 }
}

/// `triggerBy`. https://bybit-exchange.github.io/docs/v5/enum#triggerby
extension PriceKind {
    init?(wireName: String) {
        switch wireName {
        case "LastPrice": self = .last
        case "IndexPrice": self = .index
        case "MarkPrice": self = .mark
        default: return nil
        }
    }

    var wireName: String {
        switch self {
        case .last: "LastPrice"
        case .index: "IndexPrice"
        case .mark: "MarkPrice"
        }
    }
}
