import Desks
import MarginEngine
import Wire

extension Accounts {
    /// Change Margin Mode: https://www.bitget.com/api-doc/contract/account/Change-Margin-Mode
    ///
    /// Names and mode are taken in any letter case and answered in the venue's (BITGET-MODE-16).
    ///
    /// In the same mode with something open: isolated again is accepted, crossed again is refused, as reported of the
    /// live venue by those who send either before every entry. The engine's rule book has it so; of an account in union
    /// mode, which is crossed throughout, it says nothing, so that the repeat is judged here.
    static func setMarginMode(_ call: Call, _ login: Login) throws(Failure) -> Answer {
        .desk { desk throws(Failure) in
            // BITGET-MODE-2, BITGET-MODE-3, BITGET-MODE-4.
            let contract = try call.parameters.marginedContract(in: desk.engine)
            // BITGET-MODE-5.
            let mode = try call.parameters.marginMode()
            let before = desk.engine.holding(login.marginAccount, contract.id)
            if mode == .cross, desk.engine.regime(of: login.marginAccount) == .unified {
                guard !before.isInUse else { throw .holdsPositionOrOrder }
            } else {
                let change = Command.setSymbolMarginMode(login.marginAccount, contract.id, mode, leverage: nil)
                try desk.carryOut(change, .marginMode)
            }

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

extension Holding {
    /// True when there is a position, or an order of any kind.
    fileprivate var isInUse: Bool { hasPosition || orderCount > 0 || conditionalCount > 0 || attachedCount > 0 }
}

extension JSONWriter {
    /// BITGET-MODE-14: the leverage of each side in a mode; crossed sides share one.
    mutating func memberSides(_ holding: Holding, _ mode: MarginMode) {
        member("longLeverage", holding.leverage(.long, in: mode).text)
        member("shortLeverage", holding.leverage(.short, in: mode).text)
    }
}
