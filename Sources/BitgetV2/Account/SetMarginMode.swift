import Desks
import MarginEngine
import Wire

extension SignedCall {
    /// Change Margin Mode: https://www.bitget.com/api-doc/contract/account/Change-Margin-Mode
    ///
    /// In the same mode with something open: isolated again is accepted, crossed again is refused, as reported of the
    /// live venue by those who send either before every entry. The engine's rule book has it so.
    func setMarginMode(_ desk: inout Desk) throws(Failure) -> [UInt8] {
        let contract = try parameters.marginedContract(in: desk.engine)
        let mode = try parameters.marginMode()
        let outcome = desk.apply(.setSymbolMarginMode(account, contract.id, mode, leverage: nil))
        if case .refused(let refusal) = outcome { throw Failure(marginMode: refusal) }

        let holding = desk.engine.holding(account, contract.id)
        return Payload.object { json in
            json.memberSymbol(contract)
            json.memberSides(holding, mode)
            json.member("marginMode", mode.word)
        }
    }
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
