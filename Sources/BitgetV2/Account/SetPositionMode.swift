import Desks
import MarginEngine
import Wire

extension SignedCall {
    /// Change Hold Mode, for a whole product type:
    /// https://www.bitget.com/api-doc/contract/account/Change-Hold-Mode
    func setPositionMode(_ desk: inout Desk) throws(Failure) -> [UInt8] {
        let type = try parameters.productType()
        guard !type.isDemo else { throw .malformed("productType") }
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
        guard let coin = type.settleCoin else { return .every(nil) }
        guard let asset = engine.asset(named: coin) else { throw .malformed("productType") }
        return .every(asset)
    }
}
