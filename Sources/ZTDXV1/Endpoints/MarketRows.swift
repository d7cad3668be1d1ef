import Desks
import Dialects
import HTTP1
import MarginEngine
import Wire

/// What anyone may ask in the style of the account calls. The paths are the venue's (older documentation,
/// market/overview), the members ours: its pages do not show them.
enum MarketRows {
    static func list(_ call: Call) throws(Failure) -> Answer {
        .desk { desk in
            .object { body in
                body.memberArray("markets") { list in
                    for instrument in desk.engine.tradedInstruments {
                        list.object { $0.writeMarket(instrument, desk.engine) }
                    }
                }
            }
        }
    }

    static func config(_ call: Call) throws(Failure) -> Answer {
        try about(call) { body, instrument, desk in
            let row = desk.engine[instrument]
            let terms = desk.engine.terms(instrument, .ztdx)
            body.member("tick_size", row.tick.text)
            body.member("step_size", row.step.text)
            body.member("min_price", row.minPrice.text)
            body.member("max_price", row.maxPrice.text)
            body.member("min_size", row.minQuantity.text)
            body.member("max_limit_size", row.maxLimitQuantity.text)
            body.member("max_market_size", row.maxMarketQuantity.text)
            body.member("min_notional", row.minNotional.text)
            body.member("max_leverage", terms?.maxLeverage.whole ?? 0)
            body.member("maker_fee", terms?.makerFee.text ?? "0")
            body.member("taker_fee", terms?.takerFee.text ?? "0")
            body.member("funding_interval", row.fundingIntervalMs)
        }
    }

    /// The ladder of risk tiers; the call is ours.
    static func tiers(_ call: Call) throws(Failure) -> Answer {
        try about(call) { body, instrument, desk in
            body.memberArray("tiers") { list in
                for (index, tier) in desk.engine.tiers(in: instrument).enumerated() {
                    list.object { row in
                        row.member("tier", index + 1)
                        row.member("notional_cap", tier.limit.text)
                        row.member("maint_margin_ratio", tier.maintenanceRate.text)
                        row.member("max_leverage", tier.maxLeverage.whole)
                        row.member("cum", tier.deduction.text)
                    }
                }
            }
        }
    }

    static func markPrice(_ call: Call) throws(Failure) -> Answer {
        try about(call) { body, instrument, desk in
            body.member("mark_price", desk.engine[instrument].mark.text)
            body.member("timestamp", desk.venueTimeMs)
        }
    }

    static func indexPrice(_ call: Call) throws(Failure) -> Answer {
        try about(call) { body, instrument, desk in
            body.member("index_price", desk.engine[instrument].index.text)
            body.member("timestamp", desk.venueTimeMs)
        }
    }

    static func ticker(_ call: Call) throws(Failure) -> Answer {
        try about(call) { body, instrument, desk in
            let row = desk.engine[instrument]
            let day = DaySummary(instrument, desk)
            body.member("last_price", row.last.text)
            body.member("mark_price", row.mark.text)
            body.member("index_price", row.index.text)
            body.memberOptional("best_bid", day.bestBid?.price.text)
            body.memberOptional("best_ask", day.bestAsk?.price.text)
            body.member("open_24h", day.candle.open.text)
            body.member("high_24h", day.candle.high.text)
            body.member("low_24h", day.candle.low.text)
            body.member("volume_24h", day.candle.volume.text)
            body.member("turnover_24h", day.candle.turnover.text)
            body.member("change_percent_24h", day.changePercent)
            body.member("open_interest", row.openInterest.text)
            body.member("funding_rate", row.fundingRate.text)
            body.member("next_funding_time", row.nextFundingMs)
            body.member("timestamp", desk.venueTimeMs)
        }
    }

    static func orderBook(_ call: Call) throws(Failure) -> Answer {
        let depth = try call.parameters.count("depth", 1...1_000, default: 20)
        return try about(call) { body, instrument, desk in
            body.writeSides(BookSides(instrument, depth, desk.engine))
            body.member("timestamp", desk.venueTimeMs)
        }
    }

