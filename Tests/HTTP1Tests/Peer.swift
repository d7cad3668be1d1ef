import HTTP1

/// One character per byte, U+0000 to U+00FF, as in the table of nginx's verdicts.
func octets(_ text: String) -> [UInt8] { text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) } }

func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

/// What became of the first request in some input.
enum Outcome: Equatable {
    case complete(Summary, rest: Int)
    case refused(Refusal)
    case incomplete
    case awaitsContinue

    var refusal: Refusal? { if case .refused(let refusal) = self { refusal } else { nil } }
    var request: Summary? { if case .complete(let request, _) = self { request } else { nil } }
}

/// A request's parts, to be compared whole.
struct Summary: Equatable {
    let method: String
    let path: String
    let query: String
    let fields: [Request.Field]
    let body: [UInt8]
    let keepsAlive: Bool
    let version: Request.Version

    init(_ request: Request) {
        method = request.methodText
        path = request.path
        query = text(request.query)
        fields = request.fields
        body = request.body
        keepsAlive = request.keepsAlive
        version = request.version
    }
}

extension RequestParser {
    mutating func outcome(_ bytes: [UInt8]) -> Outcome {
        do throws(Refusal) {
            switch try parse(bytes.span) {
            case .incomplete: return .incomplete
            case .awaitsContinue: return .awaitsContinue
            case .complete(let request, let consumed):
                return .complete(Summary(request), rest: bytes.count - consumed)
            }
        } catch {
            return .refused(error)
        }
    }
}

/// Parses the first request of `text`, all of it in one portion.
func parse(_ text: String, limits: Limits = .standard) -> Outcome {
    var parser = RequestParser(limits: limits)
    return parser.outcome(octets(text))
}

/// A GET with these further field lines, each ended by CR LF.
func get(_ fields: String = "") -> String { "GET / HTTP/1.1\r\nHost: a\r\n\(fields)\r\n" }

/// A POST with these further field lines, each ended by CR LF, and what follows them.
func post(_ fields: String, _ body: String) -> String { "POST / HTTP/1.1\r\nHost: a\r\n\(fields)\r\n\(body)" }

/// A chunked POST of that raw body.
func chunked(_ body: String) -> String { post("Transfer-Encoding: chunked\r\n", body) }

/// The other end of a connection under test, which answers nothing of itself. A class, since `#expect` cannot hold what
/// cannot be copied.
final class Peer {
    private var connection: Connection
    var nowMs: Int64 = 0

    init(limits: Limits = .standard) {
        connection = Connection(limits: limits, nowMs: 0)
    }

    var isInFlight: Bool { connection.isInFlight }
    var wantsBytes: Bool { connection.wantsBytes }
    var deadlineMs: Int64? { connection.deadlineMs }

    func send(_ text: String) -> Actions { send(octets(text)) }

    func send(_ bytes: [UInt8]) -> Actions { connection.received(bytes.span, nowMs: nowMs) }

    func answer(_ response: Response = Response(status: 200)) -> Actions {
        connection.answered(response, nowMs: nowMs)
    }

    func switchProtocols(_ response: Response) -> (write: [UInt8], rest: [UInt8]) {
        connection.switchProtocols(response)
    }

    func close() -> Actions { connection.peerClosed() }

    func stop() -> Actions { connection.stopAccepting() }

    func deadlinePassed(nowMs: Int64) -> Actions { connection.deadlinePassed(nowMs: nowMs) }

    /// Answers whatever is dispatched, and tells the paths asked for, all that was written, and whether it closed.
    func answerAll(after first: Actions) -> (paths: [String], written: [UInt8], closed: Bool) {
        var paths: [String] = []
        var actions = first
        var written = actions.write
        while let request = actions.dispatch {
            paths.append(request.path)
            actions = answer()
            written += actions.write
        }
        return (paths, written, actions.close)
    }
}
