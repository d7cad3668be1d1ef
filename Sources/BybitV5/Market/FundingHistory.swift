import Desks
import Dialects
import MarginEngine
import Wire

/// `GET /v5/market/funding/history`: the rates that were charged, the newest first.
/// https://bybit-exchange.github.io/docs/v5/market/history-fund-rate
struct FundingHistory: PublicCall {
    private let category: Category
    private let symbol: String
    private let limit: Int
    private let span: ClosedRange<Int64>

    init(_ parameters: Parameters) throws(ReturnCode) {
        category = try parameters.contractCategory()
        symbol = try parameters.required("symbol")
        limit = try parameters.limit(upTo: 200, default: 200)
        let start = try parameters.integer("startTime")
        let end = try parameters.integer("endTime")
        guard start == nil || end != nil else { throw .invalid("endTime") }
        span = try parameters.span()
    }

    func perform(on desk: inout Desk) throws(ReturnCode) -> Answer {
        let instrument = try desk.engine.contract(symbol, category)
        let fundings = desk.market.fundings(of: instrument).filter { span.contains($0.timeMs) }.prefix(limit)
        return Answer { result in
            result.member("category", category.rawValue)
            result.memberArray("list") { list in
                for funding in fundings {
                    list.object { row in
                        row.member("symbol", symbol)
                        row.member("fundingRate", funding.rate.text)
                        row.member("fundingRateTimestamp", "\(funding.timeMs)")
                    }
                }
            }
        }
    }
}
