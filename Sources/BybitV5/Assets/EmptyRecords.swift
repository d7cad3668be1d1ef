import Desks
import Dialects
import Wire

/// Records of money that came in or went out by a chain or from another user; this venue has neither. HOUSE-15.
/// https://bybit-exchange.github.io/docs/v5/asset/deposit/deposit-record
struct TransferRecords<Kind: TransferRecordKind>: PrivateCall {
    init(_ parameters: Parameters, by caller: Login) throws(ReturnCode) {
        try Kind.check(parameters)
        try parameters.requireThirtyDays()
        _ = try parameters.limit(upTo: 50, default: 50)
    }

    func perform(on desk: inout Desk) throws(ReturnCode) -> Answer {
        Answer(message: "success") { result in
            result.memberArray("rows") { _ in }
            result.member("nextPageCursor", "")
        }
    }
}

/// What tells one kind of records from another: only what has to be asked for.
protocol TransferRecordKind {
    static func check(_ parameters: Parameters) throws(ReturnCode)
}

/// `GET /v5/asset/deposit/query-record` and `/v5/asset/deposit/query-internal-record`.
enum OwnDeposits: TransferRecordKind {
    static func check(_ parameters: Parameters) throws(ReturnCode) {}
}

/// `GET /v5/asset/deposit/query-sub-member-record`.
enum SubAccountDeposits: TransferRecordKind {
    static func check(_ parameters: Parameters) throws(ReturnCode) { _ = try parameters.required("subMemberId") }
}

/// `GET /v5/asset/withdraw/query-record`. https://bybit-exchange.github.io/docs/v5/asset/withdraw/withdraw-record
enum Withdrawals: TransferRecordKind {
    static func check(_ parameters: Parameters) throws(ReturnCode) {
        switch try parameters.integer("withdrawType") {
        case nil, 0, 1, 2: break
        default: throw .invalid("withdrawType")
        }
    }
}

/// `GET /v5/asset/settlement-record`: sessions in which the profit of USDC contracts was paid out. There are none here:
/// a position keeps its entry price, and its profit is paid when it is closed.
/// https://bybit-exchange.github.io/docs/v5/asset/settlement
struct SettlementRecords: PrivateCall {
    private let category: Category
    private let symbol: String?

    init(_ parameters: Parameters, by caller: Login) throws(ReturnCode) {
        category = try parameters.contractCategory()
        guard category == .linear else { throw .illegalCategory }
        symbol = try parameters.text("symbol")
        try parameters.requireThirtyDays()
        _ = try parameters.limit(upTo: 50, default: 20)
        _ = try parameters.cursor()
    }

    func perform(on desk: inout Desk) throws(ReturnCode) -> Answer {
        _ = try desk.engine.contracts(category, symbol: symbol)
        return Answer { result in
            result.member("category", category.rawValue)
            result.member("nextPageCursor", "")
            result.memberArray("list") { _ in }
        }
    }
}

extension Parameters {
    /// A span of time of so many days at most, where both of its ends are given.
    fileprivate func requireThirtyDays() throws(ReturnCode) {
        let span = try span()
        let end = try text("endTime")
        guard end == nil || span.lowerBound == 0 || span.upperBound - span.lowerBound <= 30 * 86_400_000 else {
            throw .invalid("endTime")
        }
    }
}
