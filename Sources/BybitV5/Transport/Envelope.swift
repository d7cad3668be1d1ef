import HTTP1
import Wire

/// What a call has to say, before it is put into the envelope.
struct Answer {
    var code = 0
    /// Not contractual; each group of endpoints has its own word for success.
    var message = "OK"
    /// The `result` member: one JSON object.
    var result: [UInt8]
    /// The `retExtInfo` member: one JSON object, which only batches have something to say in.
    var extra = Array("{}".utf8)
    /// True for the one endpoint whose replies have neither `retExtInfo` nor `time`.
    var isBare = false

    /// An answer whose result object `members` writes.
    init(message: String = "OK", _ members: (inout JSONWriter) -> Void = { _ in }) {
        self.message = message
        result = JSONWriter.bytes { $0.object(members) }
    }
}

/// Puts answers and refusals into the form that every REST reply has.
/// https://bybit-exchange.github.io/docs/v5/guide#common-response-parameters
struct Envelope: Sendable {
    /// The wall clock when the request came in.
    let timeMs: Int64
    /// What the caller may still do, where the endpoint counts calls.
    var limit: RateStatus?

    init(timeMs: Int64) {
        self.timeMs = timeMs
    }

    func response(_ answer: Answer) -> Response {
        let body = JSONWriter.bytes { writer in
            writer.object { reply in
                reply.member("retCode", answer.code)
                reply.member("retMsg", answer.message)
                reply.memberRaw("result", answer.result)
                if answer.isBare { return }
                reply.memberRaw("retExtInfo", answer.extra)
                reply.member("time", timeMs)
            }
        }
        return Response(status: 200, fields: limitFields, body: body)
    }

    func response(_ refusal: ReturnCode) -> Response {
        var answer = Answer(message: refusal.message)
        answer.code = refusal.number
        var response = response(answer)
        response.status = refusal.httpStatus
        return response
    }

    /// A refused caller is told to come back at least one second from now: pybit sleeps until that time and crashes
    /// when it has passed, so it must lie ahead of the client's clock after the way back, too.
    private var limitFields: [(name: String, value: String)] {
        guard let limit else { return [] }
        let resetMs = limit.isLimited ? max(limit.resetAtMs, timeMs + 1_000) : timeMs
        return [
            ("X-Bapi-Limit", "\(limit.limit)"),
            ("X-Bapi-Limit-Status", "\(limit.remaining)"),
            ("X-Bapi-Limit-Reset-Timestamp", "\(resetMs)"),
        ]
    }
}
