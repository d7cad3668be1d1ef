import Desks
import Dialects
import MarginEngine
import Wire

extension ChannelName {
    /// The owner of the channels that need no login.
    static let everybody = "public"

    /// What a public channel tells; nil when there is no such channel or no such contract.
    func feed(in engine: borrowing Engine) -> (any Feed)? {
        guard !isCoin, let id, let type = ProductType(rawValue: productType.uppercased()),
            let contract = try? engine.contract(named: id, of: type)
        else { return nil }
        switch channel {
        case "ticker": return TickerChannel(self, contract.id)
        case "trade": return TradeChannel(self, contract.id)
        case "books": return BookChannel(self, contract.id, depth: 400, tellsChanges: true)
        case "books1": return BookChannel(self, contract.id, depth: 1, tellsChanges: false)
        case "books5": return BookChannel(self, contract.id, depth: 5, tellsChanges: false)
        case "books15": return BookChannel(self, contract.id, depth: 15, tellsChanges: false)
        default: return CandleChannel(self, contract.id)
        }
    }
}

/// `ticker`: https://www.bitget.com/api-doc/contract/websocket/public/Tickers-Channel
struct TickerChannel: Feed {
    private let name: ChannelName
    private let instrument: InstrumentID

    init(_ name: ChannelName, _ instrument: InstrumentID) {
        self.name = name
        self.instrument = instrument
    }

    var key: String { name.key(ChannelName.everybody) }
    var subject: FeedSubject { .instrument(instrument) }

    mutating func opening(_ desk: borrowing Desk) -> [[UInt8]] { messages(desk) }

    mutating func news(_ events: [Event], _ desk: borrowing Desk) -> [[UInt8]] { messages(desk) }

    private func messages(_ desk: borrowing Desk) -> [[UInt8]] {
        guard let contract = desk.engine.contract(instrument) else { return [] }
        let row = TickerRow(contract, desk, timeMs: desk.wallMs)
        let data = JSONWriter.bytes { json in json.object { row.writePush(to: &$0) } }
        return [name.push("snapshot", timeMs: desk.wallMs, rows: [data])]
    }
}

/// `trade`: https://www.bitget.com/api-doc/contract/websocket/public/New-Trades-Channel
struct TradeChannel: Feed {
    private let name: ChannelName
    private let instrument: InstrumentID
    /// How many of the last trades it opens with.
    private static let opened = 50

    init(_ name: ChannelName, _ instrument: InstrumentID) {
        self.name = name
        self.instrument = instrument
    }

    var key: String { name.key(ChannelName.everybody) }
    var subject: FeedSubject { .instrument(instrument) }

    mutating func opening(_ desk: borrowing Desk) -> [[UInt8]] {
        let rows = desk.market.trades(of: instrument).prefix(Self.opened).map { trade in
            Self.row(trade.number, trade.price, trade.quantity, trade.takerSide, timeMs: trade.timeMs)
        }
        return rows.isEmpty ? [] : [name.push("snapshot", timeMs: desk.wallMs, rows: rows)]
    }

    mutating func news(_ events: [Event], _ desk: borrowing Desk) -> [[UInt8]] {
        let rows = Tape.trades(in: events, on: instrument).map { trade in
            Self.row(trade.trade, trade.price, trade.quantity, trade.takerSide, timeMs: trade.timeMs)
        }
        return rows.isEmpty ? [] : [name.push("update", timeMs: desk.wallMs, rows: rows.reversed())]
    }

    private static func row(
        _ number: UInt64, _ price: Price, _ quantity: Quantity, _ side: Side, timeMs: Int64
    ) -> [UInt8] {
        JSONWriter.bytes { json in
            json.object { json in
                json.member("ts", String(timeMs))
                json.member("price", price.text)
                json.member("size", quantity.text)
                json.member("side", side.word)
                json.member("tradeId", WireID.text(number))
            }
        }
    }
}

/// `candle…`: https://www.bitget.com/api-doc/contract/websocket/public/Candlesticks-Channel
struct CandleChannel: Feed {
    private let name: ChannelName
    private let instrument: InstrumentID
    private let length: CandleLength
    /// The candle that was told last; nil before anybody joined.
    private var told: Candles.Candle?

    /// Nil for a channel of another name, or a length that is not offered.
    init?(_ name: ChannelName, _ instrument: InstrumentID) {
        guard name.channel.hasPrefix("candle") else { return nil }
        guard let length = CandleLength(granularity: String(name.channel.dropFirst("candle".count))) else { return nil }
        self.name = name
        self.instrument = instrument
        self.length = length
    }

    var key: String { name.key(ChannelName.everybody) }
    /// A candle begins though nothing happens.
    var subject: FeedSubject { .venue }

    mutating func opening(_ desk: borrowing Desk) -> [[UInt8]] {
        let candles = desk.candles(of: instrument, length, limit: 500)
        told = candles.last
        return [message("snapshot", candles, desk)]
    }

    mutating func news(_ events: [Event], _ desk: borrowing Desk) -> [[UInt8]] {
        let latest = desk.candles(of: instrument, length, limit: 2)
        guard let told, let present = latest.last, present != told else { return [] }
        self.told = present
        return [message("update", latest.filter { $0.startMs >= told.startMs && $0 != told }, desk)]
    }

    private func message(_ action: String, _ candles: [Candles.Candle], _ desk: borrowing Desk) -> [UInt8] {
        let instrument = desk.engine[instrument]
        let settlePrice = Int128(desk.engine.usdPrice(of: instrument.settle).units)
        let rows = candles.map { candle in
            let volumes = instrument.volumes(of: candle)
            let usd = DecimalText.write(units: mulDiv(candle.turnover.units, settlePrice, unitsInOne, .down))
            return JSONWriter.bytes { json in
                json.array { row in
                    row.value(String(candle.startMs))
                    for price in [candle.open, candle.high, candle.low, candle.close] { row.value(price.text) }
                    for volume in [volumes.base, volumes.quote, usd] { row.value(volume) }
                }
            }
        }
        return name.push(action, timeMs: desk.wallMs, rows: rows)
    }
}
