import Desks
import Dialects
import MarginEngine
import Wire

/// The order book, in both parts of the API.
enum OrderBook {
    static func read(_ call: Call) throws(Failure) -> Answer {
        let depth = try call.parameters.count("depth", 1...1_000, default: 20)
        return try .aboutSymbol(of: call) { body, instrument, desk in
            body.writeSides(BookSides(instrument, depth, desk.engine))
            body.member("timestamp", desk.venueTimeMs)
        }
    }

    static func depth(_ call: Call) throws(Failure) -> Answer {
        let symbol = try call.parameters.required("symbol")
        let depth = try call.parameters.count("limit", 1...1_000, default: 500)
        return .desk { desk throws(Failure) in
            let instrument = try desk.engine.tradedInstrument(symbol)
            return .object { body in
                body.member("lastUpdateId", desk.engine[instrument].bookVersion)
                body.member("E", desk.venueTimeMs)
                body.member("T", desk.venueTimeMs)
                body.writeSides(BookSides(instrument, depth, desk.engine))
            }
        }
    }
}

extension JSONWriter {
    /// Two lists of pairs of price and quantity, the best first.
    fileprivate mutating func writeSides(_ sides: BookSides) {
        member("bids", sides.bids)
        member("asks", sides.asks)
    }
}
