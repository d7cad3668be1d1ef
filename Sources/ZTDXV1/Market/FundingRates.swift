import Desks
import Dialects
import MarginEngine
import Wire

/// The funding rates that were charged.
enum FundingRates {
    static func list(_ call: Call) throws(Failure) -> Answer {
        let page = try Page(call.parameters)
        return try .aboutSymbol(of: call) { body, instrument, desk in
            let all = desk.market.fundings(of: instrument)
            body.memberArray("rates") { list in
                for funding in page.rows(of: all) {
                    list.object { row in
                        row.member("funding_rate", funding.rate.text)
                        row.member("funding_time", funding.timeMs)
                    }
                }
            }
            body.member("total", all.count)
        }
    }
}
