import Gateway
import HTTP1
import Synchronization
import TestSupport
import Testing

struct DeadlineTests {
    /// A clock that only the test moves.
    private final class Clock: Sendable {
        private let nowMs = Mutex<Int64>(1_000)
        func now() -> Int64 { nowMs.withLock { $0 } }
        func pass(ms: Int64) { nowMs.withLock { $0 += ms } }
    }

    private let clock = Clock()

    private func server() throws -> RunningServer {
        try RunningServer { [clock] settings in
            settings.limits = Limits(requestDeadlineMs: 5_000, idleDeadlineMs: 60_000)
            settings.sendDeadlineMs = 7_000
            settings.monotonicMs = clock.now
        }
    }

    /// Has one answer already, so that the server knows the connection for sure.
    private func socket(_ server: RunningServer) throws -> ByteStream {
        let socket = try server.connect()
        socket.get("/healthz")
        #expect(socket.answer()?.status == 200)
        return socket
    }

    @Test func anUnfinishedRequestIsRefusedWhenItsDeadlinePasses() throws {
        let server = try server()
        let socket = try socket(server)
        socket.send("GET /healthz HTTP/1.1\r\nHo")
        let other = try self.socket(server)
        clock.pass(ms: 5_000)
        #expect(socket.answer() == Reply(status: 408, closes: true, body: #"{"error":"request not complete in time"}"#))
        #expect(socket.isAtEnd)
        other.get("/healthz")
        #expect(other.answer()?.status == 200)
    }

    @Test func anIdleConnectionIsClosedWithoutAWord() throws {
        let socket = try socket(try server())
        clock.pass(ms: 60_000)
        #expect(socket.isAtEnd)
    }

    @Test func aPeerThatReadsNothingForTooLongIsClosed() throws {
        let server = try server()
        guard let slow = ByteStream(port: server.port, receiveBytes: 4_096) else { throw RunningServer.NotStarted() }
        let requests = 100
        slow.send(String(repeating: "GET /large HTTP/1.1\r\nHost: x\r\n\r\n", count: requests))
        _ = try socket(server)
        clock.pass(ms: 7_000)
        _ = try socket(server)
        var answers = 0
        while slow.answer() != nil { answers += 1 }
        #expect(answers < requests)
    }
}
