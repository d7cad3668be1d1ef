import Desks
import MarginEngine
import Wire

extension SignedCall {
    /// Change Hold Mode, for a whole product type:
    /// https://www.bitget.com/api-doc/contract/account/Change-Hold-Mode
    func setPositionMode(_ desk: inout Desk) throws(Failure) -> [UInt8] {
        let type = try parameters.productType()
        let mode: PositionMode = try parameters.requiredChoice(
            "posMode", ["one_way_mode": .oneWay, "hedge_mode": .hedge])
        let scope = try positionModeScope(of: type, in: desk.engine)
        if case .refused(let refusal) = desk.apply(.setPositionMode(account, scope, mode)),
            refusal != .positionModeUnchanged
        {
            throw Failure(positionMode: refusal)
        }
        return Payload.object { $0.member("posMode", mode.word) }
    }

    private func positionModeScope(
        of type: ProductType, in engine: borrowing Engine
    ) throws(Failure) -> PositionModeScope {
        if type == .coinFutures { return .every(nil) }
        guard let asset = type.settleCoin.flatMap({ engine.asset(named: $0) }) else { throw .malformed("productType") }
        return .every(asset)
    }
}
