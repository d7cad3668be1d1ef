import HTTP1
import Wire

/// The opening of a WebSocket (RFC 6455, section 4.2).
enum Handshake {
    /// True for a request that asks for a WebSocket rather than an answer.
    static func isAsked(by request: Request) -> Bool {
        request.method == .get && request.lists("websocket", in: "upgrade")
    }

    /// The answer that opens the WebSocket; nil when the request may not have one.
    static func opening(_ request: Request) -> Response? {
        guard request.version == .http11, request.body.isEmpty, request.lists("upgrade", in: "connection"),
            isVersionKnown(request), let key = request.field("sec-websocket-key"), Base64.decode(key)?.count == 16
        else { return nil }
        let accepted = Base64.encode(SHA1.digest(Array((key + uniqueSuffix).utf8)))
        return Response(
            status: 101,
            fields: [("Upgrade", "websocket"), ("Connection", "Upgrade"), ("Sec-WebSocket-Accept", accepted)])
    }

    /// Why there is no `opening`. A client of another version is told ours (section 4.4).
    static func refusal(of request: Request) -> Response {
        guard !isVersionKnown(request) else { return .error(400, "malformed WebSocket handshake") }
        var response = Response.error(426, "unknown WebSocket version")
        response.fields = [("Upgrade", "websocket"), ("Connection", "Upgrade"), ("Sec-WebSocket-Version", version)]
        return response
    }

    private static let version = "13"
    private static let uniqueSuffix = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"

    private static func isVersionKnown(_ request: Request) -> Bool {
        request.field("sec-websocket-version") == version
    }
}

extension Request {
    /// True when a field that is a list of tokens has that one, in any letter case.
    fileprivate func lists(_ token: String, in name: String) -> Bool {
        fields.contains { field in
            field.name == name
                && field.value.split(separator: ",").contains { $0.lowercased().trimmed == token }
        }
    }
}

extension String {
    fileprivate var trimmed: Substring { drop { $0 == " " || $0 == "\t" }.trailingTrimmed }
}

extension Substring {
    fileprivate var trailingTrimmed: Substring {
        var text = self
        while text.last == " " || text.last == "\t" { text.removeLast() }
        return text
    }
}
