import Desks
import Dialects
import MarginEngine
import Wire

/// `kline.{interval}.{symbol}`: the present candle whenever something has changed, and the one before it once more
/// when it is over. https://bybit-exchange.github.io/docs/v5/websocket/public/kline
struct KlineFeed: Feed {
    private let place: FeedPlace
    private let name: String
    private let interval: CandleLength
    /// The candle that was told last; nil before anybody joined.
    private var told: Candles.Candle?

    init(_ place: FeedPlace, _ interval: CandleLength, named name: String) {
        self.place = place
        self.interval = interval
        self.name = name
    }

    var key: String { place.key }
    /// A candle ends though nothing happens.
    var subject: FeedSubject { .venue }

    mutating func opening(_ desk: borrowing Desk) -> [[UInt8]] {
        guard let present = desk.candles(of: place.instrument, interval, limit: 1).last else { return [] }
        told = present
        return [message(present, isOver: false, desk)]
    }

    mutating func news(_ events: [Event], _ desk: borrowing Desk) -> [[UInt8]] {
        let latest = desk.candles(of: place.instrument, interval, limit: 2)
        guard let told, let present = latest.last, present != told else { return [] }
        self.told = present
        guard let over = latest.first, over.startMs == told.startMs, over.startMs != present.startMs else {
            return [message(present, isOver: false, desk)]
        }
        return [message(over, isOver: true, desk), message(present, isOver: false, desk)]
    }

    private func message(_ candle: Candles.Candle, isOver: Bool, _ desk: borrowing Desk) -> [UInt8] {
        let timeMs = desk.venueTimeMs
        let data = JSONWriter.bytes { json in
            json.array { list in
                list.object { row in
                    row.member("start", candle.startMs)
                    row.member("end", interval.end(from: candle.startMs) - 1)
                    row.member("interval", name)
                    row.member("open", candle.open.text)
                    row.member("close", candle.close.text)
                    row.member("high", candle.high.text)
                    row.member("low", candle.low.text)
                    row.member("volume", candle.volume.text)
                    row.member("turnover", candle.turnover.text)
                    row.member("confirm", isOver)
                    row.member("timestamp", timeMs)
                }
            }
        }
        return place.message("snapshot", desk, data: data)
    }
}
