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

    /// What a failure is called in either shape. One that is known in one shape only is told in that.
    enum Code: Sendable {
        /// No handler of an account call fails with it.
        case number(Int)
        case name(String)
        case both(Int, String)
        /// A precondition of the switch of the margin mode.
        case obstacle(SwitchObstacle)
    }

    let status: Int
    let code: Code
    private let text: String
    private let fields: [(name: String, value: String)]
    /// The particulars of the named shape, one JSON object.
    private let details: [UInt8]

    init(
        _ status: Int, _ code: Code, _ text: String, fields: [(name: String, value: String)] = [],
        details: (inout JSONWriter) -> Void = { _ in }
    ) {
        self.status = status
        self.code = code
        self.text = text
        self.fields = fields
        self.details = JSONWriter.bytes { $0.object(details) }
    }

    /// The answer.
    func response(in shape: Shape) -> Response {
        let body = JSONWriter.bytes { json in
            json.object { json in
                switch (code, shape) {
                case (.number(let number), _), (.both(let number, _), .numbered):
                    json.member("code", number)
                    json.member("msg", text)
                case (.name(let name), _), (.both(_, let name), .named): write(name, &json)
                case (.obstacle(let obstacle), _): write(obstacle.rawValue, &json)
                }
            }
        }
        return Response(status: status, fields: fields, body: body)
    }

    private func write(_ name: String, _ json: inout JSONWriter) {
        json.member("success", false)
        json.member("code", name)
        json.member("error", text)
        json.memberRaw("details", details)
    }
}
