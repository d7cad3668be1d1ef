import Desks
import Dialects
import MarginEngine
import Wire

/// What belongs to union mode: BITGET-CALL-11.
extension Accounts {
    /// Get Union Config: a coin may be owed without limit. https://www.bitget.com/api-doc/contract/account/Get-Union-Config
    static func unionConfig(_ call: Call, _ login: Login) -> Answer {
        .now(
            .object { json in
                json.member("imr", "0.1")
                json.member("mmr", "0.05")
                json.member("individualLimit", "-1")
                json.member("individualLimitRatio", "1")
            })
    }

    /// Get Switch Union USDT: what the coins lack in all, in USD, before each can back its own positions.
    /// https://www.bitget.com/api-doc/contract/account/Get-Switch-Union-USDT
    static func switchQuota(_ call: Call, _ login: Login) -> Answer {
        .desk { desk in
            let lacking = desk.engine.lackingWhenSeparate(login.marginAccount).text
            return .object { $0.member("usdtAmount", lacking) }
        }
    }

    /// Get Union Transfer Limits: as much as may be deposited at once, HOUSE-9.
    /// https://www.bitget.com/api-doc/contract/account/Get-Union-Transfer-Limits
    static func transferLimits(_ call: Call, _ login: Login) throws(Failure) -> Answer {
        .desk { desk throws(Failure) in
            let coin = try call.parameters.required("coin").uppercased()
            guard desk.engine.asset(named: coin) != nil else { throw .doesNotExist(coin) }
            return .object { json in
                json.member("coin", coin)
                json.member("maxTransferIn", "10000000000")
            }
        }
    }

    /// All Account Balance: a futures and a spot wallet are all there is.
    /// https://www.bitget.com/api-doc/common/account/All-Account-Balance
    static func balances(_ call: Call, _ login: Login) -> Answer {
        .desk { desk in
            var futures = Money.zero
            var spot = Money.zero
            for asset in desk.engine.assetIDs {
                futures += AccountRow(login.marginAccount, asset, in: desk.engine).usdEquity
                guard let wallet = login.account.funding else { continue }
                spot += AccountRow(wallet, asset, in: desk.engine).usdEquity
            }
            let balances = ["futures": futures.text, "spot": spot.text]
            return .array { json in
                for type in ["spot", "futures", "funding", "earn", "bots", "margin"] {
                    json.object { json in
                        json.member("accountType", type)
                        json.member("usdtBalance", balances[type] ?? "0")
                    }
                }
            }
        }
    }
}

extension Engine {
    /// BITGET-MODE-23: each coin has to cover what is settled in it, with less than 80 % of it as maintenance margin.
    fileprivate func lackingWhenSeparate(_ account: MarginAccountID) -> Money {
        var total = Money.zero
        for asset in assetIDs {
            let pool = pool(account, asset)
            let needed = Money(units: mulDiv(pool.maintenanceMargin.units, 5, 4, .up))
            let lacking = max(.zero, Money.zero - pool.available, needed - pool.equity)
            total += Money(units: mulDiv(lacking.units, Int128(usdPrice(of: asset).units), unitsInOne, .up))
        }
        return total
    }
}
