import Desks
import MarginEngine
import Wire

/// `GET /v5/market/kline`: candles of traded prices, the newest first.
/// https://bybit-exchange.github.io/docs/v5/market/kline
struct Klines: PublicCall {
    /// Minutes of venue time by interval. Weeks and months are longer than the trades that are kept.
    static let minutes: [String: Int64] = [
        "1": 1, "3": 3, "5": 5, "15": 15, "30": 30, "60": 60, "120": 120, "240": 240, "360": 360, "720": 720,
        "D": 1_440,
    ]

    private let category: Category
    private let symbol: String
    private let lengthMs: Int64
    private let startMs: Int64?
    private let endMs: Int64?
    private let limit: Int

    init(_ parameters: Parameters) throws(ReturnCode) {
        let isCategoryGiven = try parameters.text("category") != nil
        category = isCategoryGiven ? try parameters.contractCategory() : .linear
        symbol = try parameters.required("symbol")
        guard let minutes = Self.minutes[try parameters.required("interval")] else { throw .invalid("interval") }
        lengthMs = minutes * 60_000
        startMs = try parameters.time("start")
        endMs = try parameters.time("end")
        limit = try parameters.limit(upTo: 1_000, default: 200)
    }

    func perform(on desk: inout Desk) throws(ReturnCode) -> Answer {
        let id = try desk.engine.contract(symbol, category)
        let candles = desk.candles.list(
            id, lengthMs: lengthMs, nowMs: min(desk.venueTimeMs, lastMs), last: desk.engine[id].last, limit: limit)
        return Answer { result in
            result.member("category", category.rawValue)
            result.member("symbol", symbol)
            result.memberArray("list") { list in
                for candle in candles.reversed() where candle.startMs >= startMs ?? 0 {
                    list.array { row in
                        row.value("\(candle.startMs)")
                        row.value(candle.open.text)
                        row.value(candle.high.text)
                        row.value(candle.low.text)
                        row.value(candle.close.text)
                        row.value(candle.volume.text)
                        row.value(candle.turnover.text)
                    }
                }
            }
        }
    }

    /// Up to when candles are wanted: with a start alone, as many as the limit allows from there.
    private var lastMs: Int64 {
        if let endMs { return endMs }
        guard let startMs else { return .max }
        return startMs + lengthMs * Int64(limit) - 1
    }
}

extension Parameters {
    /// A time in ms; nil when absent.
    fileprivate func time(_ name: String) throws(ReturnCode) -> Int64? {
        guard let timeMs = try integer(name) else { return nil }
        guard (0...Int64(1) << 53).contains(timeMs) else { throw .invalid(name) }
        return timeMs
    }
}
