import Foundation
import Synchronization
import TestSupport

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
    private let accepted: Accepted
    private let server: TestServer

    var url: String { server.url }

    /// - Parameters:
    ///   - port: the server's.
    ///   - fault: what happens to a request; asked once for each.
    init(to port: UInt16, fault: @escaping @Sendable (SeenRequest) -> Fault) throws {
        let accepted = Accepted()
        self.accepted = accepted
        server = try TestServer { request in
            let fault = fault(request)
            guard fault.isForwarded else { return fault.reaction(to: []) }
            guard let stream = ByteStream(port: port) else { return .reset }
            stream.send(request.bytes)
            guard let (head, body) = stream.message() else { return .reset }
            if request.line.hasPrefix("POST"), head.hasPrefix("HTTP/1.1 200") {
                accepted.add(String(decoding: request.body, as: UTF8.self), String(decoding: body, as: UTF8.self))
            }
            return fault.reaction(to: Array(head.utf8) + body)
        }
    }

    /// How often the server accepted a change with this body.
    func accepted(_ body: String) -> Int { accepted.count(body) }

    /// Returns when its clients have gone and nothing they sent is on its way any more.
    func finish() { server.finish() }

    private final class Accepted: Sendable {
        private let counts = Mutex<[String: Int]>([:])

        /// Refusals of Bybit come with status 200 as well.
        func add(_ body: String, _ answer: String) {
            guard !answer.contains("\"retCode\"") || answer.contains("\"retCode\":0,") else { return }
            counts.withLock { $0[body, default: 0] += 1 }
        }

        func count(_ body: String) -> Int { counts.withLock { $0[body] ?? 0 } }
    }
}
