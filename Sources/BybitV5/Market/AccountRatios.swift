import Desks
import Dialects
import MarginEngine
import Wire

/// `GET /v5/market/account-ratio`: how many holders are net long and net short. Who held what is not kept: the last full
/// period is told, as holders are now. https://bybit-exchange.github.io/docs/v5/market/long-short-ratio
struct AccountRatios: PublicCall {
    private let category: Category
    private let symbol: String
    private let periodMs: Int64
    private let span: ClosedRange<Int64>
    private let cursor: UInt64?

    init(_ parameters: Parameters) throws(ReturnCode) {
        category = try parameters.contractCategory()
        symbol = try parameters.required("symbol")
        periodMs = 60_000 * (try OpenInterests.minutes(of: "period", parameters))
        span = try parameters.span()
        _ = try parameters.limit(upTo: 500, default: 50)
        cursor = try parameters.cursor()
    }

    func perform(on desk: inout Desk) throws(ReturnCode) -> Answer {
        let instrument = try desk.engine.contract(symbol, category)
        let holdings = desk.engine.openHoldings(in: instrument)
        let longs = Int64(holdings.count { $0.long.size > $0.short.size })
        let shorts = Int64(holdings.count { $0.short.size > $0.long.size })
        let timeMs = desk.venueTimeMs - desk.venueTimeMs % periodMs
        let isTold = longs + shorts > 0 && span.contains(timeMs) && cursor == nil
        return Answer { result in
            result.memberArray("list") { list in
                guard isTold else { return }
                let hundredths = 10_000 * longs / (longs + shorts)
                list.object { row in
                    row.member("symbol", symbol)
                    row.member("buyRatio", Rate(units: hundredths * Self.basisPoint).text)
                    row.member("sellRatio", Rate(units: (10_000 - hundredths) * Self.basisPoint).text)
                    row.member("timestamp", "\(timeMs)")
                }
            }
            result.member("nextPageCursor", "")
        }
    }

    private static let basisPoint = Rate.one.units / 10_000
}
