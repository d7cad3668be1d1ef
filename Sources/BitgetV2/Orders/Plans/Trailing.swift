import Desks
import Dialects
import MarginEngine

extension Parameters {
    /// How far the price has to turn, in percent: above 0, at most 10.
    func callbackRate(_ name: String) throws(Failure) -> Rate {
        guard let percent = Rate(try required(name)), percent > .zero, percent.units <= 10 * Rate.one.units,
            percent.units.isMultiple(of: 100)
        else { throw .malformed(name) }
        return Rate(units: percent.units / 100)
    }

    /// The moving_plan of place-tpsl-order and modify-tpsl-order. It closes at market.
    func trailingStop(by rate: Rate, _ contract: Contract) throws(Failure) -> TrailingStop {
        guard try optionalPrice("executePrice", of: contract) == nil else { throw .malformed("executePrice") }
        guard let activation = try optionalPrice("triggerPrice", of: contract) else { throw .malformed("triggerPrice") }
        _ = try required("size")
        return TrailingStop(
            .rate(rate), kind: try priceKind("triggerType") ?? .last,
            activation: activation, quantity: try quantity("size", of: contract))
    }
}

extension StoppedPosition {
    func command(_ stop: TrailingStop, _ clientOrderID: InlineText) -> Command {
        .setPositionStops(
            account, contract.id, side, takeProfit: .keep, stopLoss: .keep, trailing: .set(stop),
            clientOrderIDs: StopClientOrderIDs(trailing: clientOrderID))
    }

    /// What a trailing stop is refused for.
    func failure(_ refusal: Refusal, _ stop: TrailingStop) -> Failure {
        let shown = PositionStop(price: stop.activation ?? .zero, kind: stop.kind, quantity: stop.quantity)
        return Failure(refusal, of: .stop(shown, of: side, isProfit: false, on: contract.instrument))
    }
}

extension Order {
    /// Whether it waits, or waited, for a price.
    var isConditional: Bool { trigger != nil || trail != nil }

    /// By how much the price has to turn, in percent; empty where it does not trail by a rate.
    var callbackText: String {
        guard case .rate(let rate) = trail?.trail else { return "" }
        return Rate(units: rate.units * 100).text
    }

    /// The price at which it is triggered or, before it follows the price, becomes active.
    var shownTriggerPrice: Price? { trigger?.price ?? trail?.activation }

    /// Which price that is.
    var shownTriggerKind: PriceKind? { trigger?.kind ?? trail?.kind }
}
