import Desks
import MarginEngine
import Wire

extension SignedCall {
    /// Set USDT-M Futures Asset Mode: https://www.bitget.com/api-doc/contract/account/Set-Asset-Mode
    func setAssetMode(_ desk: inout Desk) throws(Failure) -> [UInt8] {
        guard try parameters.productType() == .usdtFutures else { throw .malformed("productType") }
        let regime: MarginRegime = try parameters.requiredChoice(
            "assetMode", ["single": .perSymbol, "union": .unified])
        if case .refused(let refusal) = desk.apply(.setMarginRegime(account, regime)) {
            throw Failure(assetMode: refusal)
        }
        return Payload.text("success")
    }
}

extension MarginRegime {
    /// Each coin backs its own positions, or all coins back all.
    var assetModeWord: String { self == .unified ? "union" : "single" }
}

/// What the coins of an account in union mode amount to together, in USD.
struct UnionFigures {
    let totalMargin: Money
    let available: Money
    let maintenanceMargin: Money

    /// Nil in single mode.
    init?(_ account: MarginAccountID, in engine: borrowing Engine) {
        guard engine.regime(of: account) == .unified else { return nil }
        let figures = engine.unified(account)
        totalMargin = figures.marginBalance
        available = figures.available.orZero
        maintenanceMargin = figures.maintenanceMargin
    }

    /// Maintenance margin over what carries it: at 1 the account is liquidated.
    var riskRate: String { ratio(maintenanceMargin, to: totalMargin, .up) }
}

extension JSONWriter {
    /// The members of union mode; zeros in single mode.
    mutating func memberUnion(_ union: UnionFigures?) {
        member("unionTotalMargin", (union?.totalMargin ?? .zero).text)
        member("unionAvailable", (union?.available ?? .zero).text)
        member("unionMm", (union?.maintenanceMargin ?? .zero).text)
    }
}
