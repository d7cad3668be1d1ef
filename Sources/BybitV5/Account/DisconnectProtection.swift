import Desks
import Dialects
import HTTP1
import MarginEngine
import Wire

/// `product` of disconnection protection. https://bybit-exchange.github.io/docs/v5/order/dcp
enum ProtectedProduct: String, CaseIterable, Sendable {
    case spot = "SPOT"
    case derivatives = "DERIVATIVES"
    case options = "OPTIONS"

    /// For how many seconds its clients may be gone; nil where it is not protected.
    var window: WritableKeyPath<AccountPreferences, Int64?> {
        switch self {
        case .spot: \.spotWindow
        case .derivatives: \.contractWindow
        case .options: \.optionWindow
        }
    }
}

/// `POST /v5/order/disconnected-cancel-all`: after how many seconds orders are cancelled. The venue turns this on for
/// some institutions only; here it is on for all who ask. https://bybit-exchange.github.io/docs/v5/order/dcp
struct SetDisconnectProtection: PrivateCall {
    private let uid: UInt64
    private let product: ProtectedProduct
    private let seconds: Int64

    init(_ parameters: Parameters, by caller: Login) throws(ReturnCode) {
        uid = caller.uid
        let name = try parameters.text("product") ?? ProtectedProduct.options.rawValue
        guard let product = ProtectedProduct(rawValue: name) else { throw .invalid("product") }
        self.product = product
        guard let seconds = try parameters.integer("timeWindow"), (3...300).contains(seconds) else {
            throw .invalid("timeWindow")
        }
        self.seconds = seconds
    }

    func perform(on desk: inout Desk) throws(ReturnCode) -> Answer {
        try desk.setPreferences(of: uid) { $0[keyPath: product.window] = seconds }
        return Answer(message: "success")
    }
}

/// `GET /v5/account/query-dcp-info`: the products that are protected.
/// https://bybit-exchange.github.io/docs/v5/account/dcp-info
struct DisconnectProtectionInfo: PrivateCall {
    private let uid: UInt64

    init(_ parameters: Parameters, by caller: Login) throws(ReturnCode) {
        uid = caller.uid
    }

    func perform(on desk: inout Desk) throws(ReturnCode) -> Answer {
        let preferences = desk.preferences(of: uid)
        return Answer(message: "success") { result in
            result.memberArray("dcpInfos") { list in
                for product in ProtectedProduct.allCases {
                    guard let seconds = preferences[keyPath: product.window] else { continue }
                    list.object { row in
                        row.member("product", product.rawValue)
                        row.member("dcpStatus", "ON")
                        row.member("timeWindow", "\(seconds)")
                    }
                }
            }
        }
    }
}

extension Desk {
    /// Changes what an account has set of itself; refused once nothing may change any more.
    mutating func setPreferences(
        of uid: UInt64, _ change: (inout AccountPreferences) -> Void
    ) throws(ReturnCode) {
        guard haltReason == nil else { throw .tradingHalted }
        var preferences = preferences(of: uid)
        change(&preferences)
        apply(.setPreferences(uid: uid, preferences))
    }
}
