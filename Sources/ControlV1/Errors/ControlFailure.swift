import HTTP1
import Wire

/// How a call ends that does not succeed: `{"error":{"code":"…","message":"…"}}`.
struct ControlFailure: Error {
    let response: Response

    init(_ status: Int, _ code: String, _ message: String, fields: [(name: String, value: String)] = []) {
        let body = JSONWriter.bytes {
            $0.object {
                $0.memberObject("error") { error in
                    error.member("code", code)
                    error.member("message", message)
                }
            }
        }
        response = Response(status: status, fields: fields, body: body)
    }

    init(_ invalid: InvalidMember) {
        self.init(400, "invalidMember", invalid.description)
    }

    /// RFC 6750, section 3.
    static let unauthorized = ControlFailure(
        401, "unauthorized", "a bearer token is needed", fields: [("WWW-Authenticate", "Bearer")])
    static let resultUnknown = ControlFailure(503, "resultUnknown", "whether it was applied is unknown")
    static let malformedBody = ControlFailure(400, "malformedBody", "the body must be a JSON object")
    static let nameTaken = ControlFailure(409, "nameTaken", "an account has that name already")
    static let clockIsReal = ControlFailure(409, "clockIsReal", "only a frozen clock is advanced by hand")
    static let noRandomBytes = ControlFailure(503, "noRandomBytes", "no key could be made")

    /// A path that there is not, HOUSE-15, or something named in one.
    static func unknown(_ what: String, _ name: String?) -> ControlFailure {
        ControlFailure(404, "unknown" + what.prefix(1).uppercased() + what.dropFirst(), "no \(what) \(name ?? "")")
    }

    static func methodNotAllowed(_ request: Request, allowed: String) -> ControlFailure {
        ControlFailure(
            405, "methodNotAllowed", "\(request.methodText) is not one of \(allowed)", fields: [("Allow", allowed)])
    }
}
