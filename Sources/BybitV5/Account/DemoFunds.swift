import Desks
import Dialects
import MarginEngine
import Wire

/// `POST /v5/account/demo-apply-money`: money for nothing, or its return. All of a request or none of it.
/// https://bybit-exchange.github.io/docs/v5/demo#request-demo-trading-funds
struct DemoFunds: PrivateCall {
    /// The most of each coin in one request.
    private static let greatest = ["BTC": 15, "ETH": 200, "USDT": 100_000, "USDC": 100_000]

    private let marginAccount: MarginAccountID
    private let isReduction: Bool
    private let amounts: [(coin: String, amount: Money)]

    init(_ parameters: Parameters, by caller: Login) throws(ReturnCode) {
        marginAccount = caller.account.main
        switch try parameters.integer("adjustType") {
        case nil, 0: isReduction = false
        case 1: isReduction = true
        default: throw .invalid("adjustType")
        }
        var amounts: [(coin: String, amount: Money)] = []
        for row in try parameters.rows("utaDemoApplyMoney", upTo: Self.greatest.count) {
            let coin = try row.required("coin")
            guard let greatest = Self.greatest[coin] else { throw .invalid("coin") }
            guard let amount = try row.decimal("amountStr", as: Money.self), amount > .zero,
                amount.units <= Int128(greatest) * unitsInOne
            else { throw .invalid("amountStr") }
            amounts.append((coin, amount))
        }
        self.amounts = amounts
    }

    func perform(on desk: inout Desk) throws(ReturnCode) -> Answer {
        var commands: [Command] = []
        for (coin, amount) in amounts {
            guard let asset = desk.engine.asset(named: coin) else { throw .invalidCoin }
            commands.append(
                isReduction ? .withdraw(marginAccount, asset, amount) : .deposit(marginAccount, asset, amount))
        }
        if let refusal = desk.refusal(of: commands) { throw ReturnCode(refusal, of: .transfer) }
        for command in commands { _ = try desk.carryOut(command, .transfer) }
        return Answer()
    }
}
