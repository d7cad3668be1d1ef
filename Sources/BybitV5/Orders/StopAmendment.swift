import MarginEngine

/// What an amendment says of a take-profit or a stop-loss that an order brings along; what it leaves out stays.
/// https://bybit-exchange.github.io/docs/v5/order/amend-order
struct StopAmendment {
    private let names: StopNames
    /// Zero to remove it; nil when it is not named.
    private let price: Price?
    private let kind: PriceKind?
    private let limit: Price?
    private let mode: StopMode?

    fileprivate init(_ names: StopNames, _ parameters: Parameters) throws(ReturnCode) {
        self.names = names
        price = try parameters.decimal(names.price, as: Price.self)
        guard price ?? .zero >= .zero else { throw .invalid(names.price) }
        kind = try parameters.text(names.kind) == nil ? nil : try parameters.priceKind(names.kind)
        limit = try parameters.optionalPrice(names.limit)
        mode = try parameters.text("tpslMode") == nil ? nil : try parameters.stopMode()
    }

    /// True when the stop is to be set, changed or removed.
    var isAsked: Bool { price != nil || kind != nil || limit != nil }

    /// The change of an order's stop; of an order without one only a price makes one.
    func change(of present: PositionStop?, closing quantity: Quantity) throws(ReturnCode) -> StopChange {
        guard isAsked else { return .keep }
        if price == .zero { return .remove }
        guard let price = price ?? present?.price else { throw .invalid(names.price) }
        let mode = mode ?? (present.map { $0.quantity == .zero ? .full : .partial } ?? .full)
        guard limit == nil || mode == .partial else { throw .invalid(names.limit) }
        return .set(
            PositionStop(
                price: price, kind: kind ?? present?.kind ?? .last, quantity: mode == .full ? .zero : quantity,
                limit: mode == .full ? .zero : limit ?? present?.limit ?? .zero))
    }
}

extension Parameters {
    func stopAmendment(_ names: StopNames) throws(ReturnCode) -> StopAmendment { try StopAmendment(names, self) }
}

extension StopChange {
    /// The stop to be set; nil when none is.
    var stop: PositionStop? {
        if case .set(let stop) = self { stop } else { nil }
    }
}
