import Desks
import Dialects
import HTTP1
import MarginEngine
import Synchronization
import Wire

/// A dialect that does what a test needs.
final class TestDialect: Dialect {
    /// How many requests it has seen.
    let count = Mutex(0)
    /// What `/held` waits for on the venue's thread, and what it opens when it gets there.
    let (reached, proceed) = (Gate(), Gate())

    func serves(_ path: String) -> Bool {
        ["/now", "/desk", "/held", "/large", "/limited"].contains(path) || path.hasPrefix("/plimsoll/v1/")
    }

    func accept(_ request: Request, _ door: inout Door) -> Acceptance {
        count.withLock { $0 += 1 }
        let query = String(decoding: request.query, as: UTF8.self)
        switch request.path {
        case "/desk": return work { desk in "desk \(query) \(desk.engine.assetCount)" }
        case "/held": return held(query)
        case "/large": return answer(String(repeating: "x", count: 256 * 1_024))
        case "/limited": return limited(&door)
        default: return answer("\(request.methodText) \(request.path) \(query) \(door.peer) \(door.wireTimeMs)")
        }
    }

    func openStream(_ request: Request, connectionID: String) -> (any StreamSession)? {
        request.path == "/stream" ? TestStream() : nil
    }

    private func held(_ query: String) -> Acceptance {
        work { [reached, proceed] _ in
            reached.open()
            return proceed.wait() ? "held \(query)" : "nobody let it go on"
        }
    }

    private func limited(_ door: inout Door) -> Acceptance {
        let limit = RateLimit(calls: 1, windowMs: 1_000_000)
        let status = door.take(RateKey(.ip(door.peer), bucket: "test"), limit: limit)
        return answer(status.map { $0.isLimited ? "limited" : "free" } ?? "off")
    }

    private func answer(_ text: String) -> Acceptance { .answered(Self.response(text)) }

    private func work(_ perform: @escaping @Sendable (inout Desk) -> String) -> Acceptance {
        .work(DeskWork(resultUnknown: Self.response("unknown")) { desk in Self.response(perform(&desk)) })
    }

    private static func response(_ text: String) -> Response {
        Response(status: 200, contentType: "text/plain", body: Array(text.utf8))
    }
}
