import Wire

/// What the public and the private streams answer to their clients' messages.
/// https://bybit-exchange.github.io/docs/v5/ws/connect
struct StreamReply: Sendable {
    let connectionID: String
    /// A client of a public stream is always told a `req_id`, that of a private one only its own.
    let namesEveryRequest: Bool
    /// What is said of a message that was followed.
    var success = ""

    func success(_ operation: Operation) -> [UInt8] { reply(operation, true, success) }

    func refusal(_ operation: Operation, _ reason: String) -> [UInt8] { reply(operation, false, reason) }

    /// A refused login names the message it refuses, which ccxt looks for.
    func refusedLogin(_ operation: Operation, _ reason: String) -> [UInt8] {
        JSONWriter.bytes { json in
            json.object { json in
                json.member("success", false)
                json.member("ret_msg", reason)
                json.member("op", "auth")
                json.member("conn_id", connectionID)
                if let id = operation.requestID { json.memberRaw("req_id", id) }
                json.memberObject("request") { request in
                    request.member("op", "auth")
                    request.memberArray("args") { args in
                        for echo in operation.args.compactMap(\.echo) { args.valueRaw(echo) }
                    }
                }
            }
        }
    }

    /// To what is no message at all.
    func malformed() -> [UInt8] {
        JSONWriter.bytes { json in
            json.object { json in
                json.member("success", false)
                json.member("ret_msg", "Params Error")
                json.member("conn_id", connectionID)
                json.member("req_id", "")
                json.member("op", "")
            }
        }
    }

    func publicPong(_ operation: Operation) -> [UInt8] { reply(operation, true, "pong") }

    func privatePong(_ operation: Operation, wireTimeMs: Int64) -> [UInt8] {
        JSONWriter.bytes { json in
            json.object { json in
                json.memberRaw("req_id", operation.requestID ?? Self.empty)
                json.member("op", "pong")
                json.memberArray("args") { $0.value("\(wireTimeMs)") }
                json.member("conn_id", connectionID)
            }
        }
    }

    private static let empty = Array(#""""#.utf8)

    private func reply(_ operation: Operation, _ isSuccess: Bool, _ message: String) -> [UInt8] {
        JSONWriter.bytes { json in
            json.object { json in
                json.member("success", isSuccess)
                json.member("ret_msg", message)
                json.member("conn_id", connectionID)
                if let id = operation.requestID ?? (namesEveryRequest ? Self.empty : nil) {
                    json.memberRaw("req_id", id)
                }
                json.member("op", operation.name)
            }
        }
    }
}
