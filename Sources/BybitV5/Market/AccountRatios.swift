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
        let (longs, shorts) = desk.engine.holders(of: instrument)
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

extension Engine {
    /// How many clients' margin accounts are net long and how many net short in a contract.
    fileprivate func holders(of instrument: InstrumentID) -> (longs: Int64, shorts: Int64) {
        var (longs, shorts): (Int64, Int64) = (0, 0)
        let venueOwned = [owner(of: house), owner(of: insurance)]
        for index in 0..<accountCount {
            let id = AccountID(index: Int32(index))
            guard !venueOwned.contains(id) else { continue }
            for marginAccount in Set([self[id].main, self[id].inverse]) {
                let holding = holding(marginAccount, instrument)
                if holding.long.size > holding.short.size { longs += 1 }
                if holding.short.size > holding.long.size { shorts += 1 }
            }
        }
        return (longs, shorts)
    }
}
