import Desks
import Dialects
import MarginEngine
import Wire

extension Accounts {
    /// Change Margin Mode: https://www.bitget.com/api-doc/contract/account/Change-Margin-Mode
    ///
    /// Names and mode are taken in any letter case and answered in the venue's (BITGET-MODE-16).
    ///
    /// In the same mode with something open: isolated again is accepted, crossed again is refused, as reported of the
    /// live venue by those who send either before every entry.
    static func setMarginMode(_ call: Call, _ login: Login) throws(Failure) -> Answer {
        .desk { desk throws(Failure) in
            // BITGET-MODE-2, BITGET-MODE-3, BITGET-MODE-4.
            let contract = try call.parameters.marginedContract(in: desk.engine)
            // BITGET-MODE-5.
            let mode = try call.parameters.marginMode()
            let change = Command.setSymbolMarginMode(login.marginAccount, contract.id, mode, leverage: nil)
            try desk.carryOut(change, .marginMode)

            let holding = desk.engine.holding(login.marginAccount, contract.id)
            // BITGET-MODE-13.
            return .object { json in
                json.memberSymbol(contract)
                json.memberSides(holding, mode)
                json.member("marginMode", mode.word)
            }
        }
    }
}

extension JSONWriter {
    /// BITGET-MODE-14: the leverage of each side in a mode; crossed sides share one.
    mutating func memberSides(_ holding: Holding, _ mode: MarginMode) {
        member("longLeverage", holding.leverage(.long, in: mode).text)
        member("shortLeverage", holding.leverage(.short, in: mode).text)
    }
}
