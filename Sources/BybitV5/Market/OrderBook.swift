import Desks
import MarginEngine
import Wire

/// `GET /v5/market/orderbook`. https://bybit-exchange.github.io/docs/v5/market/orderbook
struct OrderBook: PublicCall {
    private let category: Category
    private let symbol: String
    private let limit: Int
    private let receivedMs: Int64

    init(_ parameters: Parameters) throws(ReturnCode) {
        category = try parameters.contractCategory()
        symbol = try parameters.required("symbol")
        limit = try parameters.limit(upTo: 1_000, default: 25)
        receivedMs = parameters.receivedMs
    }

    func perform(on desk: inout Desk) throws(ReturnCode) -> Answer {
        let id = try desk.engine.contract(symbol, category)
        let instrument = desk.engine[id]
        let bids = desk.engine.depth(id, .buy, limit: limit)
        let asks = desk.engine.depth(id, .sell, limit: limit)
        return Answer { result in
            result.member("s", symbol)
            result.memberArray("b") { Self.write(bids, to: &$0) }
            result.memberArray("a") { Self.write(asks, to: &$0) }
            result.member("ts", receivedMs)
            result.member("u", instrument.bookVersion)
            result.member("seq", instrument.bookVersion)
            result.member("cts", desk.engine.timeMs)
        }
    }

    private static func write(_ levels: [(price: Price, quantity: Quantity)], to list: inout JSONWriter) {
        for level in levels {
            list.array { row in
                row.value(level.price.text)
                row.value(level.quantity.text)
            }
        }
    }
}
