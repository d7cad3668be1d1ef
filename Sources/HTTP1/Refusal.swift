/// Why a request is refused before anything else sees it. The raw value is the text the peer reads.
///
/// Every refusal closes the connection: after a framing doubt nobody can say where the next request begins
/// (RFC 9112, section 11.2).
public enum Refusal: String, Error, Sendable, CaseIterable {
    case malformedRequestLine = "malformed request line"
    case malformedTarget = "malformed request target"
    case methodNotImplemented = "method not implemented"
    case versionNotSupported = "HTTP version not supported"

    case bareLineFeed = "line not ended by CR LF"
    case malformedField = "malformed header field"
    case foldedField = "folded header field"
    case fieldsTooLarge = "header fields too large"

    case missingHost = "missing Host"
    case repeatedHost = "more than one Host"
    case malformedHost = "malformed Host"

    case repeatedLength = "more than one Content-Length"
    case malformedLength = "malformed Content-Length"
    case lengthBesideCoding = "Content-Length beside Transfer-Encoding"
    case unknownCoding = "unknown transfer coding"
    case unknownExpectation = "unknown expectation"

    case malformedChunk = "malformed chunk"
    case bodyTooLarge = "body too large"
    case requestTooSlow = "request not complete in time"

    /// The status code the refusal is answered with.
    public var status: Int {
        switch self {
        case .requestTooSlow: 408
        case .bodyTooLarge: 413
        case .unknownExpectation: 417
        case .fieldsTooLarge: 431
        case .methodNotImplemented: 501
        case .versionNotSupported: 505
        default: 400
        }
    }

    /// The answer: `{"error":"…"}` with `status`.
    public var response: Response {
        Response(status: status, body: Array(#"{"error":"\#(rawValue)"}"#.utf8))
    }
}
