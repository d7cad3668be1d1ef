import Desks
import Dialects
import MarginEngine
import Wire

/// `GET /v5/account/withdrawal`: how much of some coins may leave the unified wallet.
/// https://bybit-exchange.github.io/docs/v5/account/unified-trans-amnt
struct TransferableAmount: PrivateCall {
    private static let maxCoins = 20

    private let marginAccount: MarginAccountID
    private let coins: [String]

    init(_ parameters: Parameters, by caller: Login) throws(ReturnCode) {
        marginAccount = caller.account.main
        coins = try parameters.required("coinName").split(separator: ",").map(String.init)
        guard (1...Self.maxCoins).contains(coins.count) else { throw .invalid("coinName") }
    }

    func perform(on desk: inout Desk) throws(ReturnCode) -> Answer {
        var amounts: [(name: String, value: String)] = []
        for coin in coins {
            guard let asset = desk.engine.asset(named: coin) else { throw .invalidCoin }
            amounts.append((coin, desk.engine.withdrawable(marginAccount, asset).text))
        }
        return Answer { result in
            result.member("availableWithdrawal", amounts.first?.value ?? "")
            result.memberMap("availableWithdrawalMap", amounts)
        }
    }
}
