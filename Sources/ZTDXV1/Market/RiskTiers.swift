import Desks
import Dialects
import MarginEngine
import Wire

/// The ladder of risk tiers, in both parts of the API.
enum RiskTiers {
    /// The ladder of risk tiers; the call is ours.
    static func list(_ call: Call) throws(Failure) -> Answer {
        try .aboutSymbol(of: call) { body, instrument, desk in
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

    /// The risk tiers in Binance's shape: of one symbol or of all, an array either way.
    /// https://docs.p99.world/futures/usdt-margined/trades-rest/leverage-brackets
    static func brackets(_ call: Call, _ login: Login) throws(Failure) -> Answer {
        let symbol = call.parameters["symbol"]
        return .desk { desk throws(Failure) in
            let instruments = try desk.engine.tradedInstruments(symbol)
            return .array { list in
                for instrument in instruments { list.object { $0.writeBrackets(instrument, desk.engine) } }
            }
        }
    }
}

extension Engine {
    /// The ladder of risk tiers that the venue's accounts have in an instrument.
    func tiers(in instrument: InstrumentID) -> [RiskTier] { terms(instrument, .ztdx).map { tiers(of: $0) } ?? [] }

    /// The greatest position value that a leverage allows.
    func maxNotional(_ instrument: InstrumentID, _ leverage: Leverage) -> Money {
        terms(instrument, .ztdx).flatMap { tiers(of: $0).last { $0.maxLeverage >= leverage }?.limit } ?? .zero
    }
}

extension JSONWriter {
    fileprivate mutating func writeBrackets(_ instrument: InstrumentID, _ engine: borrowing Engine) {
        member("symbol", engine[instrument].symbol.text)
        memberArray("brackets") { list in
            var floor = Money.zero
            for (index, tier) in engine.tiers(in: instrument).enumerated() {
                list.object { row in
                    row.member("bracket", index + 1)
                    row.member("initialLeverage", tier.maxLeverage.whole)
                    row.member("notionalCap", tier.limit.text)
                    row.member("notionalFloor", floor.text)
                    row.member("maintMarginRatio", tier.maintenanceRate.text)
                    row.member("cum", tier.deduction.text)
                }
                floor = tier.limit
            }
        }
    }
}
