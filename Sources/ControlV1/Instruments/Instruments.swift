import Desks
import Dialects
import HTTP1
import MarginEngine
import Wire

/// Instruments and what may be changed about them.
enum Instruments {
    static func list(_ call: Call) throws(ControlFailure) -> Answer {
        .desk { desk in
            .object { body in
                body.memberArray("instruments") { list in
                    for instrument in desk.engine.instruments {
                        list.object { $0.write(instrument, desk.engine) }
                    }
                }
            }
        }
    }

    /// Sets mark and index price; without an index price both are the mark price.
    static func setPrices(_ call: Call) throws(ControlFailure) -> Answer {
        let symbol = call[.symbol]
        let members = try call.members("mark", "index")
        let (mark, index) = try controlled { () throws(InvalidMember) in
            let mark: Price = try members.decimal("mark")
            return (mark, members.has("index") ? try members.decimal("index") : mark)
        }
        return .desk { desk throws(ControlFailure) in
            let instrument = try desk.instrument(symbol)
            try desk.accept(.setPrices(instrument, mark: mark, index: index))
            return .object { $0.write(instrument, desk.engine) }
        }
    }

    /// Sets the funding rate, HOUSE-8, and whether the house quotes the instrument.
    static func change(_ call: Call) throws(ControlFailure) -> Answer {
        let symbol = call[.symbol]
        let members = try call.members("fundingRate", "bookOnly")
        let (rate, bookOnly) = try controlled { () throws(InvalidMember) in
            (
                members.has("fundingRate") ? try members.decimal("fundingRate") as Rate : nil,
                members.has("bookOnly") ? try members.flag("bookOnly", or: false) : nil
            )
        }
        return .desk { desk throws(ControlFailure) in
            let instrument = try desk.instrument(symbol)
            if let rate { try desk.accept(.setFundingRate(instrument, rate)) }
            if let bookOnly { try desk.accept(.setBookOnly(instrument, bookOnly)) }
            return .object { $0.write(instrument, desk.engine) }
        }
    }
}

extension JSONWriter {
    fileprivate mutating func write(_ instrument: InstrumentID, _ engine: borrowing Engine) {
        let row = engine[instrument]
        member("symbol", row.symbol.text)
        member("payoff", row.payoff.word)
        member("base", row.base.text)
        member("quote", row.quote.text)
        member("settle", engine[row.settle].name.text)
        member("tick", row.tick.text)
        member("markStep", row.markStep.text)
        member("step", row.step.text)
        member("minPrice", row.minPrice.text)
        member("maxPrice", row.maxPrice.text)
        member("mark", row.mark.text)
        member("index", row.index.text)
        member("last", row.last.text)
        member("fundingRate", row.fundingRate.text)
        member("nextFundingMs", row.nextFundingMs)
        member("openInterest", row.openInterest.text)
        member("bookOnly", row.bookOnly)
    }
}
