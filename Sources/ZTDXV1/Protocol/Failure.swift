import HTTP1
import Wire

/// How a call ends that does not succeed, in one of the two shapes that the venue has.
struct Failure: Error {
    let response: Response

    /// The numbered shape, `{"code":-1022,"msg":"…"}`: all of `/fapi`, and authentication everywhere.
    init(_ status: Int, _ code: Int, _ message: String, fields: [(name: String, value: String)] = []) {
        let body = JSONWriter.bytes {
            $0.object {
                $0.member("code", code)
                $0.member("msg", message)
            }
        }
        response = Response(status: status, fields: fields, body: body)
    }

    /// The named shape of the account calls under `/api/v1`. The venue documents the codes only; the shape is ours.
    init(_ status: Int, named code: String, _ text: String, details: (inout JSONWriter) -> Void) {
        let body = JSONWriter.bytes {
            $0.object {
                $0.member("success", false)
                $0.member("code", code)
                $0.member("error", text)
                $0.memberObject("details", details)
            }
        }
        response = Response(status: status, body: body)
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
