import HTTP1
import Wire

/// How a call ends that does not succeed. The venue has two shapes, numbered and named: ZTDX-MODE-33.
struct Failure: Error {
    /// `{"code":-1022,"msg":"…"}`, that of Binance: all of `/fapi`, and everywhere what fails before a call's handler
    /// is asked. `{"success":false,"code":"…","error":"…","details":{…}}`: the account calls under `/api/v1`, of which
    /// the venue documents the codes only; the shape is ours.
    enum Shape: Sendable {
        case numbered
        case named
    }

    private let status: Int
    /// Nil for what only the named calls know.
    private let number: Int?
    private let name: String
    private let text: String
    private let fields: [(name: String, value: String)]
    /// The particulars of the named shape, one JSON object.
    private let details: [UInt8]

    /// A failure that has a number.
    init(_ status: Int, _ code: Int, _ message: String, fields: [(name: String, value: String)] = []) {
        self.status = status
        number = code
        name = Self.name(of: code)
        text = message
        self.fields = fields
        details = Array("{}".utf8)
    }

    /// A failure that has a name only.
    init(_ status: Int, named code: String, _ text: String, details: (inout JSONWriter) -> Void = { _ in }) {
        self.status = status
        number = nil
        name = code
        self.text = text
        fields = []
        self.details = JSONWriter.bytes { $0.object(details) }
    }

    /// The answer; a failure without a number is named everywhere.
    func response(in shape: Shape) -> Response {
        let body = JSONWriter.bytes { json in
            json.object { json in
                if let number, shape == .numbered {
                    json.member("code", number)
                    json.member("msg", text)
                } else {
                    json.member("success", false)
                    json.member("code", name)
                    json.member("error", text)
                    json.memberRaw("details", details)
                }
            }
        }
        return Response(status: status, fields: fields, body: body)
    }

    /// The name a numbered failure has in the named calls. `INVALID_SYMBOL` and `INVALID_LEVERAGE` are the venue's
    /// (older documentation of orders), the others ours.
    private static func name(of code: Int) -> String {
        switch code {
        case -1001: "VENUE_HALTED"
        case -1013: "FILTER_FAILURE"
        case -1102, -1111, -1130: "INVALID_PARAMETER"
        case -1121: "INVALID_SYMBOL"
        case -2011, -2013: "ORDER_NOT_FOUND"
        case -2019: "INSUFFICIENT_MARGIN"
        case -2025: "TOO_MANY_ORDERS"
        case -2027: "POSITION_LIMIT_EXCEEDED"
        case -4028: "INVALID_LEVERAGE"
        case -4087: "REDUCE_ONLY"
        default: "INTERNAL_ERROR"
        }
    }
}

/// The numbered failures before the desk. Where the venue's pages are silent, codes and texts are those that clients
/// written for Binance's futures API know.
extension Failure {
    static let resultUnknown = Failure(
        503, -1007,
        "Timeout waiting for response from backend server. Send status unknown; execution status unknown.")
    static let keyMalformed = Failure(401, -2014, "API-key format invalid.")
    static let keyRefused = Failure(401, -2015, "Invalid API-key, IP, or permissions for action.")
    static let timestampBehind = Failure(400, -1021, "Timestamp for this request is outside of the recvWindow.")
    static let timestampAhead = Failure(
        400, -1021, "Timestamp for this request was 1000ms ahead of the server's time.")
    static let recvWindowInvalid = Failure(400, -1131, "recvWindow must be a whole number from 0 to 60000.")
    static let signatureWrong = Failure(401, -1022, "Signature for this request is not valid.")

    static func noSuchPath(_ path: String) -> Failure { Failure(404, -5000, "Path \(path) is invalid") }

    static func methodNotAllowed(_ request: Request, allowed: String) -> Failure {
        Failure(
            405, -5000, "Path \(request.path), Method \(request.methodText) is invalid", fields: [("Allow", allowed)])
    }

    static func malformed(_ name: String) -> Failure {
        Failure(400, -1102, "Mandatory parameter '\(name)' was not sent, was empty/null, or malformed.")
    }

    static func invalid(_ name: String) -> Failure {
        Failure(400, -1130, "Data sent for parameter '\(name)' is not valid.")
    }

    static func tooPrecise(_ name: String) -> Failure {
        Failure(400, -1111, "Precision of parameter '\(name)' is over the maximum of 8 decimals.")
    }

    static func tooManyRequests(retryAtMs: Int64, nowMs: Int64) -> Failure {
        Failure(429, -1003, "Too many requests.", fields: [retryAfter(retryAtMs, nowMs)])
    }

    static func banned(untilMs: Int64, nowMs: Int64) -> Failure {
        Failure(
            418, -1003, "Way too many requests; IP banned until \(untilMs).", fields: [retryAfter(untilMs, nowMs)])
    }

    /// Whole seconds, at least one (RFC 9110, section 10.2.3).
    private static func retryAfter(_ atMs: Int64, _ nowMs: Int64) -> (name: String, value: String) {
        ("Retry-After", String(max(1, (atMs - nowMs + 999) / 1_000)))
    }
}
