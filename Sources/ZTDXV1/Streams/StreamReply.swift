import Desks
import Dialects
import Wire

/// What the stream answers to a client's message. The venue shows the acknowledgement of a subscription, the rest is
/// ours. https://docs.p99.world/futures/usdt-margined/unified-margin/websocket
enum StreamReply {
    case pong
    case authenticated
    case subscribed
    case unsubscribed
    case failure(Code, String)

    enum Code: String {
        case invalidMessage = "INVALID_MESSAGE"
        case unknownChannel = "UNKNOWN_CHANNEL"
        case unauthorized = "UNAUTHORIZED"
        case notSubscribed = "NOT_SUBSCRIBED"
    }

    static let unauthorized = StreamReply.failure(.unauthorized, "the token is not valid")

    var bytes: [UInt8] { JSONWriter.bytes { $0.object(write) } }

    private func write(_ json: inout JSONWriter) {
        switch self {
        case .pong: json.member("type", "pong")
        case .authenticated: json.member("type", "authenticated")
        case .subscribed:
            json.member("type", "subscribed")
            json.member("channel", AccountStream.channel)
        case .unsubscribed:
            json.member("type", "unsubscribed")
            json.member("channel", AccountStream.channel)
        case .failure(let code, let text):
            json.member("type", "error")
            json.member("code", code.rawValue)
            json.member("message", text)
        }
    }
}

extension StreamAction {
    /// Answers a client's message at once.
    static func reply(_ reply: StreamReply) -> StreamAction { .send(reply.bytes) }
}
