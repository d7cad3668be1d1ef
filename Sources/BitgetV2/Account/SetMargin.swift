import Desks
import Dialects
import MarginEngine

extension Accounts {
    /// Adjust Position Margin: https://www.bitget.com/api-doc/contract/account/Change-Margin
    ///
    /// A positive amount adds, a negative one removes. In one-way mode the side names the direction of the position.
    /// There is no client's id by which a repeat could be known: it adjusts again (BITGET-MARGIN-14).
    static func setMargin(_ call: Call, _ login: Login) throws(Failure) -> Answer {
        .desk { desk throws(Failure) in
            // BITGET-MARGIN-2.
            let contract = try call.parameters.marginedContract(in: desk.engine)
            // BITGET-MARGIN-3.
            let side = try call.parameters.requiredHoldSide()
            // BITGET-MARGIN-4, BITGET-MARGIN-5.
            let amount = try call.parameters.amount("amount")
            // BITGET-MARGIN-6.
            guard amount != .zero else { throw .verificationFailed("amount") }
            let adjustment = Command.adjustMargin(login.marginAccount, contract.id, side, amount)
            try desk.carryOut(adjustment, amount > .zero ? .addedMargin : .takenMargin)
            // BITGET-MARGIN-12.
            return .text("")
        }
    }

    /// Set Isolated Position Auto Margin: https://www.bitget.com/api-doc/contract/account/Set-Auto-Margin
    static func setAutoMargin(_ call: Call, _ login: Login) throws(Failure) -> Answer {
        .desk { desk throws(Failure) in
            let contract = try desk.engine.contract(named: try call.parameters.required("symbol"))
            try call.parameters.require(marginCoinOf: contract)
            let side = try call.parameters.requiredHoldSide()
            let isOn = try call.parameters.requiredChoice("autoMargin", ["on": true, "off": false])
            try desk.carryOut(.setAutoAddMargin(login.marginAccount, contract.id, side, isOn), .autoMargin)
            return .text("success")
        }
    }
}
