import Desks
import Dialects
import MarginEngine
import Wire

/// Who is long, who is short, and who takes: BITGET-CALL-9.
extension Market {
    /// Get Futures Active Long Short Account Data: https://www.bitget.com/api-doc/common/apidata/Account-Long-Short
    static func accountLongShort(_ call: Call) throws(Failure) -> Answer {
        ratios(call, long: "longAccountRatio", short: "shortAccountRatio", longToShort: "longShortAccountRatio") { _ in
            1
        }
    }

    /// Get Futures Active Long Short Position Data: https://www.bitget.com/api-doc/common/apidata/Position-Long-Short
    static func positionLongShort(_ call: Call) throws(Failure) -> Answer {
        ratios(
            call, long: "longPositionRatio", short: "shortPositionRatio", longToShort: "longShortPositionRatio",
            weight: size)
    }

    /// Get Futures Long and Short Ratio Data, of positions: https://www.bitget.com/api-doc/common/apidata/Long-Short
    static func longShort(_ call: Call) throws(Failure) -> Answer {
        ratios(call, long: "longRatio", short: "shortRatio", longToShort: "longShortRatio", weight: size)
    }

    /// Get Futures Active Buy Sell Volume Data, of the last 30 periods, the oldest first:
    /// https://www.bitget.com/api-doc/common/apidata/Taker-Buy-Sell
    static func takerVolumes(_ call: Call) throws(Failure) -> Answer {
        .desk { desk throws(Failure) in
            let contract = try desk.engine.contract(named: try call.parameters.required("symbol"))
            let periodMs = try call.parameters.periodMs()
            let lastMs = desk.venueTimeMs - desk.venueTimeMs % periodMs
            let trades = desk.market.trades(of: contract.id)
            return .array { json in
                for number in 0..<Int64(30) {
                    let startMs = lastMs - (29 - number) * periodMs
                    let traded = trades.filter { startMs..<startMs + periodMs ~= $0.timeMs }
                    json.object { json in
                        json.member("buyVolume", traded.volume(.buy).text)
                        json.member("sellVolume", traded.volume(.sell).text)
                        json.member("ts", String(startMs))
                    }
                }
            }
        }
    }

    private static func size(_ position: Position) -> Int128 { Int128(position.size.units) }

    /// The one row of now under these names: nothing is kept of what was. None while nobody has a position.
    private static func ratios(
        _ call: Call, long: StaticString, short: StaticString, longToShort: StaticString,
        weight: @escaping @Sendable (Position) -> Int128
    ) -> Answer {
        .desk { desk throws(Failure) in
            let contract = try desk.engine.contract(named: try call.parameters.required("symbol"))
            let periodMs = try call.parameters.periodMs()
            let sentiment = Sentiment(of: desk.engine.openHoldings(in: contract.id), weight)
            let timeMs = desk.venueTimeMs
            return .array { json in
                guard !sentiment.isEmpty else { return }
                json.object { json in
                    json.member(long, sentiment.long)
                    json.member(short, sentiment.short)
                    json.member(longToShort, sentiment.longToShort)
                    json.member("ts", String(timeMs - timeMs % periodMs))
                }
            }
        }
    }
}

/// How much of all users' positions in a contract is long, and how much short. The house and the fund have no opinion.
private struct Sentiment {
    private var longs: Int128 = 0
    private var shorts: Int128 = 0

    init(of holdings: [Holding], _ weight: (Position) -> Int128) {
        for holding in holdings {
            if holding.long.isOpen { longs += weight(holding.long) }
            if holding.short.isOpen { shorts += weight(holding.short) }
        }
    }

    var isEmpty: Bool { longs + shorts == 0 }
    var long: String { quotient(longs, longs + shorts) }
    var short: String { quotient(shorts, longs + shorts) }
    /// 0 while nobody is short.
    var longToShort: String { quotient(longs, shorts) }

    /// Cut to four decimals, as the venue shows ratios.
    private func quotient(_ part: Int128, _ whole: Int128) -> String {
        guard whole > 0 else { return "0" }
        return DecimalText.write(units: mulDiv(part, 10_000, whole, .down) * (unitsInOne / 10_000))
    }
}

extension [MarketHistory.Trade] {
    fileprivate func volume(_ taker: Side) -> Quantity {
        reduce(.zero) { $1.takerSide == taker ? $0 + $1.quantity : $0 }
    }
}

extension Parameters {
    fileprivate func periodMs() throws(Failure) -> Int64 {
        let minutes: Int64 =
            try choice(
                "period",
                [
                    "5m": 5, "15m": 15, "30m": 30, "1h": 60, "2h": 120, "4h": 240, "6h": 360, "12h": 720, "1d": 1_440,
                    "1dutc": 1_440,
                ]) ?? 5
        return minutes * 60_000
    }
}
