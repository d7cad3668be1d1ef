import Desks
import Dialects
import HTTP1
import MarginEngine
import Wire

/// Positions and their settings. https://docs.p99.world/futures/usdt-margined/trades-rest/position-risk
enum Positions {
    /// The row of one symbol, or those of all.
    static func risk(_ call: Call, _ login: Login) throws(Failure) -> Answer {
        let symbol = call.parameters["symbol"]
        return .desk { desk throws(Failure) in
            var instruments = desk.engine.tradedInstruments
            if let symbol { instruments = [try desk.engine.tradedInstrument(symbol)] }
            return .array { list in
                for instrument in instruments {
                    list.object { $0.writePosition(login.account.main, instrument, desk.engine) }
                }
            }
        }
    }

    /// Sets the leverage of all that is opened from now on. The leverage an instrument has already is no error.
    static func setLeverage(_ call: Call, _ login: Login) throws(Failure) -> Answer {
        let symbol = try call.parameters.required("symbol")
        let leverage = try call.parameters.leverage("leverage")
        return .desk { desk throws(Failure) in
            let instrument = try desk.engine.tradedInstrument(symbol)
            try desk.setLeverage(leverage, login.account.main, instrument)
            return .object { body in
                body.member("leverage", leverage.whole)
                body.member("maxNotionalValue", desk.engine.maxNotional(instrument, leverage).text)
                body.member("symbol", symbol)
            }
        }
    }

    /// The risk tiers in Binance's shape: of one symbol or of all, an array either way.
    /// https://docs.p99.world/futures/usdt-margined/trades-rest/leverage-brackets
    static func brackets(_ call: Call, _ login: Login) throws(Failure) -> Answer {
        let symbol = call.parameters["symbol"]
        return .desk { desk throws(Failure) in
            var instruments = desk.engine.tradedInstruments
            if let symbol { instruments = [try desk.engine.tradedInstrument(symbol)] }
            return .array { list in
                for instrument in instruments { list.object { $0.writeBrackets(instrument, desk.engine) } }
            }
        }
    }

    /// ZTDX-MODE-37: `/fapi` knows cross margin only, whatever mode the account has.
    /// https://docs.p99.world/futures/usdt-margined/account/margin-type
    static func readMarginType(_ call: Call, _ login: Login) throws(Failure) -> Answer {
        let symbol = try call.parameters.required("symbol")
        return .desk { desk throws(Failure) in
            _ = try desk.engine.tradedInstrument(symbol)
            return .object { body in
                body.member("symbol", symbol)
                body.member("marginType", "CROSSED")
            }
        }
    }

    static func setMarginType(_ call: Call, _ login: Login) throws(Failure) -> Answer {
        let symbol = try call.parameters.required("symbol")
        let marginType = try call.parameters.required("marginType")
        return .desk { desk throws(Failure) in
            _ = try desk.engine.tradedInstrument(symbol)
            switch marginType {
            case "CROSSED": return .success
            case "ISOLATED": throw Failure(400, -4046, "No need to change margin type.")
            default: throw Failure(400, -1128, "Combination of optional parameters invalid.")
            }
        }
    }

    static func readMode(_ call: Call, _ login: Login) throws(Failure) -> Answer {
        .now(.object { $0.member("dualSidePosition", false) })
    }

    /// Positions are one-way only. https://docs.p99.world/futures/usdt-margined/account/position-mode
    static func setMode(_ call: Call, _ login: Login) throws(Failure) -> Answer {
        _ = try call.parameters.required("dualSidePosition")
        guard try !call.parameters.flag("dualSidePosition") else { throw .oneWayOnly }
        return .now(.success)
    }
}

extension Response {
    /// What a setting without figures of its own is answered.
    fileprivate static var success: Response {
        .object { body in
            body.member("code", 200)
            body.member("msg", "success")
        }
    }
}

extension Desk {
    /// Sets the leverage of an instrument in both modes. The leverage it has already is no error.
    mutating func setLeverage(
        _ leverage: Leverage, _ account: MarginAccountID, _ instrument: InstrumentID
    ) throws(Failure) {
        switch apply(.setLeverage(account, instrument, LeverageChange(leverage))) {
        case .accepted, .placed, .refused(.leverageUnchanged): return
        case .refused(.leverageOutOfRange), .refused(.leverageAboveTier): throw .invalidLeverage(leverage.text)
        case .refused(let refusal): throw Failure(refusal)
        }
    }
}

extension Engine {
    /// The instruments that the venue's accounts trade.
    var tradedInstruments: [InstrumentID] { instruments(of: .ztdx) }

    /// The greatest position value that a leverage allows.
    func maxNotional(_ instrument: InstrumentID, _ leverage: Leverage) -> Money {
        terms(instrument, .ztdx).flatMap { tiers(of: $0).last { $0.maxLeverage >= leverage }?.limit } ?? .zero
    }
}

extension LeverageChange {
    /// The venue knows one leverage for both modes and sides.
    init(_ leverage: Leverage) { self.init(cross: leverage, isolatedLong: leverage, isolatedShort: leverage) }
}

extension Leverage {
    /// Without its decimals.
    var whole: Int { Int(hundredths) / 100 }

    /// Plain notation: `20`, `12.5`.
    var text: String { DecimalText.write(units: Int64(hundredths) * 1_000_000) }
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

    /// A row of Binance's position list. `marginType` is the venue's constant, whatever the account's mode.
    fileprivate mutating func writePosition(
        _ account: MarginAccountID, _ instrument: InstrumentID, _ engine: borrowing Engine
    ) {
        let holding = engine.holding(account, instrument)
        let mode = engine.mode(of: holding)
        let figures = engine.netPosition(account, instrument)
        let leverage = figures?.leverage ?? holding.leverage(.long, in: mode)
        let position = figures?.position
        let size = position?.size ?? .zero
        let value = figures?.value ?? .zero
        let isShort = figures?.side == .short
        member("symbol", engine[instrument].symbol.text)
        member("positionAmt", (isShort ? -size : size).text)
        member("entryPrice", figures?.averagePrice.text ?? "0")
        member("markPrice", engine[instrument].mark.text)
        member("unRealizedProfit", figures?.unrealised.text ?? "0")
        member("liquidationPrice", figures?.liquidationPrice?.text ?? "0")
        member("leverage", leverage.text)
        member("maxNotionalValue", engine.maxNotional(instrument, leverage).text)
        member("marginType", "cross")
        member("isolatedMargin", position?.margin.text ?? "0")
        member("isAutoAddMargin", "false")
        member("positionSide", "BOTH")
        member("notional", (isShort ? -value : value).text)
        member("isolatedWallet", position?.margin.text ?? "0")
        member("updateTime", position?.updatedMs ?? 0)
    }
}
