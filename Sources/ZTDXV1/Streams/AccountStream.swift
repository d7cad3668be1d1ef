import Desks
public import Dialects
public import HTTP1
import MarginEngine
import Wire

extension ZTDXDialect {
    /// The one stream. https://docs.p99.world/futures/usdt-margined/websocket-general
    public func openStream(_ request: Request, connectionID: String) -> (any StreamSession)? {
        request.path == "/ws" ? AccountStream() : nil
    }
}

/// `/ws` with its one channel, `unified_account`.
/// https://docs.p99.world/futures/usdt-margined/unified-margin/websocket
struct AccountStream: StreamSession {
    let silenceLimitMs: Int64 = 600_000
    static let channel = "unified_account"

    /// Who sent a token ahead of the subscription.
    private var caller: Login?
    /// Whose account is followed; a subscription with another key's token replaces it.
    private var login: Login?

    mutating func received(_ text: [UInt8], _ door: inout Door) -> [StreamAction] {
        guard let message = JSON.parse(text), let type = message["type"]?.string else {
            return [.reply(.failure(.invalidMessage, "a message is an object with a type"))]
        }
        if type == "ping" { return [.reply(.pong)] }
        if type == "auth_token" { return authenticate(message["token"]?.string, door) }
        guard message["channel"]?.string == Self.channel else {
            return [.reply(.failure(.unknownChannel, "the channel is \(Self.channel)"))]
        }
        switch type {
        case "subscribe": return subscribe(message["token"]?.string, door)
        case "unsubscribe": return unsubscribe()
        default: return [.reply(.failure(.invalidMessage, "unknown type"))]
        }
    }

    private mutating func authenticate(_ token: String?, _ door: Door) -> [StreamAction] {
        guard let known = Self.caller(token, door) else { return [.reply(.unauthorized)] }
        caller = known
        return [.reply(.authenticated)]
    }

    /// With a token inline, or after one was sent: ZTDX-MODE-32.
    private mutating func subscribe(_ token: String?, _ door: Door) -> [StreamAction] {
        guard let caller = token == nil ? caller : Self.caller(token, door), Self.isAccepted(caller, door) else {
            return [.reply(.unauthorized)]
        }
        let before = login.map { StreamStep.leave(key: AccountFeed.key($0)) }
        login = caller
        let change = StreamChange { _ in
            (before.map { [$0] } ?? []) + [.send(StreamReply.subscribed.bytes), .join(AccountFeed(caller))]
        }
        return [.follow(change, afterMs: 0)]
    }

    private mutating func unsubscribe() -> [StreamAction] {
        guard let login = login.take() else {
            return [.reply(.failure(.notSubscribed, "there is no subscription"))]
        }
        let change = StreamChange { _ in [.leave(key: AccountFeed.key(login)), .send(StreamReply.unsubscribed.bytes)] }
        return [.follow(change, afterMs: 0)]
    }

    private static func caller(_ token: String?, _ door: Door) -> Login? {
        token.flatMap { StreamToken($0)?.login(door) }
    }

    /// A key may be removed and its account be locked after its token was sent.
    private static func isAccepted(_ caller: Login, _ door: Door) -> Bool {
        door.keys.login(caller.key, .ztdx)?.standing == .normal
    }
}
