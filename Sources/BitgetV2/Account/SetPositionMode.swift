import Desks
import Dialects
import MarginEngine
import Wire

extension Accounts {
    /// Change Hold Mode, for a whole product type:
    /// https://www.bitget.com/api-doc/contract/account/Change-Hold-Mode
    static func setPositionMode(_ call: Call, _ login: Login) throws(Failure) -> Answer {
        .desk { desk throws(Failure) in
            let type = try call.parameters.productType()
            let mode: PositionMode = try call.parameters.requiredChoice(
                "posMode", ["one_way_mode": .oneWay, "hedge_mode": .hedge])
            let scope = try PositionModeScope(type, in: desk.engine)
            try desk.carryOut(.setPositionMode(login.marginAccount, scope, mode), .positionMode)
            return .object { $0.member("posMode", mode.word) }
        }
    }
}

extension PositionModeScope {
    /// All contracts of a product type; a linear one whose coin is not listed has none.
    fileprivate init(_ type: ProductType, in engine: borrowing Engine) throws(Failure) {
        if type == .coinFutures {
            self = .every(nil)
            return
        }
        guard let asset = type.settleCoin.flatMap({ engine.asset(named: $0) }) else { throw .malformed("productType") }
        self = .every(asset)
    }
}
