import Desks
import Dialects
import MarginEngine
import Wire

extension Market {
    /// Get Candlestick Data: https://www.bitget.com/api-doc/contract/market/Get-Candle-Data
    static func candles(_ call: Call) throws(Failure) -> Answer {
        .desk { desk throws(Failure) in
            let kind: PriceKind? = try call.parameters.choice(
                "kLineType", ["market": .last, "mark": .mark, "index": .index])
            return try candles(call, kind ?? .last, atMost: 1_000, desk)
        }
    }

    /// Get Historical Candlestick: https://www.bitget.com/api-doc/contract/market/Get-History-Candle-Data
    static func pastCandles(_ call: Call) throws(Failure) -> Answer {
        .desk { desk throws(Failure) in
            try candles(call, .last, atMost: 200, desk)
        }
    }

    /// Get Historical Mark Price Candlestick:
    /// https://www.bitget.com/api-doc/contract/market/Get-History-Mark-Candle-Data
    static func markCandles(_ call: Call) throws(Failure) -> Answer {
        .desk { desk throws(Failure) in
            try candles(call, .mark, atMost: 200, desk)
        }
    }

    /// Get Historical Index Price Candlestick:
    /// https://www.bitget.com/api-doc/contract/market/Get-History-Index-Candle-Data
    static func indexCandles(_ call: Call) throws(Failure) -> Answer {
        .desk { desk throws(Failure) in
            try candles(call, .index, atMost: 200, desk)
        }
    }

    private static func candles(
        _ call: Call, _ kind: PriceKind, atMost most: Int, _ desk: borrowing Desk
    ) throws(Failure) -> Payload {
        let parameters = call.parameters
        let contract = try parameters.marketContract(in: desk.engine)
        let length = try parameters.candleLength()
        let startMs = try parameters.instantMs("startTime") ?? 0
        let endMs = try parameters.instantMs("endTime") ?? .max
        let limit = try parameters.count("limit", 1...most, default: 100)
        let all =
            switch kind {
            case .last: desk.candles
            case .mark: desk.market.marks
            case .index: desk.market.indexes
            }
        let candles = all.list(
            contract.id, length, nowMs: min(desk.venueTimeMs, endMs),
            last: contract.instrument.price(kind), limit: limit)
        return Payload.array { json in
            for candle in candles where candle.startMs >= startMs {
                let volumes = contract.instrument.volumes(of: candle)
                json.array { json in
                    json.value(String(candle.startMs))
                    json.value(candle.open.text)
                    json.value(candle.high.text)
                    json.value(candle.low.text)
                    json.value(candle.close.text)
                    json.value(volumes.base)
                    json.value(volumes.quote)
                }
            }
        }
    }
}

extension Parameters {
    /// The one parameter whose case matters: `1m` is a minute, `1M` a month.
    fileprivate func candleLength() throws(Failure) -> CandleLength {
        guard let length = CandleLength(granularity: try required("granularity")) else {
            throw .verificationFailed
        }
        return length
    }
}

extension CandleLength {
    /// The length of a granularity; nil for an unknown one. All candles begin by UTC, whether called so or not.
    init?(granularity: String) {
        let length: CandleLength? =
            switch granularity {
            case "1m": .minutes(1)
            case "3m": .minutes(3)
            case "5m": .minutes(5)
            case "15m": .minutes(15)
            case "30m": .minutes(30)
            case "1H": .minutes(60)
            case "2H": .minutes(120)
            case "4H": .minutes(240)
            case "6H", "6Hutc": .minutes(360)
            case "12H", "12Hutc": .minutes(720)
            case "1D", "1Dutc": .minutes(1_440)
            case "3D", "3Dutc": .minutes(4_320)
            case "1W", "1Wutc": .week
            case "1M", "1Mutc": .month
            default: nil
            }
        guard let length else { return nil }
        self = length
    }
}
