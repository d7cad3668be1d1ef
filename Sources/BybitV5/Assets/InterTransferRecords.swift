import Desks
import Dialects
import MarginEngine
import Wire

/// `GET /v5/asset/transfer/query-inter-transfer-list`: an account's transfers between its wallets, the newest first.
/// BYBIT-CALL-42.
/// https://bybit-exchange.github.io/docs/v5/asset/transfer/inter-transfer-list
struct InterTransferRecords: PrivateCall {
    private let account: Account
    private let query: TransferQuery
    private let name: String?
    private let coin: String?

    init(_ parameters: Parameters, by caller: Login) throws(ReturnCode) {
        account = caller.account
        query = try TransferQuery(parameters)
        name = try parameters.text("transferId")
        coin = try parameters.text("coin")
    }

    func perform(on desk: inout Desk) throws(ReturnCode) -> Answer {
        let asset = try desk.engine.assets(named: coin)
        let span = try query.window.span(on: desk)
        let meant = desk.transfers(of: account.uid).filter { transfer in
            query.wantsDone && asset.contains(transfer.asset) && (name == nil || transfer.name == name)
                // The page: times count by the second.
                && span.lowerBound / 1_000 <= transfer.timeMs / 1_000
                && transfer.timeMs / 1_000 <= span.upperBound / 1_000
        }
        let page = Page(of: meant, limit: query.limit, after: query.cursor, key: \.number, isFalling: true)
        let coins = page.rows.map { desk.engine[$0.asset].name.text }
        return Answer(message: "success") { result in
            result.memberArray("list") { list in
                for (transfer, coin) in zip(page.rows, coins) {
                    list.object { $0.write(transfer, coin, of: account) }
                }
            }
            result.member("nextPageCursor", page.nextCursor)
        }
    }
}

extension JSONWriter {
    fileprivate mutating func write(_ transfer: WalletTransfer, _ coin: String, of account: Account) {
        member("transferId", transfer.name)
        member("coin", coin)
        member("amount", transfer.amount.text)
        member("fromAccountType", account.wallet(transfer.from)?.rawValue ?? "")
        member("toAccountType", account.wallet(transfer.to)?.rawValue ?? "")
        member("timestamp", "\(transfer.timeMs)")
        member("status", "SUCCESS")
    }
}

/// `GET /v5/asset/transfer/query-universal-transfer-list`: there are none. BYBIT-CALL-41.
/// https://bybit-exchange.github.io/docs/v5/asset/transfer/unitransfer-list
struct UniversalTransferRecords: PrivateCall {
    private let query: TransferQuery

    init(_ parameters: Parameters, by caller: Login) throws(ReturnCode) {
        query = try TransferQuery(parameters)
    }

    func perform(on desk: inout Desk) throws(ReturnCode) -> Answer {
        _ = try query.window.span(on: desk)
        return Answer(message: "success") { result in
            result.memberArray("list") { _ in }
            result.member("nextPageCursor", "")
        }
    }
}

/// `GET /v5/asset/transfer/query-transfer-coin-list`: every coin can be moved.
/// https://bybit-exchange.github.io/docs/v5/asset/transfer/transferable-coin
struct TransferCoins: PrivateCall {
    init(_ parameters: Parameters, by caller: Login) throws(ReturnCode) {
        _ = try parameters.wallets(of: caller.account)
    }

    func perform(on desk: inout Desk) throws(ReturnCode) -> Answer {
        let coins = try desk.engine.assets(named: nil).map { desk.engine[$0].name.text }
        return Answer(message: "success") { result in
            result.memberArray("list") { list in coins.forEach { list.value($0) } }
        }
    }
}

/// What lists of transfers are asked for.
private struct TransferQuery {
    let window: HistoryWindow
    let limit: Int
    let cursor: UInt64?
    /// Every transfer here is done when it is answered.
    let wantsDone: Bool

    init(_ parameters: Parameters) throws(ReturnCode) {
        window = try HistoryWindow(parameters, usualDays: 7)
        limit = try parameters.limit(upTo: 50, default: 20)
        cursor = try parameters.cursor()
        switch try parameters.text("status") {
        case nil, "SUCCESS": wantsDone = true
        case "PENDING", "FAILED": wantsDone = false
        default: throw .invalid("status")
        }
    }
}
