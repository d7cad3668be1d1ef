import Desks
import Dialects
import MarginEngine
import Wire

/// `unified_account` of one login: while the account is unified an update every 2 seconds, and at once whatever moves
/// it on the ladder of statuses. https://docs.p99.world/futures/usdt-margined/unified-margin/websocket
///
/// The venue judges accounts at each of its ticks of 2 s, here they are judged after every event: what happens between
/// two updates comes with an update of its own. ZTDX-MODE-30, ZTDX-MODE-31.
struct AccountFeed: Feed {
    private static let tickMs: Int64 = 2_000

    private let uid: UInt64
    private let owner: AccountID
    private let account: MarginAccountID
    /// What was told last; nil before anybody joined.
    private var told: AccountStatus?
    private var updatedMs: Int64?

    init(_ login: Login) {
        uid = login.uid
        owner = login.accountID
        account = login.account.main
    }

    static func key(_ login: Login) -> String { key(login.uid) }

    var key: String { Self.key(uid) }
    /// Prices move the ratio without an event of the account.
    var subject: FeedSubject { .venue }
    var nextDueMs: Int64? { updatedMs.map { $0 + Self.tickMs } }

    private static func key(_ uid: UInt64) -> String { "ztdx/\(uid)/unified_account" }

    /// ZTDX-MODE-31: an update at once, in isolated mode too, whose figures are then those of the account call.
    mutating func opening(_ desk: borrowing Desk) -> [[UInt8]] {
        if updatedMs == nil { updatedMs = desk.wallMs }
        if told == nil { told = status(desk) }
        return [message(AccountNews(.update, AccountStatus(figures(desk))), desk)]
    }

    mutating func news(_ events: [Event], _ desk: borrowing Desk) -> [[UInt8]] {
        guard let before = told, let updatedMs else { return [] }
        let now = status(desk)
        let isDue = desk.wallMs >= updatedMs + Self.tickMs
        var news = AccountNews.list(
            events.filter { $0.marginAccount == account }, liquidated(in: events, desk), from: before, to: now,
            ratio: Ratio(uniMMRIn: figures(desk)))
        told = now
        guard isDue || !news.isEmpty else { return [] }
        self.updatedMs = desk.wallMs
        if desk.engine.mode(of: account) == .cross { news.insert(AccountNews(.update, now), at: 0) }
        return news.map { message($0, desk) }
    }

    private func figures(_ desk: borrowing Desk) -> UnifiedFigures { desk.engine.unified(account, as: .cross) }

    /// The ladder judges unified accounts only, so that a switch comes from `normal`: ZTDX-MODE-31.
    private func status(_ desk: borrowing Desk) -> AccountStatus {
        desk.engine.mode(of: account) == .cross ? AccountStatus(figures(desk)) : .normal
    }

    /// What a round's events took from the account, in order, each as a text for people.
    private func liquidated(in events: [Event], _ desk: borrowing Desk) -> [String] {
        var orders: Set<OrderID> = []
        for case .execution(let row) in events where row.order.marginAccount == account { orders.insert(row.order.id) }
        guard !orders.isEmpty else { return [] }
        let rows = desk.history.liquidations(of: owner)
            .filter { $0.order.marginMode == .cross && orders.contains($0.order.id) }
        return rows.reversed().map { row in
            let instrument = desk.engine[row.order.instrument]
            let size = instrument.value(of: row.quantity, at: row.mark, .down)
            return "liquidated \(instrument.symbol.text) \(row.side.word) size_usd=\(size.text) pnl=\(row.profit.text)"
        }
    }

    private func message(_ news: AccountNews, _ desk: borrowing Desk) -> [UInt8] {
        let figures = figures(desk)
        let timeMs = desk.wallMs
        return JSONWriter.bytes { json in
            json.object { json in
                json.member("channel", "unified_account")
                json.member("event", news.kind.rawValue)
                json.memberObject("data") { data in
                    data.member("user_address", "\(uid)")
                    data.member("event", news.kind.rawValue)
                    data.uniMMR(figures)
                    data.member("total_equity", figures.totalEquity.text)
                    data.member("available_balance", figures.available.text)
                    data.member("account_status", news.status.rawValue)
                    data.memberOptional("reason", news.reason)
                    if let count = news.ordersCancelled {
                        data.member("orders_cancelled", count)
                    } else {
                        data.memberNull("orders_cancelled")
                    }
                    data.member("timestamp", timeMs)
                }
            }
        }
    }
}
