import Desks
import Dialects
import MarginEngine
import Wire

/// The leverage of a symbol. https://docs.p99.world/futures/usdt-margined/trades-rest/leverage
enum Leverages {
    /// Sets the leverage of all that is opened from now on. The leverage an instrument has already is no error.
    static func change(_ call: Call, _ login: Login) throws(Failure) -> Answer {
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
}

extension Desk {
    /// Sets the leverage of an instrument in both modes. The leverage it has already is no error.
    mutating func setLeverage(
        _ leverage: Leverage, _ account: MarginAccountID, _ instrument: InstrumentID
    ) throws(Failure) {
        switch apply(.setLeverage(account, instrument, LeverageChange(leverage))) {
        case .accepted, .placed, .refused(.leverageUnchanged): return
        case .refused(let refusal): throw Failure(refusal, of: .leverage(leverage))
        }
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
