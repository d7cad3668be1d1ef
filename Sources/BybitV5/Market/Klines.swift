import Desks
import Dialects
import MarginEngine
import Wire

/// `GET /v5/market/kline`: candles of traded prices, the newest first.
/// https://bybit-exchange.github.io/docs/v5/market/kline
struct Klines: PublicCall {
    private let query: KlineQuery

    init(_ parameters: Parameters) throws(ReturnCode) {
        query = try KlineQuery(parameters)
    }

    func perform(on desk: inout Desk) throws(ReturnCode) -> Answer {
        guard let instrument = try query.contract(in: desk.engine) else { return query.answer([]) }
        let candles = query.candles(desk.candles, of: instrument, last: desk.engine[instrument].last, on: desk)
        return query.answer(candles) { candle, row in
            row.value(candle.volume.text)
            row.value(candle.turnover.text)
        }
    }
}

/// `GET /v5/market/mark-price-kline`, `index-price-kline`, `premium-index-price-kline`: candles of prices that were set.
/// https://bybit-exchange.github.io/docs/v5/market/mark-kline
struct PriceKlines<Series: PriceSeries>: PublicCall {
    private let query: KlineQuery

    init(_ parameters: Parameters) throws(ReturnCode) {
        query = try KlineQuery(parameters)
        guard Series.categories.contains(query.category) else { throw .illegalCategory }
    }

    func perform(on desk: inout Desk) throws(ReturnCode) -> Answer {
        guard let instrument = try query.contract(in: desk.engine) else { return query.answer([]) }
        let present = Series.present(desk.engine[instrument])
        return query.answer(query.candles(Series.past(desk.market), of: instrument, last: present, on: desk))
    }
}

/// A price that is not traded but set.
protocol PriceSeries {
    /// The products that have it.
    static var categories: Set<Category> { get }

    static func past(_ market: MarketHistory) -> Candles
    static func present(_ instrument: Instrument) -> Price
}

enum MarkPrices: PriceSeries {
    static let categories: Set<Category> = [.linear, .inverse, .option]
    static func past(_ market: MarketHistory) -> Candles { market.marks }
    static func present(_ instrument: Instrument) -> Price { instrument.mark }
}

enum IndexPrices: PriceSeries {
    static let categories: Set<Category> = [.linear, .inverse]
    static func past(_ market: MarketHistory) -> Candles { market.indexes }
    static func present(_ instrument: Instrument) -> Price { instrument.index }
}

enum PremiumIndexes: PriceSeries {
    static let categories: Set<Category> = [.linear]
    static func past(_ market: MarketHistory) -> Candles { market.premiums }
    static func present(_ instrument: Instrument) -> Price { instrument.premium }
}

/// Which candles are asked for.
private struct KlineQuery {
    let category: Category
    private let symbol: String
    private let interval: CandleLength
    /// Where the candle begins that holds the start asked for.
    private let startMs: Int64?
    private let endMs: Int64?
    private let limit: Int

    init(_ parameters: Parameters) throws(ReturnCode) {
        let isCategoryGiven = try parameters.text("category") != nil
        category = isCategoryGiven ? try parameters.category() : .linear
        symbol = try parameters.required("symbol")
        guard let interval = CandleLength(interval: try parameters.required("interval")) else {
            throw .invalid("interval")
        }
        self.interval = interval
        startMs = try parameters.time("start").map { interval.start(holding: $0) }
        endMs = try parameters.time("end")
        limit = try parameters.limit(upTo: 1_000, default: 200)
    }

    /// Nil for a product that the venue does not list, HOUSE-15.
    func contract(in engine: borrowing Engine) throws(ReturnCode) -> InstrumentID? {
        try engine.contracts(category, symbol: symbol).first
    }

    /// The oldest first: with a start alone those from there on, otherwise the last ones.
    /// - Parameter last: the price before the first one that is known.
    func candles(
        _ series: Candles, of instrument: InstrumentID, last: Price, on desk: borrowing Desk
    ) -> [Candles.Candle] {
        let lastMs = min(desk.venueTimeMs, endMs ?? .max)
        let starts =
            if let startMs, endMs == nil {
                interval.starts(from: startMs, upTo: lastMs, limit: limit)
            } else {
                interval.starts(upTo: lastMs, limit: limit).filter { $0 >= startMs ?? 0 }
            }
        return series.list(instrument, interval, startsMs: starts, last: last)
    }

    func answer(
        _ candles: [Candles.Candle], _ more: (Candles.Candle, inout JSONWriter) -> Void = { _, _ in }
    ) -> Answer {
        Answer { result in
            result.member("category", category.rawValue)
            result.member("symbol", symbol)
            result.memberArray("list") { list in
                for candle in candles.reversed() {
                    list.array { row in
                        row.value("\(candle.startMs)")
                        for price in [candle.open, candle.high, candle.low, candle.close] { row.value(price.text) }
                        more(candle, &row)
                    }
                }
            }
        }
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
