import Desks
import Dialects
import HTTP1
import MarginEngine
import Wire

/// `/v5/trade`: orders by stream, with the rules and the limits of the REST calls of the same name.
/// https://bybit-exchange.github.io/docs/v5/websocket/trade/guideline
struct TradeStream: StreamSession {
    let silenceLimitMs: Int64
    /// https://bybit-exchange.github.io/docs/v5/websocket/trade/guideline: of all streams of an address together.
    private static let addressLimit = RateLimit(calls: 3_000, windowMs: 1_000)
    private static let maxRequestID = 36

    private let connectionID: String
    private var login: Login?
    private var admission = StreamAdmission()
    private var requests = RecentRequests()

    /// The REST call that an operation stands for.
    private static let paths = [
        "order.create": "/v5/order/create", "order.create-batch": "/v5/order/create-batch",
        "order.amend": "/v5/order/amend", "order.amend-batch": "/v5/order/amend-batch",
        "order.cancel": "/v5/order/cancel", "order.cancel-batch": "/v5/order/cancel-batch",
    ]

    /// - Parameter maxActiveTime: the text of `max_active_time`, such as `30s` or `10m`.
    init(connectionID: String, maxActiveTime: String?) {
        self.connectionID = connectionID
        silenceLimitMs = StreamPace.silenceLimitMs(maxActiveTime)
    }

    mutating func received(_ text: [UInt8], _ door: inout Door) -> [StreamAction] {
        guard !admission.refuses(&door) else { return [.close] }
        guard let operation = Operation(text) else {
            return [.send(TradeReply(connectionID, nil, door).bytes(.bodyNotAnObject))]
        }
        var reply = TradeReply(connectionID, operation, door)
        do throws(ReturnCode) {
            switch operation.name {
            case "ping": return [.send(reply.pong())]
            case "auth":
                guard login == nil else { throw .repeatedLogin }
                login = try StreamLogin.verify(operation.args, door)
                return [.send(reply.authenticated())]
            default: return [StreamPace.order(try order(operation, &reply, &door))]
            }
        } catch {
            return [StreamPace.refuse(reply.bytes(error))]
        }
    }

    private mutating func order(
        _ operation: Operation, _ reply: inout TradeReply, _ door: inout Door
    ) throws(ReturnCode) -> DeskWork {
        let login = try StreamLogin.present(login, door)
        try requireUniqueName(operation)
        if door.addressExceeds(Self.addressLimit, bucket: "bybit/trade") { throw .streamAddressTooFrequent }
        guard let path = Self.paths[operation.name], let endpoint = Endpoint.at(.post, path) else {
            throw .unknownOperation
        }
        try endpoint.requireAccess(of: login)
        try requireCurrent(operation.header, door)
        let receivedMs = door.wireTimeMs
        let arguments = Result { () throws(ReturnCode) in
            guard operation.args.count == 1, let arguments = operation.args.first else {
                throw ReturnCode.bodyNotAnObject
            }
            return try Parameters(arguments, receivedMs: receivedMs)
        }
        let decoded: any Call
        do throws(ReturnCode) {
            decoded = try endpoint.admit(arguments, by: login, &door, &reply.limit)
        } catch {
            throw error == .illegalCategory ? .unknownOperation : error
        }
        return DeskWork(resultUnknown: reply.response(.serverError)) { [reply] desk in
            do throws(ReturnCode) {
                return reply.response(try decoded.perform(on: &desk))
            } catch {
                return reply.response(error)
            }
        }
    }

    /// A request need not be named; a name is used once and is not long.
    private mutating func requireUniqueName(_ operation: Operation) throws(ReturnCode) {
        guard let name = operation.requestName else { return }
        guard name.utf8.count <= Self.maxRequestID else { throw .invalid("reqId") }
        guard requests.note(name) else { throw .repeatedRequest }
    }

    /// The client names its time, which is in the window of the REST calls. BYBIT-CALL-5.
    private func requireCurrent(_ header: JSON?, _ door: Door) throws(ReturnCode) {
        guard let timestamp = header?["X-BAPI-TIMESTAMP"]?.scalarText, !timestamp.isEmpty else {
            throw .invalid("X-BAPI-TIMESTAMP")
        }
        let window = header?["X-BAPI-RECV-WINDOW"]?.scalarText
        guard Authentication.isWithinWindow(timestamp, window, wireTimeMs: door.wireTimeMs) else {
            throw .outsideWindow(timestamp: timestamp, serverMs: door.wireTimeMs, recvWindow: window ?? "5000")
        }
    }
}

/// The names of a stream's last requests. Memory is bounded: what is older than a whole generation is forgotten.
private struct RecentRequests {
    private static let generation = 10_000

    private var younger: Set<String> = []
    private var elder: Set<String> = []

    /// False for one that is known already.
    mutating func note(_ name: String) -> Bool {
        guard !elder.contains(name), younger.insert(name).inserted else { return false }
        if younger.count >= Self.generation { (elder, younger) = (younger, []) }
        return true
    }
}

/// What the trade stream answers.
private struct TradeReply: Sendable {
    private let connectionID: String
    private let operation: Operation?
    private let timeMs: Int64
    var limit: RateStatus?

    init(_ connectionID: String, _ operation: Operation?, _ door: Door) {
        self.connectionID = connectionID
        self.operation = operation
        timeMs = door.wireTimeMs
    }

    func pong() -> [UInt8] { short("pong") { $0.memberArray("data") { $0.value("\(timeMs)") } } }

    func authenticated() -> [UInt8] { short("auth") { _ in } }

    func response(_ answer: Answer) -> Response { Response(status: 200, body: bytes(answer)) }

    func response(_ refusal: ReturnCode) -> Response { Response(status: 200, body: bytes(refusal)) }

    func bytes(_ refusal: ReturnCode) -> [UInt8] {
        var answer = Answer(message: refusal.message)
        answer.code = refusal.number
        return bytes(answer)
    }

    private func bytes(_ answer: Answer) -> [UInt8] {
        JSONWriter.bytes { json in
            json.object { json in
                if let id = operation?.requestID { json.memberRaw("reqId", id) }
                json.member("retCode", answer.code)
                json.member("retMsg", answer.message)
                json.member("op", operation?.name ?? "")
                json.memberRaw("data", answer.result)
                json.memberRaw("retExtInfo", answer.extra)
                json.memberObject("header", writeHeader)
                json.member("connId", connectionID)
            }
        }
    }

    private func writeHeader(to header: inout JSONWriter) {
        if let limit {
            header.member("X-Bapi-Limit", "\(limit.limit)")
            header.member("X-Bapi-Limit-Status", "\(limit.remaining)")
            header.member("X-Bapi-Limit-Reset-Timestamp", "\(max(limit.resetAtMs, timeMs))")
        }
        header.member("Traceid", connectionID)
        header.member("Timenow", "\(timeMs)")
    }

    private func short(_ name: String, _ more: (inout JSONWriter) -> Void) -> [UInt8] {
        JSONWriter.bytes { json in
            json.object { json in
                if let id = operation?.requestID { json.memberRaw("reqId", id) }
                json.member("retCode", 0)
                json.member("retMsg", "OK")
                json.member("op", name)
                more(&json)
                json.member("connId", connectionID)
            }
        }
    }
}
