import Gateway
import TestSupport
import Testing

struct StopTests {
    @Test func aStopAnswersWhatIsInFlightAndAcceptsNothingMore() throws {
        let server = try RunningServer()
        let (busy, idle) = (try server.connect(), try server.connect())
        idle.get("/healthz")
        #expect(idle.answer()?.status == 200)
        busy.send("GET /held?1 HTTP/1.1\r\nHost: x\r\n\r\nGET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")
        #expect(server.dialect.reached.wait())
        server.stop()
        #expect(idle.isAtEnd)
        #expect(ByteStream(port: server.port) == nil)
        server.dialect.proceed.open()
        #expect(busy.answer() == Reply(status: 200, closes: true, body: "held 1"))
        #expect(busy.isAtEnd)
        #expect(server.waitForEnd())
    }

    @Test func aRequestThatNeverCompletesDoesNotHoldUpAStop() throws {
        let server = try RunningServer { $0.stopGraceMs = 0 }
        let socket = try server.connect()
        socket.get("/healthz")
        #expect(socket.answer()?.status == 200)
        socket.send("GET /healthz HTTP/1.1\r\nHo")
        server.stop()
        #expect(server.waitForEnd())
        #expect(socket.isAtEnd)
    }
}
