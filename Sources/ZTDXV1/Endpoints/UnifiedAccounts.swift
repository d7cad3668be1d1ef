import Desks
import Dialects
import HTTP1
import MarginEngine
import Wire

/// What the account amounts to. https://docs.p99.world/futures/usdt-margined/unified-margin/get-account
enum UnifiedAccounts {
    /// ZTDX-MODE-23: while the account is isolated the answer is as if it were unified, the venue's preview of the switch.
    static func read(_ call: Call, _ login: Login) throws(Failure) -> Answer {
        let account = login.account.main
        return .desk { desk in
            let figures = desk.engine.unified(account, as: .cross)
            let wallet = freeWallet(account, desk.engine)
            return .object { body in
                body.member("margin_mode", MarginModes.text(desk.engine.mode(of: account)))
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

    /// The path is ZTDX's (older documentation), the shape ours: what is free, and what resting orders hold.
    static func balances(_ call: Call, _ login: Login) throws(Failure) -> Answer {
        let account = login.account.main
        return .desk { desk in
            let asset = desk.engine.asset(named: collateral)
            return .object { body in
                body.memberArray("balances") { list in
                    guard let asset else { return }
                    let pool = desk.engine.pool(account, asset)
                    list.object { row in
                        row.member("token", collateral)
                        row.member("available", (pool.wallet - pool.isolatedMargin - pool.orderMargin).text)
                        row.member("frozen", pool.orderMargin.text)
                    }
                }
            }
        }
    }

    /// The Binance-like list, of the one collateral asset. What is available is that of the mode the account has.
    static func balance(_ call: Call, _ login: Login) throws(Failure) -> Answer {
        let account = login.account.main
        return .desk { desk in
            guard let asset = desk.engine.asset(named: collateral) else { return .array { _ in } }
            let pool = desk.engine.pool(account, asset)
            let isUnified = desk.engine.mode(of: account) == .cross
            let available = isUnified ? desk.engine.unified(account).available : pool.available
            return .array { list in
                list.object { row in
                    row.member("accountAlias", String(login.uid))
                    row.member("asset", collateral)
                    row.member("balance", pool.wallet.text)
                    row.member("crossWalletBalance", (pool.wallet - pool.isolatedMargin).text)
                    row.member("crossUnPnl", pool.crossUnrealised.text)
                    row.member("availableBalance", available.text)
                    row.member("maxWithdrawAmount", available.orZero.text)
                    row.member("marginAvailable", true)
                    row.member("updateTime", desk.venueTimeMs)
                }
            }
        }
    }

    private static let collateral = "USDT"

    /// The wallet without what is posted on positions; what resting orders freeze is in it.
    private static func freeWallet(_ account: MarginAccountID, _ engine: borrowing Engine) -> Money {
        guard let asset = engine.asset(named: collateral) else { return .zero }
        let pool = engine.pool(account, asset)
        return pool.wallet - pool.isolatedMargin
    }
}

/// The ladder of statuses by uniMMR. https://docs.p99.world/futures/usdt-margined/unified-margin/overview
enum AccountStatus: String, Sendable {
    case normal
    case firstWarning = "warning_1"
    case secondWarning = "warning_2"
    case reduceOnly = "reduce_only"
    case liquidating

    init(_ figures: UnifiedFigures) {
        guard let ratio = Ratio(uniMMRIn: figures) else {
            self = .normal
            return
        }
        self =
            if ratio.isAtMost(hundredths: 105) { .liquidating } else if ratio.isAtMost(hundredths: 120) {
                .reduceOnly
            } else if ratio.isAtMost(hundredths: 150) { .secondWarning } else if ratio.isAtMost(hundredths: 200) {
                .firstWarning
            } else { .normal }
    }
}
