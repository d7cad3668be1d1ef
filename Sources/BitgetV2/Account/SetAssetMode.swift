import Desks
import Dialects
import MarginEngine

extension Accounts {
    /// Set USDT-M Futures Asset Mode: https://www.bitget.com/api-doc/contract/account/Set-Asset-Mode
    static func setAssetMode(_ call: Call, _ login: Login) throws(Failure) -> Answer {
        .desk { desk throws(Failure) in
            guard try call.parameters.productType() == .usdtFutures else { throw .malformed("productType") }
            let regime: MarginRegime = try call.parameters.requiredChoice(
                "assetMode", ["single": .perSymbol, "union": .unified])
            try desk.carryOut(.setMarginRegime(login.marginAccount, regime), .assetMode)
            return .text("success")
        }
    }
}

extension MarginRegime {
    /// Each coin backs its own positions, or all coins back all.
    var assetModeWord: String { self == .unified ? "union" : "single" }
}
