import Desks
import Dialects
import MarginEngine
import Wire

/// `GET /v5/market/recent-trade`: the last trades, the newest first.
/// https://bybit-exchange.github.io/docs/v5/market/recent-trade
struct RecentTrades: PublicCall {
    private let category: Category
    /// Required but of options.
    private let symbol: String?
    private let limit: Int

    init(_ parameters: Parameters) throws(ReturnCode) {
        category = try parameters.category()
        symbol = category == .option ? try parameters.text("symbol") : try parameters.required("symbol")
        limit = try parameters.limit(upTo: 1_000, default: 500)
    }

    func perform(on desk: inout Desk) throws(ReturnCode) -> Answer {
        let instrument = try desk.engine.contracts(category, symbol: symbol).first
        let trades = instrument.map { desk.market.trades(of: $0).prefix(limit) } ?? []
        return Answer { result in
            result.member("category", category.rawValue)
            result.memberArray("list") { list in
                for trade in trades {
                    list.object { row in
                        row.member("execId", Identifiers.text(ofTrade: trade.number))
                        row.member("symbol", symbol ?? "")
                        row.member("price", trade.price.text)
                        row.member("size", trade.quantity.text)
                        row.member("side", trade.takerSide.wireName)
                        row.member("time", "\(trade.timeMs)")
                        row.member("isBlockTrade", false)
                        row.member("isRPITrade", false)
                        row.member("seq", "\(trade.number)")
                    }
                }
            }
        }
    }
}
