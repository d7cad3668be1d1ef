import Desks
import Dialects
import MarginEngine
import Wire

/// `GET /v5/user/query-api`: what a key may do and whose it is.
/// https://bybit-exchange.github.io/docs/v5/user/apikey-info
struct APIKeyInfo: PrivateCall {
    private static let dayMs: Int64 = 86_400_000

    private let caller: Login
    private let receivedMs: Int64

    init(_ parameters: Parameters, by caller: Login) throws(ReturnCode) {
        self.caller = caller
        receivedMs = parameters.receivedMs
    }

    func perform(on desk: inout Desk) throws(ReturnCode) -> Answer {
        Answer(message: "") { result in
            result.member("id", "\(caller.uid)")
            result.member("note", "")
            result.member("apiKey", caller.key)
            result.member("readOnly", caller.isReadOnly ? 1 : 0)
            result.member("secret", "")
            result.memberObject("permissions", writePermissions)
            result.memberArray("ips") { list in
                if caller.addresses.isEmpty { list.value("*") }
                for address in caller.addresses { list.value(address) }
            }
            result.member("type", 1)
            result.member("deadlineDay", daysLeft)
            result.member("expiredAt", caller.expiresMs.map(UTC.textToSecond) ?? "")
            result.member("createdAt", UTC.textToSecond(0))
            result.member("unified", 0)
            result.member("uta", caller.account.generation.isUnified ? 1 : 0)
            result.member("userID", caller.uid)
            result.member("userIDInt64", "\(caller.uid)")
            result.member("inviterID", 0)
            result.member("inviterIDInt64", "0")
            result.member("vipLevel", "No VIP")
            result.member("mktMakerLevel", "0")
            result.member("affiliateID", 0)
            result.member("affiliateIDInt64", "0")
            result.member("rsaPublicKey", "")
            result.member("isMaster", true)
            result.member("parentUid", "0")
            result.member("kycLevel", "LEVEL_DEFAULT")
            result.member("kycRegion", "")
        }
    }

    private func writePermissions(to permissions: inout JSONWriter) {
        permissions.memberArray("ContractTrade") { list in
            if caller.permissions.contains(.orders) { list.value("Order") }
            if caller.permissions.contains(.positions) { list.value("Position") }
        }
        permissions.memberArray("Spot") { $0.value("SpotTrade") }
        permissions.memberArray("Wallet") { list in
            if caller.permissions.contains(.transfers) { list.value("AccountTransfer") }
        }
        permissions.memberArray("Options") { _ in }
        permissions.memberArray("Derivatives") { list in
            if caller.permissions.contains([.orders, .positions]) { list.value("DerivativesTrade") }
        }
        permissions.memberArray("CopyTrading") { _ in }
        permissions.memberArray("BlockTrade") { _ in }
        permissions.memberArray("Exchange") { _ in }
        permissions.memberArray("NFT") { _ in }
        permissions.memberArray("Affiliate") { _ in }
        permissions.memberArray("Earn") { _ in }
        permissions.memberArray("FiatP2P") { _ in }
        permissions.memberArray("FiatBitPay") { _ in }
        permissions.memberArray("FiatConvertBroker") { _ in }
        permissions.memberArray("FiatGlobalPay") { _ in }
        permissions.memberArray("BitCard") { _ in }
        permissions.memberArray("ByXPost") { _ in }
    }

    /// Whole days until the key expires, 0 for one that never does.
    private var daysLeft: Int64 {
        guard let expiresMs = caller.expiresMs else { return 0 }
        return max(0, expiresMs - receivedMs) / Self.dayMs
    }
}
