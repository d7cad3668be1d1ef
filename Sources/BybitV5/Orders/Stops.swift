import MarginEngine

/// Take-profit and stop-loss as orders and positions bring them.
/// https://bybit-exchange.github.io/docs/v5/position/trading-stop
struct Stops {
    var takeProfit: PositionStop?
    var stopLoss: PositionStop?

    /// Refuses prices that the instrument does not have, and a stop that would close the position as soon as it is
    /// open at a price.
    func require(
        sideOf side: PositionSide, of instrument: Instrument, at price: (PriceKind) -> Price
    ) throws(ReturnCode) {
        for (stop, isProfit) in [(takeProfit, true), (stopLoss, false)] {
            guard let stop else { continue }
            let names = isProfit ? StopNames.takeProfit : .stopLoss
            guard instrument.hasPrice(stop.price) else { throw .invalid(names.price) }
            guard stop.limit == .zero || instrument.hasPrice(stop.limit) else { throw .invalid(names.limit) }
            let base = price(stop.kind)
            let mustBeHigher = isProfit == (side == .long)
            guard mustBeHigher ? stop.price > base : stop.price < base else {
                throw .stopOnWrongSide(stop, of: side, isProfit: isProfit, at: base)
            }
        }
    }
}

extension Instrument {
    /// True for a price on the tick and within the range.
    func hasPrice(_ price: Price) -> Bool {
        price.isMultiple(of: tick) && (minPrice...maxPrice).contains(price)
    }
}

/// What the parameters of a take-profit or a stop-loss are called.
struct StopNames {
    let price: String
    let kind: String
    let orderKind: String
    let limit: String
    let size: String

    static let takeProfit = StopNames(
        price: "takeProfit", kind: "tpTriggerBy", orderKind: "tpOrderType", limit: "tpLimitPrice", size: "tpSize")
    static let stopLoss = StopNames(
        price: "stopLoss", kind: "slTriggerBy", orderKind: "slOrderType", limit: "slLimitPrice", size: "slSize")
}

/// `tpslMode`: stops for the whole position, or for parts of it.
enum StopMode: String {
    case full = "Full"
    case partial = "Partial"
}

extension Parameters {
    /// `tpslMode`, the whole position by default.
    func stopMode() throws(ReturnCode) -> StopMode {
        guard let text = try text("tpslMode") else { return .full }
        guard let mode = StopMode(rawValue: text) else { throw .invalid("tpslMode") }
        return mode
    }

    /// One stop; nil when its price is absent or "0". Only a stop of a part may close with a limit order.
    /// - Parameter quantity: what it closes; zero for the whole position.
    func stop(_ names: StopNames, _ mode: StopMode, closing quantity: Quantity) throws(ReturnCode) -> PositionStop? {
        guard let price = try optionalPrice(names.price) else { return nil }
        var limit = Price.zero
        switch try text(names.orderKind) {
        case nil, "Market": break
        case "Limit" where mode == .partial:
            guard let price = try optionalPrice(names.limit) else { throw .invalid(names.limit) }
            limit = price
        default: throw .invalid(names.orderKind)
        }
        return PositionStop(
            price: price, kind: try priceKind(names.kind), quantity: mode == .full ? .zero : quantity, limit: limit)
    }
}

extension Purpose {
    /// `stopOrderType` of a conditional order.
    var wireName: String {
        switch self {
        case .none: "Stop"
        case .takeProfit: "TakeProfit"
        case .stopLoss: "StopLoss"
        case .partialTakeProfit: "PartialTakeProfit"
        case .partialStopLoss: "PartialStopLoss"
        case .trailingStop, .partialTrailingStop: "TrailingStop"
        }
    }

    /// `createType` of a conditional order.
    var wireCreateType: String {
        switch self {
        case .none: "CreateByStopOrder"
        case .takeProfit: "CreateByTakeProfit"
        case .stopLoss: "CreateByStopLoss"
        case .partialTakeProfit: "CreateByPartialTakeProfit"
        case .partialStopLoss: "CreateByPartialStopLoss"
        case .trailingStop, .partialTrailingStop: "CreateByTrailingStop"
        }
    }

    /// `tpslMode` of an order that is attached to a position; nil for others.
    var stopMode: StopMode? {
        switch self {
        case .none: nil
        case .takeProfit, .stopLoss, .trailingStop: .full
        case .partialTakeProfit, .partialStopLoss, .partialTrailingStop: .partial
        }
    }
}
