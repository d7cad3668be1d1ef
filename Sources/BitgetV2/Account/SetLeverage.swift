import Desks
import MarginEngine
import Wire

extension SignedCall {
    /// Change Leverage: https://www.bitget.com/api-doc/contract/account/Change-Leverage
    func setLeverage(_ desk: inout Desk) throws(Failure) -> [UInt8] {
        let contract = try parameters.marginedContract(in: desk.engine)
        let before = desk.engine.holding(account, contract.id)
        let mode = desk.engine.mode(of: before)
        let change = try LeverageRequest(parameters).change(mode, before.positionMode)
        if case .refused(let refusal) = desk.apply(.setLeverage(account, contract.id, change)),
            refusal != .leverageUnchanged
        {
            throw Failure(leverage: refusal)
        }

        let holding = desk.engine.holding(account, contract.id)
        return Payload.object { json in
            json.memberSymbol(contract)
            json.memberSides(holding, mode)
            json.member("crossMarginLeverage", holding.crossLeverage.text)
            json.member("marginMode", mode.word)
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
