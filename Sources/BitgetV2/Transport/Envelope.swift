import HTTP1
import Wire

/// The four members that every answer has: `bitget-python` refuses a fifth.
struct Envelope: Sendable {
    let timeMs: Int64
    /// How many calls are left, which every answer of an endpoint says: without that header `bitget-python` spins until
    /// the second is over. Nil where no endpoint was reached.
    var remaining: Int?

    func success(_ payload: Payload) -> Response {
        response(status: 200, code: "00000", message: "success", payload)
    }

    func failure(_ failure: Failure) -> Response {
        response(status: failure.status, code: failure.code, message: failure.message, .null)
    }

    private func response(status: Int, code: String, message: String, _ payload: Payload) -> Response {
        let body = JSONWriter.bytes { json in
            json.object { json in
                json.member("code", code)
                json.member("msg", message)
                json.member("requestTime", timeMs)
                json.memberRaw("data", payload.json)
            }
        }
        var response = Response(status: status, body: body)
        if let remaining { response.fields.append((name: "x-mbx-used-remain-limit", value: String(remaining))) }
        return response
    }
}

/// The whole of an answer's data.
struct Payload: Sendable {
    let json: [UInt8]

    static func object(_ body: (inout JSONWriter) -> Void) -> Payload {
        Payload(json: JSONWriter.bytes { $0.object(body) })
    }

    static func array(_ body: (inout JSONWriter) -> Void) -> Payload {
        Payload(json: JSONWriter.bytes { $0.array(body) })
    }

    static func text(_ text: String) -> Payload {
        Payload(json: JSONWriter.bytes { $0.value(text) })
    }

    static let null = Payload(json: Array("null".utf8))
}
