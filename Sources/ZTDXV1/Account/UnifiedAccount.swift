import Desks
import Dialects
import MarginEngine
import Wire

/// What the account amounts to. https://docs.p99.world/futures/usdt-margined/unified-margin/get-account
enum UnifiedAccount {
    /// ZTDX-MODE-23: while the account is isolated the answer is as if it were unified, the venue's preview of the switch.
    static func read(_ call: Call, _ login: Login) throws(Failure) -> Answer {
        let account = login.account.main
        return .desk { desk in
            let figures = desk.engine.unified(account, as: .cross)
            let wallet = freeWallet(account, desk.engine)
            return .object { body in
                body.member("margin_mode", desk.engine.mode(of: account).word)
                body.member("wallet_balance", wallet.text)
                body.member("total_equity", figures.totalEquity.text)
                body.member("available_balance", figures.available.text)
                body.member("total_initial_margin", figures.initialMargin.text)
                body.member("total_maintenance_margin", figures.maintenanceMargin.text)
                body.member("total_unrealized_pnl", figures.totalUnrealised.text)
                body.uniMMR(figures)
                body.member("account_status", AccountStatus(figures).rawValue)
            }
        }
    }

    /// ZTDX-MODE-23: the wallet without what is posted on positions; what resting orders freeze is in it.
    private static func freeWallet(_ account: MarginAccountID, _ engine: borrowing Engine) -> Money {
        guard let asset = engine.collateral else { return .zero }
        let pool = engine.pool(account, asset)
        return pool.wallet - pool.isolatedMargin
    }
}
