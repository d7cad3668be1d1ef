import HTTP1
import Wire

extension Response {
    /// Status 200 and a JSON object.
    static func object(_ body: (inout JSONWriter) -> Void) -> Response {
        Response(status: 200, body: JSONWriter.bytes { $0.object(body) })
    }

    /// Status 200 and a JSON array.
    static func array(_ body: (inout JSONWriter) -> Void) -> Response {
        Response(status: 200, body: JSONWriter.bytes { $0.array(body) })
    }

    /// What a change without figures of its own is answered under `/fapi`.
    static func done(_ message: String) -> Response {
        .object { body in
            body.member("code", 200)
            body.member("msg", message)
        }
    }
}

extension JSONWriter {
    /// A string, or null.
    mutating func memberOptional(_ name: StaticString, _ text: String?) {
        if let text { member(name, text) } else { memberNull(name) }
    }
}
