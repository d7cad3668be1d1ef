import Desks
import Dialects
import MarginEngine
import Wire

extension Accounts {
    /// Change Leverage: https://www.bitget.com/api-doc/contract/account/Change-Leverage
    static func setLeverage(_ call: Call, _ login: Login) throws(Failure) -> Answer {
        .desk { desk throws(Failure) in
            let contract = try call.parameters.marginedContract(in: desk.engine)
            let before = desk.engine.holding(login.marginAccount, contract.id)
            let mode = desk.engine.mode(of: before)
            let change = try LeverageRequest(call.parameters).change(mode, before.positionMode)
            try desk.carryOut(.setLeverage(login.marginAccount, contract.id, change), .leverage)

            let holding = desk.engine.holding(login.marginAccount, contract.id)
            return .object { json in
                json.memberSymbol(contract)
                json.memberSides(holding, mode)
                json.member("crossMarginLeverage", holding.crossLeverage.text)
                json.member("marginMode", mode.word)
            }
        }
    }

    /// Change The Product Line Leverage, of all contracts with a position or, if one cannot have it, of none:
    /// https://www.bitget.com/api-doc/contract/account/Change-All-Leverage
    static func setAllLeverage(_ call: Call, _ login: Login) throws(Failure) -> Answer {
        .desk { desk throws(Failure) in
            let type = try call.parameters.productType()
            guard let leverage = try call.parameters.leverage("leverage") else { throw .empty("leverage") }
            var commands: [Command] = []
            for contract in desk.engine.contracts(of: type) {
                let holding = desk.engine.holding(login.marginAccount, contract.id)
                guard holding.hasPosition else { continue }
                let change =
                    desk.engine.mode(of: holding) == .cross
                    ? LeverageChange(cross: leverage)
                    : LeverageChange(isolatedLong: leverage, isolatedShort: leverage)
                commands.append(.setLeverage(login.marginAccount, contract.id, change))
            }
            try desk.carryOut(commands, .leverage)
            return .text("success")
        }
    }
}

/// The leverages of a request, and which of the stored ones they are for.
private struct LeverageRequest {
    let both: Leverage?
    let long: Leverage?
    let short: Leverage?
    let side: PositionSide?

    init(_ parameters: Parameters) throws(Failure) {
        both = try parameters.leverage("leverage")
        long = try parameters.leverage("longLeverage")
        short = try parameters.leverage("shortLeverage")
        side = try parameters.holdSide()
    }

    /// Values named for a side win over the common one.
    func change(_ mode: MarginMode, _ positionMode: PositionMode) throws(Failure) -> LeverageChange {
        if mode == .cross {
            guard let cross = long ?? both else { throw .empty("leverage") }
            return LeverageChange(cross: cross)
        }
        if positionMode == .oneWay {
            guard let leverage = long ?? short ?? both else { throw .empty("leverage") }
            return LeverageChange(isolatedLong: leverage, isolatedShort: leverage)
        }
        let change = LeverageChange(
            isolatedLong: long ?? (side == .long ? both : nil), isolatedShort: short ?? (side == .short ? both : nil))
        guard change != LeverageChange() else { throw both == nil ? .empty("leverage") : .holdSideNull }
        return change
    }
}
