import HTTP1
import Wire

extension Response {
    /// A JSON object.
    static func object(status: Int = 200, _ body: (inout JSONWriter) -> Void) -> Response {
        Response(status: status, body: JSONWriter.bytes { $0.object(body) })
    }
}
