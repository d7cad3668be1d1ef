import Desks
import Dialects
import MarginEngine
import Wire

extension Accounts {
    /// Get Account Bills: https://www.bitget.com/api-doc/contract/account/Get-Account-Bill
    ///
    /// Every change of a wallet, and the margin that moved between what is available and a position. The latter
    /// changes no wallet; its four types are those that `onlyFunding` leaves out.
    static func bills(_ call: Call, _ login: Login) throws(Failure) -> Answer {
        .desk { desk throws(Failure) in
            let type = try call.parameters.productType()
            let business = try call.parameters.text("businessType")?.lowercased()
            let coin = business?.hasPrefix("trans_") == true ? try call.parameters.text("coin")?.uppercased() : nil
            let onlyFunding = try call.parameters.choice("onlyFunding", ["yes": true, "no": false]) ?? false
            let page = try Page(call.parameters, days: 30, size: 20, nowMs: desk.venueTimeMs)
            let moves = desk.history.moves(of: login.accountID).filter { $0.marginAccount == login.marginAccount }
            let all = Bill.all(in: moves, of: type, desk.engine)
            let meant = all.filter { bill in
                (business == nil || bill.business == business) && (coin == nil || bill.coin == coin)
                    && !(onlyFunding && bill.movesMargin)
            }
            let bills = page.rows(of: meant, \.number, \.timeMs)
            return .object { json in
                json.memberList("bills", bills) { $0.write(to: &$1) }
                json.memberEnd(bills.last.map { WireID.text($0.number) })
            }
        }
    }
}
