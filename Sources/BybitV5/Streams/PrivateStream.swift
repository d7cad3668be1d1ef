import Desks
import Dialects
import MarginEngine
import Wire

/// `/v5/private`. https://bybit-exchange.github.io/docs/v5/ws/connect
struct PrivateStream: StreamSession {
    private static let maxTopics = 100

    let silenceLimitMs: Int64
    private let reply: StreamReply
    private var login: Login?
    private var admission = StreamAdmission()
    private var topics: Set<String> = []

    /// - Parameter maxActiveTime: the text of `max_active_time`, such as `30s` or `10m`.
    init(connectionID: String, maxActiveTime: String?) {
        silenceLimitMs = StreamPace.silenceLimitMs(maxActiveTime)
        reply = StreamReply(connectionID: connectionID, namesEveryRequest: false)
    }

    mutating func received(_ text: [UInt8], _ door: inout Door) -> [StreamAction] {
        guard !admission.refuses(&door) else { return [.close] }
        guard let operation = Operation(text) else { return [.send(reply.malformed())] }
        switch operation.name {
        case "ping": return [.send(reply.privatePong(operation, wireTimeMs: door.wireTimeMs))]
        case "auth": return [.send(authenticate(operation, door))]
        case "subscribe": return [StreamPace.follow(subscribe(operation, door))]
        case "unsubscribe": return [StreamPace.follow(unsubscribe(operation))]
        default: return [.send(reply.refusal(operation, "Invalid op"))]
        }
    }

    private mutating func authenticate(_ operation: Operation, _ door: Door) -> [UInt8] {
        do throws(ReturnCode) {
            login = try StreamLogin.verify(operation.args, door)
            return reply.success(operation)
        } catch {
            return reply.refusedLogin(operation, error.message)
        }
    }

    private mutating func subscribe(_ operation: Operation, _ door: Door) -> StreamChange {
        guard let login else { return refuse(operation, "Request not authorized") }
        do throws(ReturnCode) {
            _ = try StreamLogin.present(login, door)
        } catch {
            return refuse(operation, error.message)
        }
        guard let names = operation.topics else { return refuse(operation, "Params Error") }
        let all = topics.union(names)
        guard all.count <= Self.maxTopics else { return refuse(operation, "args size >\(Self.maxTopics)") }
        // BYBIT-CALL-7.
        let wanted = names.compactMap(PrivateTopic.init)
        guard wanted.count == names.count else { return refuse(operation, "Invalid topic") }
        // https://bybit-exchange.github.io/docs/v5/websocket/private/position: both forms in one request are refused.
        guard !wanted.contains(where: { topic in topic.category == nil && wanted.contains { topic.isPart($0) } }) else {
            return refuse(operation, "Categorised and all-in-one topics may not be mixed")
        }
        topics = all
        let feeds = wanted.map { $0.feed(of: login) }
        return StreamChange { [reply] _ in [.send(reply.success(operation))] + feeds.map { .join($0) } }
    }

    private mutating func unsubscribe(_ operation: Operation) -> StreamChange {
        guard let login, let names = operation.topics else { return refuse(operation, "Params Error") }
        topics.subtract(names)
        let keys = names.compactMap(PrivateTopic.init).map { AccountFeed.key($0, of: login) }
        return StreamChange { [reply] _ in keys.map { .leave(key: $0) } + [.send(reply.success(operation))] }
    }

    private func refuse(_ operation: Operation, _ reason: String) -> StreamChange {
        StreamChange { [reply] _ in [.send(reply.refusal(operation, reason))] }
    }
}
