import Desks
import Dialects
import HTTP1
import MarginEngine
import Wire

/// Who is calling, from the ACCESS headers: https://www.bitget.com/api-doc/common/signature
enum Authentication {
    /// How far a request's timestamp may be from the server's clock, either way. BITGET-MODE-20.
    static let windowMs: Int64 = 30_000

    /// The login of a signed request, or the first check that fails, in this order.
    static func login(_ request: Request, _ door: Door) throws(Failure) -> Login {
        guard let key = request.field("access-key"), !key.isEmpty else { throw .keyEmpty }
        guard let signature = request.field("access-sign") else { throw .signMissing }
        guard !signature.isEmpty else { throw .signEmpty }
        guard let timestamp = request.field("access-timestamp"), let timeMs = Int64(timestamp) else {
            throw .timestampInvalid
        }
        guard let passphrase = request.field("access-passphrase"), !passphrase.isEmpty else { throw .passphraseEmpty }
        guard isWellFormed(key) else { throw .keyMalformed }
        guard let login = door.keys.login(key, .bitget), !login.hasExpired(by: door.wireTimeMs) else {
            throw .keyUnknown
        }
        guard isInWindow(timeMs, door) else { throw .timestampExpired }
        guard isRight(passphrase, login) else { throw .passphraseWrong }
        guard Signature.isValid(signature, timestamp: timestamp, of: request, by: login.signer) else {
            throw .signatureWrong
        }
        guard login.isOpen(to: door.peer) else { throw .addressNotAllowed(door.peer) }
        guard request.method == .get || !login.isReadOnly else { throw .readOnlyKey }
        try requireUnlocked(login.standing)
        guard hasJSONType(request) else { throw .contentTypeInvalid }
        guard login.standing != .unified || Generation(of: request.path) == .unified else { throw .unifiedAccount }
        return login
    }

    private static func requireUnlocked(_ standing: AccountStanding) throws(Failure) {
        switch standing {
        case .normal, .unified: return
        case .abnormal: throw .userAbnormal
        case .frozen: throw .accountFrozen
        case .disabled: throw .userDisabled
        }
    }

    private static func isWellFormed(_ key: String) -> Bool {
        key.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
                UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"), UInt8(ascii: "-"):
                true
            default: false
            }
        }
    }

    private static func isInWindow(_ timeMs: Int64, _ door: Door) -> Bool {
        let (distance, overflows) = timeMs.subtractingReportingOverflow(door.wireTimeMs)
        return !overflows && distance.magnitude <= windowMs.magnitude
    }

    private static func isRight(_ passphrase: String, _ login: Login) -> Bool {
        constantTimeEquals(Array(passphrase.utf8), login.passphrase)
    }

    /// A POST without body, as `bitget-python` sends it, needs no type.
    private static func hasJSONType(_ request: Request) -> Bool {
        guard request.method == .post, !request.body.isEmpty else { return true }
        return request.field("content-type")?.lowercased().hasPrefix("application/json") ?? false
    }
}
