import MarginEngine

/// What a new order asks for: an order of its own, or a stop that closes the position whole. ZTDX-MODE-36, and
/// ZTDX-CALL-2 for what it does not read.
enum OrderRequest: Sendable {
    case order(OrderTerms)
    case stop(StopRequest)

    init(_ parameters: Parameters) throws(Failure) {
        let side = try Self.side(try parameters.required("side"))
        let type = try OrderType(try parameters.required("type"))
        guard (parameters["positionSide"] ?? "BOTH") == "BOTH" else { throw .oneWayOnly }
        if try parameters.flag("closePosition") {
            self = .stop(try StopRequest(side, type, parameters))
        } else {
            self = .order(try OrderTerms(side, type, parameters))
        }
    }

    private static func side(_ text: String) throws(Failure) -> Side {
        switch text {
        case "BUY": .buy
        case "SELL": .sell
        default: throw .invalidSide
        }
    }
}