    static func trades(_ call: Call) throws(Failure) -> Answer {
        let limit = try call.parameters.count("limit", 1...MarketHistory.Kept.trades, default: 100)
        return try about(call) { body, instrument, desk in
            body.memberArray("trades") { list in
                for trade in desk.market.trades(of: instrument).prefix(limit) {
                    list.object { row in
                        row.member("id", String(trade.number))
                        row.member("price", trade.price.text)
                        row.member("amount", trade.quantity.text)
                        row.member("side", trade.takerSide == .buy ? "buy" : "sell")
                        row.member("timestamp", trade.timeMs)
                    }
                }
            }
        }
    }

    /// The oldest first, the last one being the present one.
    static func klines(_ call: Call) throws(Failure) -> Answer {
        let interval = call.parameters["interval"] ?? "1m"
        guard let length = Self.lengths[interval] else { throw .invalid("interval") }
        let limit = try call.parameters.count("limit", 1...1_000, default: 100)
        return try about(call) { body, instrument, desk in
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

    static func fundingRates(_ call: Call) throws(Failure) -> Answer {
        let page = try Page(call.parameters)
        return try about(call) { body, instrument, desk in
            let all = desk.market.fundings(of: instrument)
            body.memberArray("rates") { list in
                for funding in page.rows(of: all) {
                    list.object { row in
                        row.member("funding_rate", funding.rate.text)
                        row.member("funding_time", funding.timeMs)
                    }
                }
            }
            body.member("total", all.count)
        }
    }

    static func insuranceFund(_ call: Call) throws(Failure) -> Answer {
        try about(call) { body, instrument, desk in
            let asset = desk.engine[instrument].settle
            body.member("token", desk.engine[asset].name.text)
            body.member("balance", desk.engine.insuranceFund(asset).text)
            body.member("timestamp", desk.venueTimeMs)
        }
    }

    private static let lengths: [String: CandleLength] = [
        "1m": .minutes(1), "3m": .minutes(3), "5m": .minutes(5), "15m": .minutes(15), "30m": .minutes(30),
        "1h": .minutes(60), "2h": .minutes(120), "4h": .minutes(240), "6h": .minutes(360), "12h": .minutes(720),
        "1d": .minutes(1_440),
    ]

    /// An object about the symbol that the call names, which is its first member.
    private static func about(
        _ call: Call, _ write: @escaping @Sendable (inout JSONWriter, InstrumentID, borrowing Desk) -> Void
    ) throws(Failure) -> Answer {
        let symbol = try call.parameters.required("symbol")
        return .desk { desk throws(Failure) in
            let instrument = try desk.engine.tradedInstrument(symbol)
            return .object { body in
                body.member("symbol", symbol)
                write(&body, instrument, desk)
            }
        }
    }
}

extension Engine {
    /// The ladder of risk tiers that the venue's accounts have in an instrument.
    func tiers(in instrument: InstrumentID) -> [RiskTier] { terms(instrument, .ztdx).map { tiers(of: $0) } ?? [] }
}

extension JSONWriter {
    fileprivate mutating func writeMarket(_ instrument: InstrumentID, _ engine: borrowing Engine) {
        let row = engine[instrument]
        member("symbol", row.symbol.text)
        member("base_asset", row.base.text)
        member("quote_asset", row.quote.text)
        member("status", "trading")
        member("mark_price", row.mark.text)
        member("index_price", row.index.text)
        member("last_price", row.last.text)
        member("max_leverage", engine.terms(instrument, .ztdx)?.maxLeverage.whole ?? 0)
    }

    /// Two lists of pairs of price and quantity, the best first.
    mutating func writeSides(_ sides: BookSides) {
        member("bids", sides.bids)
        member("asks", sides.asks)
    }
}
