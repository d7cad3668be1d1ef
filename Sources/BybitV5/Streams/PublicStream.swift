import Desks
import Dialects
import Wire

/// `/v5/public/linear`, `/v5/public/inverse` and `/v5/public/spot`. https://bybit-exchange.github.io/docs/v5/ws/connect
struct PublicStream: StreamSession {
    /// https://bybit-exchange.github.io/docs/v5/ws/connect#public-channel---args-limits
    private static let maxTopicCharacters = 21_000

    /// In one message, of spot.
    private static let maxSpotTopics = 10

    let silenceLimitMs = StreamPace.silenceLimitMs
    private let category: Category
    private let reply: StreamReply
    private var topics: Set<String> = []
    private var admission = StreamAdmission()

    init(_ category: Category, connectionID: String) {
        self.category = category
        reply = StreamReply(
            connectionID: connectionID, namesEveryRequest: category != .spot,
            success: category == .spot ? "subscribe" : "")
    }

    mutating func received(_ text: [UInt8], _ door: inout Door) -> [StreamAction] {
        guard !admission.refuses(&door) else { return [.close] }
        guard let operation = Operation(text) else { return [.send(reply.malformed())] }
        switch operation.name {
        case "ping": return [.send(reply.publicPong(operation))]
        case "subscribe": return [StreamPace.follow(subscribe(operation))]
        case "unsubscribe": return [StreamPace.follow(unsubscribe(operation))]
        default: return [.send(reply.refusal(operation, "Invalid op"))]
        }
    }

    private mutating func subscribe(_ operation: Operation) -> StreamChange {
        guard let names = operation.topics else { return refuse(operation, "Params Error") }
        guard category != .spot || names.count <= Self.maxSpotTopics else {
            return refuse(operation, "args size >\(Self.maxSpotTopics)")
        }
        let all = topics.union(names)
        guard all.reduce(0, { $0 + $1.utf8.count }) <= Self.maxTopicCharacters else {
            return refuse(operation, "args size >\(Self.maxTopicCharacters)")
        }
        topics = all
        return StreamChange { [category, reply] desk in
            var steps: [StreamStep] = [.send(reply.success(operation))]
            for name in names {
                guard let feed = PublicTopic(name)?.feed(category, desk.engine) else {
                    return [.send(reply.refusal(operation, "error:handler not found,topic:\(name)"))]
                }
                steps.append(.join(feed))
            }
            return steps
        }
    }

    private mutating func unsubscribe(_ operation: Operation) -> StreamChange {
        guard let names = operation.topics else { return refuse(operation, "Params Error") }
        topics.subtract(names)
        return StreamChange { [category, reply] _ in
            names.map { .leave(key: PublicTopic.key($0, category)) } + [.send(reply.success(operation))]
        }
    }

    private func refuse(_ operation: Operation, _ reason: String) -> StreamChange {
        StreamChange { [reply] _ in [.send(reply.refusal(operation, reason))] }
    }
}
