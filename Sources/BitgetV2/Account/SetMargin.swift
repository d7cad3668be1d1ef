import Desks
import MarginEngine
import Wire

extension SignedCall {
    /// Adjust Position Margin: https://www.bitget.com/api-doc/contract/account/Change-Margin
    ///
    /// A positive amount adds, a negative one removes. In one-way mode the side names the direction of the position.
    func setMargin(_ desk: inout Desk) throws(Failure) -> [UInt8] {
        let contract = try parameters.marginedContract(in: desk.engine)
        let side = try parameters.requiredHoldSide()
        let amount = try parameters.amount("amount")
        guard amount != .zero else { throw .verificationFailed("amount") }
        let outcome = desk.apply(.adjustMargin(account, contract.id, side, amount))
        if case .refused(let refusal) = outcome { throw Failure(margin: refusal, adding: amount > .zero) }
        return Payload.text("")
    }

    /// Set Isolated Position Auto Margin: https://www.bitget.com/api-doc/contract/account/Set-Auto-Margin
    func setAutoMargin(_ desk: inout Desk) throws(Failure) -> [UInt8] {
        let contract = try desk.engine.contract(named: try parameters.required("symbol"))
        try parameters.require(marginCoinOf: contract)
        let side = try parameters.requiredHoldSide()
        let isOn = try parameters.requiredChoice("autoMargin", ["on": true, "off": false])
        let outcome = desk.apply(.setAutoAddMargin(account, contract.id, side, isOn))
        if case .refused(let refusal) = outcome { throw Failure(autoMargin: refusal) }
        return Payload.text("success")
    }
}
