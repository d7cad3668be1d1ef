import Desks
import Dialects
import MarginEngine
import Wire

/// What of the loans is asked for by `repay` and `no-convert-repay`. BYBIT-CALL-23.
private struct RepaymentRequest {
    /// All loans have a floating rate.
    enum Kind: String {
        case all = "ALL"
        case fixed = "FIXED"
        case flexible = "FLEXIBLE"
    }

    let coin: String?
    let amount: Money?
    let kind: Kind

    init(_ parameters: Parameters, coin: String?) throws(ReturnCode) {
        self.coin = coin
        switch try parameters.text("amount").map({ DecimalText.read($0) }) {
        case nil: amount = nil
        case .units(let units): amount = Money(units: units)
        case .tooFine: throw .repaymentTooFine
        case .tooLarge, .notANumber: throw .repaymentInvalid
        }
        guard let kind = Kind(rawValue: try parameters.text("repaymentType") ?? Kind.flexible.rawValue) else {
            throw .repaymentInvalid
        }
        self.kind = kind
        guard coin != nil || (amount == nil && kind == .all) else { throw .repaymentInvalid }
    }

    /// Repays; done when it is answered, though what takes all kinds is answered as if it went on.
    func perform(on desk: inout Desk, from marginAccount: MarginAccountID, converting: Bool) throws(ReturnCode)
        -> Answer
    {
        var scope = RepaymentScope.all
        if let coin {
            guard let asset = desk.engine.asset(named: coin) else { throw .loanCoinUnknown }
            scope = .asset(asset, amount)
        }
        guard kind != .fixed else { throw .nothingBorrowed }
        try desk.repay(from: marginAccount, scope, converting: converting, .repayment)
        return Answer(message: "success") { $0.member("resultStatus", kind == .all ? "P" : "SU") }
    }
}

/// `POST /v5/account/repay`. https://bybit-exchange.github.io/docs/v5/account/repay
struct Repay: PrivateCall {
    private let marginAccount: MarginAccountID
    private let request: RepaymentRequest

    init(_ parameters: Parameters, by caller: Login) throws(ReturnCode) {
        marginAccount = caller.account.main
        request = try RepaymentRequest(parameters, coin: parameters.text("coin"))
    }

    func perform(on desk: inout Desk) throws(ReturnCode) -> Answer {
        try request.perform(on: &desk, from: marginAccount, converting: true)
    }
}

/// `POST /v5/account/no-convert-repay`. https://bybit-exchange.github.io/docs/v5/account/no-convert-repay
struct RepayWithoutConversion: PrivateCall {
    private let marginAccount: MarginAccountID
    private let request: RepaymentRequest

    init(_ parameters: Parameters, by caller: Login) throws(ReturnCode) {
        marginAccount = caller.account.main
        request = try RepaymentRequest(parameters, coin: parameters.required("coin"))
    }

    func perform(on desk: inout Desk) throws(ReturnCode) -> Answer {
        try request.perform(on: &desk, from: marginAccount, converting: false)
    }
}

/// `POST /v5/account/quick-repayment`, answered with what went for it.
/// https://bybit-exchange.github.io/docs/v5/account/repay-liability
struct QuickRepayment: PrivateCall {
    private let marginAccount: MarginAccountID
    private let coin: String?

    init(_ parameters: Parameters, by caller: Login) throws(ReturnCode) {
        marginAccount = caller.account.main
        coin = try parameters.text("coin")
    }

    func perform(on desk: inout Desk) throws(ReturnCode) -> Answer {
        var scope = RepaymentScope.all
        if let coin {
            guard let asset = desk.engine.asset(named: coin) else { throw .invalidCoin }
            scope = .asset(asset, nil)
        }
        try desk.repay(from: marginAccount, scope, converting: true, .quickRepayment)
        var used: [(coin: String, quantity: Money)] = []
        for case .balance(let change) in desk.engine.events where change.cause == .repayment && change.change < .zero {
            let name = desk.engine[change.asset].name.text
            if let place = used.firstIndex(where: { $0.coin == name }) {
                used[place].quantity -= change.change
            } else {
                used.append((name, -change.change))
            }
        }
        return Answer(message: "SUCCESS") { result in
            result.memberArray("list") { list in
                for (coin, quantity) in used {
                    list.object { row in
                        row.member("coin", coin)
                        row.member("repaymentQty", quantity.text)
                    }
                }
            }
        }
    }
}

extension Desk {
    /// Repays; a refusal that names a limit is thrown with it.
    fileprivate mutating func repay(
        from account: MarginAccountID, _ scope: RepaymentScope, converting: Bool, _ kind: RefusedCommand
    ) throws(ReturnCode) {
        guard case .refused(let refusal) = apply(.repay(account, scope, converting: converting)) else { return }
        guard refusal == .conversionTooLarge else { throw ReturnCode(refusal, of: kind) }
        guard case .asset(let asset, _) = scope else {
            let owed = engine.assetIDs.filter { engine.borrowing(account, $0).amount > .zero }
            let limits = owed.compactMap { engine.loanTerms(of: $0)?.conversionLimit }
            throw .conversionTooLarge(limits.min() ?? .zero, isOfOne: false)
        }
        throw .conversionTooLarge(engine.loanTerms(of: asset)?.conversionLimit ?? .zero, isOfOne: true)
    }
}
