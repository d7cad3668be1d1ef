import Foundation
import Synchronization

/// What goes wrong with one request on its way to a server and back.
enum Fault: CaseIterable, Sendable {
    case none
    /// Before the server has it.
    case resetBefore, closedBefore, refusedByGateway, lostBefore
    /// After the server has answered.
    case resetAfter, closedAfter, answerCut, answerReplaced, answerEmptied, gatewayTimeout, lostAfter

    /// Whether the server is asked at all.
    var isForwarded: Bool {
        switch self {
        case .resetBefore, .closedBefore, .refusedByGateway, .lostBefore: false
        case .none, .resetAfter, .closedAfter, .answerCut, .answerReplaced, .answerEmptied, .gatewayTimeout, .lostAfter:
            true
        }
    }

    func reaction(to answer: [UInt8]) -> Reaction {
        switch self {
        case .none: .answer(answer)
        case .resetBefore, .resetAfter: .reset
        case .closedBefore, .closedAfter: .answerAndClose([])
        case .lostBefore, .lostAfter: .stall
        case .refusedByGateway: .ok("<html>bad gateway</html>", status: 502)
        case .gatewayTimeout: .ok("<html>gateway timeout</html>", status: 504)
        case .answerCut: .answerAndClose(Array(answer.dropLast(answer.count / 4)))
        case .answerReplaced: .ok("{\"half\":")
        case .answerEmptied: .ok("{}")
        }
    }
}

/// Stands before a server and does to each request what it is told, counting the changes that the server accepted.
final class FaultyProxy: Sendable {
    private struct Counts: Sendable {
        var accepted: [String: Int] = [:]
        var active = 0
    }

    private let counts: Counter
    private let server: TestServer

    var url: String { server.url }

    /// - Parameters:
    ///   - port: the server's.
    ///   - fault: what happens to a request; asked once for each.
    init(to port: UInt16, fault: @escaping @Sendable (SeenRequest) -> Fault) throws {
        let counts = Counter()
        self.counts = counts
        server = try TestServer { request in
            counts.begin()
            defer { counts.end() }
            let fault = fault(request)
            guard fault.isForwarded else { return fault.reaction(to: []) }
            guard let stream = ByteStream(port: port) else { return .reset }
            stream.send(request.bytes)
            guard let (head, body) = stream.message() else { return .reset }
            if request.line.hasPrefix("POST"), head.hasPrefix("HTTP/1.1 200") {
                counts.accept(String(decoding: request.body, as: UTF8.self), String(decoding: body, as: UTF8.self))
            }
            return fault.reaction(to: Array(head.utf8) + body)
        }
    }

    /// How often the server accepted a change with this body.
    func accepted(_ body: String) -> Int { counts.accepted(body) }

    /// Returns when no request is on its way any more.
    func drain() { counts.waitForNone() }

    private final class Counter: Sendable {
        private let state = Mutex(Counts())
        private let changed = DispatchSemaphore(value: 0)

        func begin() { state.withLock { $0.active += 1 } }

        func end() {
            state.withLock { $0.active -= 1 }
            changed.signal()
        }

        /// Refusals of Bybit come with status 200 as well.
        func accept(_ body: String, _ answer: String) {
            guard !answer.contains("\"retCode\"") || answer.contains("\"retCode\":0,") else { return }
            state.withLock { $0.accepted[body, default: 0] += 1 }
        }

        func accepted(_ body: String) -> Int { state.withLock { $0.accepted[body] ?? 0 } }

        func waitForNone() {
            while state.withLock({ $0.active > 0 }) { changed.wait() }
        }
    }
}
