import Desks
import Dialects
import HTTP1
import MarginEngine
import Wire

/// What anyone may ask. https://docs.p99.world/futures/usdt-margined/market-rest/exchange-info
enum Markets {
    static func ping(_ call: Call) throws(Failure) -> Answer {
        .now(.object { _ in })
    }

    /// Wire time, since clients set their clocks by it to sign.
    static func time(_ call: Call) throws(Failure) -> Answer {
        .now(.object { $0.member("serverTime", call.wireTimeMs) })
    }

    /// The same in the style of `/api/v1`; the venue documents none there.
    static func serverTime(_ call: Call) throws(Failure) -> Answer {
        .now(.object { $0.member("server_time", call.wireTimeMs) })
    }

    static func exchangeInfo(_ call: Call) throws(Failure) -> Answer {
        let wireTimeMs = call.wireTimeMs
        return .desk { desk in
            .object { body in
                body.member("timezone", "UTC")
                body.member("serverTime", wireTimeMs)
                body.memberArray("rateLimits") { limits in
                    limits.writeLimit("REQUEST_WEIGHT", Throttle.weightLimit)
                    limits.writeLimit("ORDERS", Throttle.orderLimit)
                }
                body.memberArray("exchangeFilters") { _ in }
                body.memberArray("symbols") { symbols in
                    for instrument in desk.engine.tradedInstruments {
                        symbols.object { $0.writeSymbol(instrument, desk.engine) }
                    }
                }
            }
        }
    }

    static func premiumIndex(_ call: Call) throws(Failure) -> Answer {
        each(call) { $0.writePremiumIndex($1, $2) }
    }

    /// The symbol that the call names as an object, or all as an array.
    static func each(
        _ call: Call, _ write: @escaping @Sendable (inout JSONWriter, InstrumentID, borrowing Desk) -> Void
    ) -> Answer {
        let symbol = call.parameters["symbol"]
        return .desk { desk throws(Failure) in
            if let symbol {
                let instrument = try desk.engine.tradedInstrument(symbol)
                return .object { write(&$0, instrument, desk) }
            }
            return .array { list in
                for instrument in desk.engine.tradedInstruments { list.object { write(&$0, instrument, desk) } }
            }
        }
    }
}

extension JSONWriter {
    fileprivate mutating func writeLimit(_ name: String, _ limit: RateLimit) {
        object { row in
            row.member("rateLimitType", name)
            row.member("interval", "MINUTE")
            row.member("intervalNum", limit.windowMs / 60_000)
            row.member("limit", limit.calls)
        }
    }

    fileprivate mutating func writeSymbol(_ instrument: InstrumentID, _ engine: borrowing Engine) {
        let row = engine[instrument]
        let terms = engine.terms(instrument, .ztdx)
        member("symbol", row.symbol.text)
        member("pair", row.symbol.text)
        member("contractType", "PERPETUAL")
        member("status", "TRADING")
        member("baseAsset", row.base.text)
        member("quoteAsset", row.quote.text)
        member("marginAsset", engine[row.settle].name.text)
        member("pricePrecision", row.tick.decimals)
        member("quantityPrecision", row.step.decimals)
        member("baseAssetPrecision", 8)
        member("quotePrecision", 8)
        member("maxLeverage", terms?.maxLeverage.whole ?? 0)
        memberArray("filters") { $0.writeFilters(row) }
        memberArray("orderTypes") { types in
            ["LIMIT", "MARKET", "STOP", "STOP_MARKET", "TAKE_PROFIT", "TAKE_PROFIT_MARKET"].forEach { types.value($0) }
        }
        memberArray("timeInForce") { times in ["GTC", "IOC", "FOK", "GTX"].forEach { times.value($0) } }
    }

    /// In the venue's fixed order.
    private mutating func writeFilters(_ row: Instrument) {
        object { filter in
            filter.member("filterType", "PRICE_FILTER")
            filter.member("minPrice", row.minPrice.text)
            filter.member("maxPrice", row.maxPrice.text)
            filter.member("tickSize", row.tick.text)
        }
        for (name, most) in [("LOT_SIZE", row.maxLimitQuantity), ("MARKET_LOT_SIZE", row.maxMarketQuantity)] {
            object { filter in
                filter.member("filterType", name)
                filter.member("minQty", row.minQuantity.text)
                filter.member("maxQty", most.text)
                filter.member("stepSize", row.step.text)
            }
        }
        object { filter in
            filter.member("filterType", "MIN_NOTIONAL")
            filter.member("notional", row.minNotional.text)
        }
    }

    /// Market data carries venue time.
    fileprivate mutating func writePremiumIndex(_ instrument: InstrumentID, _ desk: borrowing Desk) {
        let row = desk.engine[instrument]
        member("symbol", row.symbol.text)
        member("markPrice", row.mark.text)
        member("indexPrice", row.index.text)
        member("estimatedSettlePrice", row.index.text)
        member("lastFundingRate", row.fundingRate.text)
        member("nextFundingTime", row.nextFundingMs)
        member("interestRate", "0.0001")
        member("time", desk.venueTimeMs)
    }
}
