import Desks
import Dialects
import MarginEngine
import Wire

extension Accounts {
    /// Get Account Information, whose permissions clients look up:
    /// https://www.bitget.com/api-doc/spot/account/Get-Account-Info
    static func information(_ call: Call, _ login: Login) throws(Failure) -> Answer {
        .desk { desk in
            let isTrader = desk.engine[login.accountID].kind == .copyTrader
            return .object { json in
                json.member("userId", String(login.uid))
                json.member("inviterId", "")
                json.member("channelCode", "")
                json.member("channel", "")
                json.member("ips", login.addresses.joined(separator: ","))
                json.memberArray("authorities") { list in
                    for right in login.isReadOnly ? Self.reading : Self.reading + Self.writing { list.value(right) }
                }
                json.member("parentId", Int64(clamping: login.uid))
                json.member("traderType", isTrader ? "trader" : "not_trader")
                json.member("regisTime", "")
            }
        }
    }

    /// Futures orders and futures holdings.
    private static let reading = ["coor", "cpor"]
    private static let writing = ["coow", "cpow"]
}
