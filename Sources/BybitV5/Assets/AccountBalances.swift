import Desks
import Dialects
import MarginEngine
import Wire

/// `GET /v5/asset/transfer/query-account-coins-balance`.
/// https://bybit-exchange.github.io/docs/v5/asset/balance/all-balance
struct AccountCoinsBalance: PrivateCall {
    private let uid: UInt64
    private let wallet: WalletType
    private let marginAccount: MarginAccountID
    private let coins: [String]?

    init(_ parameters: Parameters, by caller: Login) throws(ReturnCode) {
        uid = caller.uid
        (wallet, marginAccount) = try parameters.wallet("accountType", of: caller.account)
        try parameters.requireOwn("memberId", caller.uid)
        _ = try parameters.choice("withBonus")
        coins = try parameters.text("coin")?.split(separator: ",").map(String.init)
        let count = coins?.count ?? 0
        guard wallet != .unified || (1...10).contains(count) else { throw .invalid("coin") }
    }

    func perform(on desk: inout Desk) throws(ReturnCode) -> Answer {
        let names = coins ?? desk.engine.assetIDs.map { desk.engine[$0].name.text }
        var balances: [TransferBalance] = []
        for name in names { balances.append(try TransferBalance(name, marginAccount, in: desk.engine)) }
        return Answer(message: "success") { result in
            result.member("memberId", "\(uid)")
            result.member("accountType", wallet.rawValue)
            result.memberArray("balance") { list in
                for balance in balances { list.object { balance.write(to: &$0) } }
            }
        }
    }
}

/// `GET /v5/asset/transfer/query-account-coin-balance`.
/// https://bybit-exchange.github.io/docs/v5/asset/balance/account-coin-balance
struct AccountCoinBalance: PrivateCall {
    private let uid: UInt64
    private let wallet: WalletType
    private let marginAccount: MarginAccountID
    private let coin: String
    private let isSafeAmountAsked: Bool
    private let isLoanAmountAsked: Bool

    init(_ parameters: Parameters, by caller: Login) throws(ReturnCode) {
        uid = caller.uid
        (wallet, marginAccount) = try parameters.wallet("accountType", of: caller.account)
        coin = try parameters.required("coin")
        try parameters.requireOwn("memberId", caller.uid)
        try parameters.requireOwn("toMemberId", caller.uid)
        _ = try parameters.choice("withBonus")
        isSafeAmountAsked = try parameters.choice("withTransferSafeAmount")
        isLoanAmountAsked = try parameters.choice("withLtvTransferSafeAmount")
        if isLoanAmountAsked { _ = try parameters.required("toAccountType") }
        if try parameters.text("toAccountType") != nil {
            _ = try parameters.wallet("toAccountType", of: caller.account)
        }
    }

    func perform(on desk: inout Desk) throws(ReturnCode) -> Answer {
        let balance = try TransferBalance(coin, marginAccount, in: desk.engine)
        return Answer(message: "success") { result in
            result.member("accountType", wallet.rawValue)
            result.member("bizType", 1)
            result.member("accountId", "\(uid)")
            result.member("memberId", "\(uid)")
            result.memberObject("balance") { members in
                balance.write(to: &members)
                // Withdrawals are never delayed here, and nothing is lent.
                members.member("transferSafeAmount", isSafeAmountAsked ? balance.withdrawable.text : "")
                members.member("ltvTransferSafeAmount", isLoanAmountAsked ? balance.withdrawable.text : "")
            }
        }
    }
}

extension Parameters {
    /// The number of an account, where one is given: there are no sub-accounts. BYBIT-CALL-41.
    fileprivate func requireOwn(_ name: String, _ uid: UInt64) throws(ReturnCode) {
        guard let text = try text(name) else { return }
        guard UInt64(text) == uid else { throw .memberUnknown }
    }
}

/// What a wallet has of a coin, and how much of it may leave.
private struct TransferBalance {
    private let coin: String
    private let wallet: Money
    let withdrawable: Money

    init(_ coin: String, _ account: MarginAccountID, in engine: borrowing Engine) throws(ReturnCode) {
        guard let asset = engine.asset(named: coin) else { throw .invalidCoin }
        self.coin = coin
        wallet = engine.wallet(account, asset)
        withdrawable = engine.withdrawable(account, asset)
    }

    func write(to members: inout JSONWriter) {
        members.member("coin", coin)
        members.member("walletBalance", wallet.text)
        members.member("transferBalance", withdrawable.text)
        members.member("bonus", "0")
    }
}
