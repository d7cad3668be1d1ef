import Desks
import Wire

/// `GET /v5/market/funding/history`. https://bybit-exchange.github.io/docs/v5/market/history-fund-rate
///
/// The venue keeps no past funding rates: the list is empty.
struct FundingHistory: PublicCall {
    private let category: Category
    private let symbol: String

    init(_ parameters: Parameters) throws(ReturnCode) {
        category = try parameters.contractCategory()
        symbol = try parameters.required("symbol")
        _ = try parameters.limit(upTo: 200, default: 200)
        let start = try parameters.integer("startTime")
        let end = try parameters.integer("endTime")
        guard start == nil || end != nil else { throw .invalid("endTime") }
        _ = try parameters.span()
    }

    func perform(on desk: inout Desk) throws(ReturnCode) -> Answer {
        _ = try desk.engine.contract(symbol, category)
        return Answer { result in
            result.member("category", category.rawValue)
            result.memberArray("list") { _ in }
        }
    }
}
