import Desks
import Dialects
import MarginEngine
import Wire

/// The fund behind a symbol's settle asset.
enum InsuranceFund {
    static func read(_ call: Call) throws(Failure) -> Answer {
        try .aboutSymbol(of: call) { body, instrument, desk in
            let asset = desk.engine[instrument].settle
            body.member("token", desk.engine[asset].name.text)
            body.member("balance", desk.engine.insuranceFund(asset).text)
            body.member("timestamp", desk.venueTimeMs)
        }
    }
}
