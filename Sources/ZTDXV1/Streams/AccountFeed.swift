import Desks
import MarginEngine
import Wire

/// `unified_account` of one login: an event whenever the account's figures have changed, prices included.
/// https://docs.p99.world/futures/usdt-margined/unified-margin/websocket
struct AccountFeed: Feed {
    private let uid: UInt64
    private let account: MarginAccountID
    /// What was told last; nil before anybody joined.
    private var told: UnifiedFigures?

    init(_ login: Login) {
        uid = login.uid
        account = login.account.main
    }

    static func key(_ login: Login) -> String { key(login.uid) }

    var key: String { Self.key(uid) }
    /// Prices move the ratio without an event of the account.
    var subject: FeedSubject { .venue }

    private static func key(_ uid: UInt64) -> String { "ztdx/\(uid)/unified_account" }

    mutating func opening(_ desk: borrowing Desk) -> [[UInt8]] {
        let figures = told ?? figures(desk)
        told = figures
        return [message(AccountNews(.update, "subscribed"), figures, desk)]
    }

    mutating func news(_ events: [Event], _ desk: borrowing Desk) -> [[UInt8]] {
        let figures = figures(desk)
        guard let told else { return [] }
        self.told = figures
        let all = AccountNews.list(of: events.filter { $0.marginAccount == account }, from: told, to: figures)
        return all.map { message($0, figures, desk) }
    }

    private func figures(_ desk: borrowing Desk) -> UnifiedFigures { desk.engine.unified(account, as: .cross) }

    private func message(_ news: AccountNews, _ figures: UnifiedFigures, _ desk: borrowing Desk) -> [UInt8] {
        let timeMs = desk.wallMs
        return JSONWriter.bytes { json in
            json.object { json in
                json.member("channel", "unified_account")
                json.member("type", news.kind.rawValue)
                json.memberObject("data") { data in
                    data.member("user_address", "\(uid)")
                    data.member("event", news.kind.rawValue)
                    data.uniMMR(figures)
                    data.member("total_equity", figures.totalEquity.text)
                    data.member("available_balance", figures.available.text)
                    data.member("account_status", AccountStatus(figures).rawValue)
                    data.member("reason", news.reason)
                    data.member("orders_cancelled", news.ordersCancelled)
                    data.member("timestamp", timeMs)
                }
            }
        }
    }
}

/// One thing that happened to an account.
private struct AccountNews {
    enum Kind: String {
        case update
        case marginCall = "margin_call"
        case reduceOnly = "reduce_only"
        case liquidating
        case liquidationStep = "liquidation_step"
        case statusChange = "status_change"
    }

    let kind: Kind
    let reason: String
    let ordersCancelled: Int

    init(_ kind: Kind, _ reason: String, ordersCancelled: Int = 0) {
        self.kind = kind
        self.reason = reason
        self.ordersCancelled = ordersCancelled
    }

    /// What a round did: each step of a liquidation, then a new status or, failing that, new figures.
    /// - Parameter events: the account's own.
    static func list(of events: [Event], from old: UnifiedFigures, to new: UnifiedFigures) -> [AccountNews] {
        var news: [AccountNews] = []
        var cancelled = 0
        for event in events {
            switch event {
            case .liquidation(let step) where step.kind != .ordersCancelled:
                news.append(AccountNews(.liquidationStep, step.kind.word))
            case .order(let order) where order.cause == .liquidation:
                cancelled += 1
            default:
                continue
            }
        }
        let (before, now) = (AccountStatus(old), AccountStatus(new))
        if before != now {
            news.append(AccountNews(kind(of: now, after: before), now.rawValue, ordersCancelled: cancelled))
        } else if old != new, news.isEmpty {
            news.append(AccountNews(.update, events.isEmpty ? "price" : "account", ordersCancelled: cancelled))
        }
        return news
    }

    /// A better status has no name of its own.
    private static func kind(of now: AccountStatus, after before: AccountStatus) -> Kind {
        guard now.rank > before.rank else { return .statusChange }
        switch now {
        case .normal: return .statusChange
        case .firstWarning, .secondWarning: return .marginCall
        case .reduceOnly: return .reduceOnly
        case .liquidating: return .liquidating
        }
    }
}

extension AccountStatus {
    /// The worse, the greater.
    fileprivate var rank: Int {
        switch self {
        case .normal: 0
        case .firstWarning: 1
        case .secondWarning: 2
        case .reduceOnly: 3
        case .liquidating: 4
        }
    }
}

extension LiquidationStep.Kind {
    fileprivate var word: String {
        switch self {
        case .ordersCancelled: "orders_cancelled"
        case .marginAdded: "margin_added"
        case .reduced: "reduced"
        case .takenOver: "taken_over"
        case .deleveraged: "deleveraged"
        case .debtPaid: "debt_paid"
        case .lossSocialised: "loss_socialised"
        }
    }
}
