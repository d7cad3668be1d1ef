import MarginEngine

/// ZTDX-MODE-36: a stop for all of the position, whatever its size is then, `closePosition`.
struct StopRequest: Sendable {
    let stop: PositionStop
    let isProfit: Bool
    let clientOrderID: InlineText
    /// The position that an order of this side closes.
    let closed: PositionSide

    /// Binance allows it for the two market types only, and without a quantity.
    init(_ side: Side, _ type: OrderType, _ parameters: Parameters) throws(Failure) {
        guard let condition = type.condition, type.kind == .market else { throw .invalidOrderType }
        for name in ["quantity", "reduceOnly"] where parameters[name] != nil { throw .unwanted(name) }
        try parameters.requireNone(type)
        isProfit = condition == .takeProfit
        closed = side.closes
        clientOrderID = try parameters.newClientOrderID()
        stop = PositionStop(price: try parameters.number("stopPrice"), kind: try parameters.workingPrice())
    }
}
