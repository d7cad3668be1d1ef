import Desks
import Dialects
import HTTP1
import MarginEngine

/// `dcp.future`, which tells nothing: when the connections of all who follow it are gone for the account's window, its
/// live orders are cancelled. ORDER-33. https://bybit-exchange.github.io/docs/v5/websocket/private/dcp
struct ProtectionFeed: Feed {
    let key: String
    private let login: Login

    init(key: String, of login: Login) {
        self.key = key
        self.login = login
    }

    var subject: FeedSubject { .account(login.accountID) }

    mutating func opening(_ desk: borrowing Desk) -> [[UInt8]] { [] }
    mutating func news(_ events: [Event], _ desk: borrowing Desk) -> [[UInt8]] { [] }

    func lastWill(_ desk: borrowing Desk) -> LastWill? {
        guard let seconds = desk.preferences(of: login.uid).contractWindow else { return nil }
        let nobody = Response(status: 200, body: [])
        let marginAccounts = Set([login.account.main, login.account.inverse])
        return LastWill(
            afterMs: seconds * 1_000,
            work: DeskWork(resultUnknown: nobody) { desk in
                for account in marginAccounts.sorted(by: { $0.index < $1.index }) {
                    _ = desk.apply(.cancelAllOrders(account, .abandoned))
                }
                return nobody
            })
    }
}
