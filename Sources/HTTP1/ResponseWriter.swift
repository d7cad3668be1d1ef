/// Turns responses into the bytes that travel.
enum ResponseWriter {
    /// What the answer says about the connection.
    enum Persistence {
        /// Nothing: HTTP/1.1 keeps connections open of itself.
        case implied
        /// `Connection: keep-alive`, for an HTTP/1.0 peer that asked for it.
        case keepAlive
        /// `Connection: close`.
        case close
    }

    static let interimContinue = Array("HTTP/1.1 100 Continue\r\n\r\n".utf8)

    /// The whole answer. The answer to HEAD has the length of the body it leaves out (RFC 9110, section 9.3.2); 204
    /// and 304 have neither body nor length (section 8.6).
    static func bytes(_ response: Response, isHead: Bool, persistence: Persistence) -> [UInt8] {
        let hasContent = response.status >= 200 && response.status != 204 && response.status != 304
        var bytes: [UInt8] = []
        bytes.reserveCapacity(usualHeadBytes + response.body.count)
        append(statusLine(response.status), to: &bytes)
        if hasContent {
            appendField("Content-Type", response.contentType, to: &bytes)
            appendField("Content-Length", String(response.body.count), to: &bytes)
        }
        switch persistence {
        case .implied: break
        case .keepAlive: append("Connection: keep-alive\r\n", to: &bytes)
        case .close: append("Connection: close\r\n", to: &bytes)
        }
        for (name, value) in response.fields { appendField(name, value, to: &bytes) }
        append("\r\n", to: &bytes)
        if hasContent, !isHead { bytes.append(contentsOf: response.body) }
        return bytes
    }

    private static func append(_ text: String, to bytes: inout [UInt8]) {
        bytes.append(contentsOf: text.utf8)
    }

    private static func appendField(_ name: String, _ value: String, to bytes: inout [UInt8]) {
        appendContent(of: name, to: &bytes)
        append(": ", to: &bytes)
        appendContent(of: value, to: &bytes)
        append("\r\n", to: &bytes)
    }

    /// A value may echo what a peer sent. A line break in it would begin a field, or an answer, of that peer's making:
    /// control characters become spaces (RFC 9110, section 5.5).
    private static func appendContent(of text: String, to bytes: inout [UInt8]) {
        let utf8 = text.utf8.span
        guard !utf8.isFieldContent else { return append(text, to: &bytes) }
        for index in utf8.indices { bytes.append(utf8[index].isFieldContent ? utf8[index] : .space) }
    }

    private static func statusLine(_ status: Int) -> String {
        switch status {
        case 200: "HTTP/1.1 200 OK\r\n"
        case 400: "HTTP/1.1 400 Bad Request\r\n"
        default: "HTTP/1.1 \(status) \(reason(status))\r\n"
        }
    }

    /// The reason phrase; empty for a code that has none here, which RFC 9112, section 4, allows.
    private static func reason(_ status: Int) -> String {
        switch status {
        case 101: "Switching Protocols"
        case 201: "Created"
        case 202: "Accepted"
        case 204: "No Content"
        case 301: "Moved Permanently"
        case 302: "Found"
        case 304: "Not Modified"
        case 307: "Temporary Redirect"
        case 308: "Permanent Redirect"
        case 401: "Unauthorized"
        case 403: "Forbidden"
        case 404: "Not Found"
        case 405: "Method Not Allowed"
        case 408: "Request Timeout"
        case 409: "Conflict"
        case 413: "Content Too Large"
        case 415: "Unsupported Media Type"
        case 417: "Expectation Failed"
        case 422: "Unprocessable Content"
        case 426: "Upgrade Required"
        case 429: "Too Many Requests"
        case 431: "Request Header Fields Too Large"
        case 500: "Internal Server Error"
        case 501: "Not Implemented"
        case 502: "Bad Gateway"
        case 503: "Service Unavailable"
        case 504: "Gateway Timeout"
        case 505: "HTTP Version Not Supported"
        default: ""
        }
    }

    private static let usualHeadBytes = 256
}
