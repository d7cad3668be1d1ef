import Desks
import Dialects
import MarginEngine
import Wire

/// `GET /v5/account/borrow-history`: what loans cost, hour by hour, the newest first. BYBIT-CALL-20.
/// https://bybit-exchange.github.io/docs/v5/account/borrow-history
struct BorrowHistory: PrivateCall {
    private let uid: UInt64
    private let currency: String?
    private let window: HistoryWindow
    private let limit: Int
    private let cursor: UInt64?

    init(_ parameters: Parameters, by caller: Login) throws(ReturnCode) {
        uid = caller.uid
        currency = try parameters.text("currency")
        window = try HistoryWindow(parameters, usualDays: 30, longestDays: 30)
        limit = try parameters.limit(upTo: 50, default: 20)
        cursor = try parameters.cursor()
    }

    func perform(on desk: inout Desk) throws(ReturnCode) -> Answer {
        let span = try window.span(on: desk)
        let assets = Set(try desk.engine.assets(named: currency))
        let all = desk.engine.account(uid: uid).map { desk.history.interests(of: $0) } ?? []
        let meant = all.filter { assets.contains($0.asset) && span.contains($0.timeMs) }
        let page = Page(
            of: meant.sorted { $0.number > $1.number }, limit: limit, after: cursor, key: \.number, isFalling: true)
        var rows: [(charge: InterestCharge, coin: String)] = []
        for charge in page.rows { rows.append((charge, desk.engine[charge.asset].name.text)) }
        return Answer { result in
            result.member("nextPageCursor", page.nextCursor)
            result.memberArray("list") { list in
                for (charge, coin) in rows { list.object { charge.write(to: &$0, coin) } }
            }
        }
    }
}

extension InterestCharge {
    /// Its own among those of an account: of one instant the coins that were listed first come first.
    fileprivate var number: UInt64 { UInt64(timeMs) << 8 | UInt64(UInt8.max - asset.index) }

    fileprivate func write(to row: inout JSONWriter, _ coin: String) {
        row.member("currency", coin)
        row.member("createdTime", timeMs)
        row.member("borrowCost", cost.text)
        row.member("hourlyBorrowRate", hourlyRate.text)
        row.member("InterestBearingBorrowSize", (borrowed - exempt).text)
        row.member("costExemption", exempt.interest(at: hourlyRate).text)
        row.member("borrowAmount", borrowed.text)
        row.member("unrealisedLoss", unrealisedLoss.text)
        row.member("freeBorrowedAmount", exempt.text)
    }
}
