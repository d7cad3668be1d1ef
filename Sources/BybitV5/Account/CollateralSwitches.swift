import Desks
import Dialects
import MarginEngine
import Wire

/// `POST /v5/account/set-collateral-switch`: whether a coin is collateral.
/// https://bybit-exchange.github.io/docs/v5/account/set-collateral
struct SetCollateralSwitch: PrivateCall {
    private let marginAccount: MarginAccountID
    private let wanted: CollateralWish

    init(_ parameters: Parameters, by caller: Login) throws(ReturnCode) {
        marginAccount = caller.account.main
        wanted = try CollateralWish(parameters)
    }

    func perform(on desk: inout Desk) throws(ReturnCode) -> Answer {
        try desk.switchCollateral([wanted], of: marginAccount)
        return Answer(message: "SUCCESS")
    }
}

/// `POST /v5/account/set-collateral-switch-batch`: all of them or none, COLLATERAL-10.
/// https://bybit-exchange.github.io/docs/v5/account/batch-set-collateral
struct SetCollateralSwitches: PrivateCall {
    private static let maxCoins = 100

    private let marginAccount: MarginAccountID
    private let wanted: [CollateralWish]

    init(_ parameters: Parameters, by caller: Login) throws(ReturnCode) {
        marginAccount = caller.account.main
        var wanted: [CollateralWish] = []
        for row in try parameters.rows("request", upTo: Self.maxCoins) { wanted.append(try CollateralWish(row)) }
        guard Set(wanted.map(\.coin)).count == wanted.count else { throw .collateralRepeated }
        self.wanted = wanted
    }

    func perform(on desk: inout Desk) throws(ReturnCode) -> Answer {
        try desk.switchCollateral(wanted, of: marginAccount)
        return Answer(message: "SUCCESS") { result in
            result.memberArray("list") { list in
                for wish in wanted {
                    list.object { row in
                        row.member("coin", wish.coin)
                        row.member("collateralSwitch", wish.isOn ? "ON" : "OFF")
                    }
                }
            }
        }
    }
}

/// A coin and whether it is to be collateral.
private struct CollateralWish: Sendable {
    let coin: String
    let isOn: Bool

    init(_ parameters: Parameters) throws(ReturnCode) {
        coin = try parameters.required("coin")
        switch try parameters.required("collateralSwitch") {
        case "ON": isOn = true
        case "OFF": isOn = false
        default: throw .invalid("collateralSwitch")
        }
    }
}

extension Desk {
    /// What becomes collateral comes first: whether the margin can spare the others does not depend on the order.
    fileprivate mutating func switchCollateral(
        _ wanted: [CollateralWish], of account: MarginAccountID
    ) throws(ReturnCode) {
        var commands: [Command] = []
        for wish in wanted.filter(\.isOn) + wanted.filter({ !$0.isOn }) {
            guard let asset = engine.asset(named: wish.coin) else { throw .invalidCoin }
            commands.append(.setCollateralSwitch(account, asset, wish.isOn))
        }
        guard let refusal = refusal(of: commands) else {
            for command in commands { _ = try carryOut(command, .collateral) }
            return
        }
        guard refusal == .collateralLimitReached else { throw ReturnCode(refusal, of: .collateral) }
        for wish in wanted where wish.isOn {
            guard let asset = engine.asset(named: wish.coin), engine.collateralLimit(of: asset) == .reached,
                !engine.isCollateral(account, asset)
            else { continue }
            throw .collateralLimitReached(of: wish.coin)
        }
    }
}
