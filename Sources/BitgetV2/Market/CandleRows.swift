import Desks
import MarginEngine
import Wire

extension Call {
    /// Get Candlestick Data: https://www.bitget.com/api-doc/contract/market/Get-Candle-Data
    func candles(_ desk: inout Desk) throws(Failure) -> [UInt8] {
        let kind: PriceKind? = try parameters.choice("kLineType", ["market": .last, "mark": .mark, "index": .index])
        return try candles(kind ?? .last, atMost: 1_000, desk)
    }

    /// Get Historical Candlestick: https://www.bitget.com/api-doc/contract/market/Get-History-Candle-Data
    func pastCandles(_ desk: inout Desk) throws(Failure) -> [UInt8] {
        try candles(.last, atMost: 200, desk)
    }

    /// Get Historical Mark Price Candlestick:
    /// https://www.bitget.com/api-doc/contract/market/Get-History-Mark-Candle-Data
    func markCandles(_ desk: inout Desk) throws(Failure) -> [UInt8] {
        try candles(.mark, atMost: 200, desk)
    }

    /// Get Historical Index Price Candlestick:
    /// https://www.bitget.com/api-doc/contract/market/Get-History-Index-Candle-Data
    func indexCandles(_ desk: inout Desk) throws(Failure) -> [UInt8] {
        try candles(.index, atMost: 200, desk)
    }

    private func candles(_ kind: PriceKind, atMost most: Int, _ desk: borrowing Desk) throws(Failure) -> [UInt8] {
        let contract = try namedContract(in: desk.engine)
        let lengthMs = try candleLengthMs()
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
            contract.id, lengthMs: lengthMs, nowMs: min(desk.venueTimeMs, endMs),
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

    /// The one parameter whose case matters: `1m` is a minute, `1M` a month. Months have no one length and are not
    /// offered; all others begin by UTC, whether they are called so or not.
    private func candleLengthMs() throws(Failure) -> Int64 {
        let text = try parameters.required("granularity")
        let name = text.hasSuffix("utc") ? String(text.dropLast(3)) : text
        guard let minutes = Self.minutes[name] else { throw .verificationFailed }
        return minutes * 60_000
    }

    static let minutes: [String: Int64] = [
        "1m": 1, "3m": 3, "5m": 5, "15m": 15, "30m": 30, "1H": 60, "2H": 120, "4H": 240, "6H": 360, "12H": 720,
        "1D": 1_440, "3D": 4_320, "1W": 10_080,
    ]
}
