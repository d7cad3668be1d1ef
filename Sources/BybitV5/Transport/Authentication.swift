import Desks
import Dialects
import HTTP1
import MarginEngine
import Wire

/// Verifies who sent a request, BYBIT-MODE-9. https://bybit-exchange.github.io/docs/v5/guide#authentication
///
/// The venue does not document the order of its checks; this one is ours.
struct Authentication {
    private static let defaultRecvWindowMs: Int64 = 5_000
    private static let allowedLeadMs: Int64 = 1_000
    /// Greater windows and timestamps are not numbers of milliseconds in any sense, and would overflow.
    private static let greatestMs: Int64 = 1 << 53

    private let request: Request
    private let door: Door

    init(_ request: Request, _ door: Door) {
        self.request = request
        self.door = door
    }

    /// The login whose key signed the request.
    func login() throws(ReturnCode) -> Login {
        guard let key = request.field("x-bapi-api-key"), let timestamp = request.field("x-bapi-timestamp"),
            let signature = request.field("x-bapi-sign"), request.method == .get || !request.body.isEmpty
        else { throw .notAuthenticated }
        guard let login = door.keys.login(key, .bybit) else { throw .unknownKey }
        guard !login.hasExpired(by: door.wireTimeMs) else { throw .expiredKey }
        guard login.isOpen(to: door.peer) else { throw .unmatchedAddress }
        let recvWindow = request.field("x-bapi-recv-window")
        guard Self.isWithinWindow(timestamp, recvWindow, wireTimeMs: door.wireTimeMs) else {
            throw .outsideWindow(
                timestamp: timestamp, serverMs: door.wireTimeMs,
                recvWindow: recvWindow ?? "\(Self.defaultRecvWindowMs)")
        }
        let signed = Array((timestamp + key + (recvWindow ?? "")).utf8) + payload
        guard constantTimeEquals(Hex.decode(signature) ?? [], login.signer.digest(signed)) else {
            throw .wrongSignature(of: signed)
        }
        return login
    }

    /// The bytes as they travelled: clients order and space them each in their own way.
    private var payload: [UInt8] { request.method == .get ? request.query : request.body }

    /// Whether a client's time is neither too old nor ahead.
    static func isWithinWindow(_ timestamp: String, _ recvWindow: String?, wireTimeMs: Int64) -> Bool {
        guard let timestampMs = milliseconds(timestamp),
            let windowMs = recvWindow.map(milliseconds) ?? defaultRecvWindowMs
        else { return false }
        return wireTimeMs - windowMs <= timestampMs && timestampMs < wireTimeMs + allowedLeadMs
    }

    private static func milliseconds(_ text: String) -> Int64? {
        Int64(text).flatMap { (0...greatestMs).contains($0) ? $0 : nil }
    }
}
