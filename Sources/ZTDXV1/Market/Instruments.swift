import Desks
import Dialects
import MarginEngine
import Wire

/// What may be traded. https://docs.p99.world/futures/usdt-margined/market-rest/exchange-info
///
/// Under `/api/v1` the paths are the venue's (older documentation, market/overview), the members ours: its pages do not
/// show them. So it is with all calls about markets there.
enum Instruments {
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
        try .aboutSymbol(of: call) { body, instrument, desk in
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
}
