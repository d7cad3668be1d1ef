import Desks
import Dialects
import MarginEngine
import Wire

/// Candles. The oldest comes first, the last one is the present one.
enum Klines {
    static func list(_ call: Call) throws(Failure) -> Answer {
        let interval = call.parameters["interval"] ?? "1m"
        guard let length = Self.lengths[interval] else { throw .invalid("interval") }
        let limit = try call.parameters.count("limit", 1...1_000, default: 100)
        return try .aboutSymbol(of: call) { body, instrument, desk in
            let candles = desk.candles(of: instrument, length, limit: limit)
            body.member("interval", interval)
            body.memberArray("klines") { list in
                for candle in candles {
                    list.object { row in
                        row.member("open_time", candle.startMs)
                        row.member("open", candle.open.text)
                        row.member("high", candle.high.text)
                        row.member("low", candle.low.text)
                        row.member("close", candle.close.text)
                        row.member("volume", candle.volume.text)
                        row.member("turnover", candle.turnover.text)
                    }
                }
            }
        }
    }

    private static let lengths: [String: CandleLength] = [
        "1m": .minutes(1), "3m": .minutes(3), "5m": .minutes(5), "15m": .minutes(15), "30m": .minutes(30),
        "1h": .minutes(60), "2h": .minutes(120), "4h": .minutes(240), "6h": .minutes(360), "12h": .minutes(720),
        "1d": .minutes(1_440),
    ]
}
