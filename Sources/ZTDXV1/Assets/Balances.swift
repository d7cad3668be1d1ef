import Desks
import Dialects
import MarginEngine
import Wire

/// What the account has of its one collateral asset, in both parts of the API.
enum Balances {
    /// The path is ZTDX's (older documentation), the shape ours: what is free, and what resting orders hold.
    static func byToken(_ call: Call, _ login: Login) throws(Failure) -> Answer {
        let account = login.account.main
        return .desk { desk in
            let asset = desk.engine.collateral
            return .object { body in
                body.memberArray("balances") { list in
                    guard let asset else { return }
                    let pool = desk.engine.pool(account, asset)
                    list.object { row in
                        row.member("token", desk.engine[asset].name.text)
                        row.member("available", (pool.wallet - pool.isolatedMargin - pool.orderMargin).text)
                        row.member("frozen", pool.orderMargin.text)
                    }
                }
            }
        }
    }

    /// The Binance-like list, of the one collateral asset. What is available is that of the mode the account has.
    static func list(_ call: Call, _ login: Login) throws(Failure) -> Answer {
        let account = login.account.main
        return .desk { desk in
            guard let asset = desk.engine.collateral else { return .array { _ in } }
            let pool = desk.engine.pool(account, asset)
            let isUnified = desk.engine.mode(of: account) == .cross
            let available = isUnified ? desk.engine.unified(account).available : pool.available
            return .array { list in
                list.object { row in
                    row.member("accountAlias", String(login.uid))
                    row.member("asset", desk.engine[asset].name.text)
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
}

extension Engine {
    /// The one asset that the venue's accounts post; nil in a venue that does not list it.
    var collateral: AssetID? { asset(named: "USDT") }
}
