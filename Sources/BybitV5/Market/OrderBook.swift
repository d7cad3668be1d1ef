import Desks
import Dialects
import MarginEngine
import Wire

/// `GET /v5/market/orderbook`. https://bybit-exchange.github.io/docs/v5/market/orderbook
struct OrderBook: PublicCall {
    private let category: Category
    private let symbol: String
    private let limit: Int
    private let receivedMs: Int64

    init(_ parameters: Parameters) throws(ReturnCode) {
        category = try parameters.category()
        symbol = try parameters.required("symbol")
        limit = try parameters.limit(upTo: 1_000, default: 25)
        receivedMs = parameters.receivedMs
    }

    func perform(on desk: inout Desk) throws(ReturnCode) -> Answer {
        let id = try desk.engine.contracts(category, symbol: symbol).first
        let version = id.map { desk.engine[$0].bookVersion } ?? 0
        let sides = id.map { BookSides($0, limit, desk.engine) }
        return Answer { result in
            result.member("s", symbol)
            result.member("b", sides?.bids ?? [])
            result.member("a", sides?.asks ?? [])
            result.member("ts", receivedMs)
            result.member("u", version)
            result.member("seq", version)
            result.member("cts", desk.engine.timeMs)
        }
    }
}
