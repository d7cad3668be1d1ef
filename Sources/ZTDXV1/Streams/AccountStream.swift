public import Desks
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
///
/// The pages show the subscription and the data; what surrounds the data, the acknowledgements and the errors are ours.
struct AccountStream: StreamSession {
    let silenceLimitMs: Int64 = 600_000
    private static let channel = "unified_account"

    /// Whose account is followed; a subscription with another key's token replaces it.
    private var login: Login?

    mutating func received(_ text: [UInt8], _ door: inout Door) -> [StreamAction] {
        guard let message = JSON.parse(text), let type = message["type"]?.string else {
            return [.send(Self.failure("INVALID_MESSAGE", "a message is an object with a type"))]
        }
        if type == "ping" { return [.send(Self.short("pong"))] }
        guard message["channel"]?.string == Self.channel else {
            return [.send(Self.failure("UNKNOWN_CHANNEL", "the channel is \(Self.channel)"))]
        }
        switch type {
        case "subscribe": return subscribe(message["token"]?.string, door)
        case "unsubscribe": return unsubscribe()
        default: return [.send(Self.failure("INVALID_MESSAGE", "unknown type"))]
        }
    }

    private mutating func subscribe(_ token: String?, _ door: Door) -> [StreamAction] {
        guard let token, let caller = StreamToken(token)?.login(door) else {
            return [.send(Self.failure("UNAUTHORIZED", "the token is not valid"))]
        }
        let before = login.map { StreamStep.leave(key: AccountFeed.key($0)) }
        login = caller
        let change = StreamChange { _ in
            (before.map { [$0] } ?? []) + [.send(Self.short("subscribed")), .join(AccountFeed(caller))]
        }
        return [.follow(change, afterMs: 0)]
    }

    private mutating func unsubscribe() -> [StreamAction] {
        guard let login = login.take() else {
            return [.send(Self.failure("NOT_SUBSCRIBED", "there is no subscription"))]
        }
        let change = StreamChange { _ in [.leave(key: AccountFeed.key(login)), .send(Self.short("unsubscribed"))] }
        return [.follow(change, afterMs: 0)]
    }

    private static func short(_ type: String) -> [UInt8] {
        JSONWriter.bytes { json in
            json.object { json in
                json.member("type", type)
                if type != "pong" { json.member("channel", channel) }
            }
        }
    }

    private static func failure(_ code: String, _ text: String) -> [UInt8] {
        JSONWriter.bytes { json in
            json.object { json in
                json.member("type", "error")
                json.member("code", code)
                json.member("message", text)
            }
        }
    }
}
