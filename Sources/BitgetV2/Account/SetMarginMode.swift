import Desks
import MarginEngine
import Wire

extension SignedCall {
    /// Change Margin Mode: https://www.bitget.com/api-doc/contract/account/Change-Margin-Mode
    ///
    /// In the same mode with something open: isolated again is accepted, crossed again is refused, as reported of the
    /// live venue by those who send either before every entry. The engine's rule book has it so; of an account in union
    /// mode, which is crossed throughout, it says nothing, so that the repeat is judged here.
    func setMarginMode(_ desk: inout Desk) throws(Failure) -> [UInt8] {
        let contract = try parameters.marginedContract(in: desk.engine)
        let mode = try parameters.marginMode()
        let before = desk.engine.holding(account, contract.id)
        if mode == .cross, desk.engine.regime(of: account) == .unified {
            guard !before.isInUse else { throw .holdsPositionOrOrder }
        } else if case .refused(let refusal) = desk.apply(
            .setSymbolMarginMode(account, contract.id, mode, leverage: nil))
        {
            throw Failure(marginMode: refusal)
        }

        let holding = desk.engine.holding(account, contract.id)
        return Payload.object { json in
            json.memberSymbol(contract)
            json.memberSides(holding, mode)
            json.member("marginMode", mode.word)
        }
    }
}

extension Holding {
    /// True when there is a position, or an order of any kind.
    fileprivate var isInUse: Bool { hasPosition || orderCount > 0 || conditionalCount > 0 || attachedCount > 0 }
}

extension JSONWriter {
    mutating func memberSymbol(_ contract: Contract) {
        member("symbol", contract.symbol)
        member("marginCoin", contract.marginCoin)
    }

    /// The leverage of each side in a mode; crossed sides share one.
    mutating func memberSides(_ holding: Holding, _ mode: MarginMode) {
        member("longLeverage", holding.leverage(.long, in: mode).text)
        member("shortLeverage", holding.leverage(.short, in: mode).text)
    }
}
