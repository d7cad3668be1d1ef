import Desks
import Dialects
import MarginEngine
import Wire

/// Mark and index price, in both parts of the API.
enum Prices {
    static func mark(_ call: Call) throws(Failure) -> Answer {
        try .aboutSymbol(of: call) { body, instrument, desk in
            body.member("mark_price", desk.engine[instrument].mark.text)
            body.member("timestamp", desk.venueTimeMs)
        }
    }

    static func index(_ call: Call) throws(Failure) -> Answer {
        try .aboutSymbol(of: call) { body, instrument, desk in
            body.member("index_price", desk.engine[instrument].index.text)
            body.member("timestamp", desk.venueTimeMs)
        }
    }

    static func premiumIndex(_ call: Call) throws(Failure) -> Answer {
        .eachSymbol(of: call) { $0.writePremiumIndex($1, $2) }
    }
}

extension JSONWriter {
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
