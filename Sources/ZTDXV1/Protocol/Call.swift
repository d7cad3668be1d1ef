import Desks
import HTTP1
import Wire

/// A request with its parameters read.
struct Call: Sendable {
    let request: Request
    let parameters: Parameters
    /// The wall clock, ms.
    let wireTimeMs: Int64

    /// - Parameter named: the parameters that stand in the path.
    init(_ request: Request, named: [String: String], wireTimeMs: Int64) {
        self.request = request
        parameters = Parameters(request, inPath: named)
        self.wireTimeMs = wireTimeMs
    }
}

/// What a handler makes of a call whose parameters are well-formed.
enum Answer: Sendable {
    case now(Response)
    case desk(@Sendable (inout Desk) throws(Failure) -> Response)
}

extension Response {
    /// Status 200 and a JSON object.
    static func object(_ body: (inout JSONWriter) -> Void) -> Response {
        Response(status: 200, body: JSONWriter.bytes { $0.object(body) })
    }

    /// Status 200 and a JSON array.
    static func array(_ body: (inout JSONWriter) -> Void) -> Response {
        Response(status: 200, body: JSONWriter.bytes { $0.array(body) })
    }
}
