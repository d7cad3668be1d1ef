import HTTP1
import Wire

/// The four members that every answer has: `bitget-python` refuses a fifth.
enum Envelope {
    static func success(_ data: [UInt8], timeMs: Int64) -> Response {
        response(status: 200, code: "00000", message: "success", data: data, timeMs: timeMs)
    }

    static func failure(_ failure: Failure, timeMs: Int64) -> Response {
        response(
            status: failure.status, code: failure.code, message: failure.message, data: Array("null".utf8),
            timeMs: timeMs)
    }

    private static func response(
        status: Int, code: String, message: String, data: [UInt8], timeMs: Int64
    ) -> Response {
        let body = JSONWriter.bytes { json in
            json.object { json in
                json.member("code", code)
                json.member("msg", message)
                json.member("requestTime", timeMs)
                json.memberRaw("data", data)
            }
        }
        return Response(status: status, body: body)
    }
}

/// The whole of an answer's data, as JSON bytes.
enum Payload {
    static func object(_ body: (inout JSONWriter) -> Void) -> [UInt8] {
        JSONWriter.bytes { $0.object(body) }
    }

    static func array(_ body: (inout JSONWriter) -> Void) -> [UInt8] {
        JSONWriter.bytes { $0.array(body) }
    }

    static func text(_ text: String) -> [UInt8] {
        JSONWriter.bytes { $0.value(text) }
    }
}
