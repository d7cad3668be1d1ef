import Desks
import Dialects
import HTTP1
import MarginEngine
import Wire

extension Answer {
    /// An object about the symbol that the call names, which is its first member.
    static func aboutSymbol(
        of call: Call, _ write: @escaping @Sendable (inout JSONWriter, InstrumentID, borrowing Desk) -> Void
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

    /// The symbol that the call names as an object, or all as an array.
    static func eachSymbol(
        of call: Call, _ write: @escaping @Sendable (inout JSONWriter, InstrumentID, borrowing Desk) -> Void
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
