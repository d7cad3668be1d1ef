import Gateway
import Synchronization
import TestSupport
import Testing

struct ConnectionTests {
    @Test func aConnectionServesOneRequestAfterAnother() throws {
        let socket = try RunningServer().connect()
        for number in 1...3 {
            socket.get("/desk?\(number)")
            #expect(socket.answer() == Reply(status: 200, closes: false, body: "desk \(number) 1"))
        }
    }

    @Test func pipelinedRequestsAreAnsweredInTheirOrder() throws {
        let socket = try RunningServer().connect()
        socket.send(
            ["/desk?1", "/healthz", "/desk?3", "/healthz"].map { "GET \($0) HTTP/1.1\r\nHost: x\r\n\r\n" }.joined())
        #expect((1...4).map { _ in socket.answer()?.body } == ["desk 1 1", "ok\n", "desk 3 1", "ok\n"])
    }

    @Test func theLastRequestIsAnsweredThoughThePeerHasShutDownItsSide() throws {
        let server = try RunningServer()
        let socket = try server.connect()
        socket.get("/held?1")
        socket.finish()
        #expect(server.dialect.reached.wait())
        server.dialect.proceed.open()
        #expect(socket.answer()?.body == "held 1")
        #expect(socket.isAtEnd)
    }

    @Test func connectionCloseClosesAfterTheAnswer() throws {
        let socket = try RunningServer().connect()
        socket.get("/desk?1", fields: "Connection: close\r\n")
        #expect(socket.answer() == Reply(status: 200, closes: true, body: "desk 1 1"))
        #expect(socket.isAtEnd)
    }

    @Test func aMalformedRequestIsRefusedAndTheConnectionClosed() throws {
        let socket = try RunningServer().connect()
        socket.send("GET / HTTP/1.1\r\nHost : x\r\n\r\nGET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")
        let answer = socket.answer()
        #expect(answer?.status == 400)
        #expect(answer?.closes == true)
        #expect(socket.isAtEnd)
    }

    @Test func moreConnectionsThanAllowedAreSentAway() throws {
        let server = try RunningServer { $0.maxConnections = 1 }
        let first = try server.connect()
        first.get("/healthz")
        #expect(first.answer()?.status == 200)
        let second = try server.connect()
        #expect(second.answer()?.status == 503)
        #expect(second.isAtEnd)
        first.get("/healthz")
        #expect(first.answer()?.status == 200)
    }

    @Test func anAnswerForAPeerThatIsGoneReachesNobodyElse() throws {
        let server = try RunningServer { $0.maxConnections = 1 }
        var gone: ByteStream? = try server.connect()
        gone?.get("/held?1")
        #expect(server.dialect.reached.wait())
        gone?.resetAtEnd()
        gone = nil
        let next = try connectOnceThereIsRoom(server)
        next.get("/desk?2")
        server.dialect.proceed.open()
        #expect(next.answer()?.body == "desk 2 1")
    }

    private func connectOnceThereIsRoom(_ server: RunningServer) throws -> ByteStream {
        for _ in 0..<10_000 {
            let socket = try server.connect()
            socket.get("/healthz")
            if socket.answer()?.status == 200 { return socket }
        }
        throw RunningServer.NotStarted()
    }

    @Test func aPeerThatDoesNotReadIsNotAnsweredWithoutBound() throws {
        let server = try RunningServer()
        guard let slow = ByteStream(port: server.port, receiveBytes: 4_096) else { throw RunningServer.NotStarted() }
        let requests = 100
        slow.send(String(repeating: "GET /large HTTP/1.1\r\nHost: x\r\n\r\n", count: requests))
        let other = try server.connect()
        other.get("/desk?1")
        #expect(other.answer()?.body == "desk 1 1")
        let seen = server.dialect.count.withLock { $0 }
        #expect(seen < requests)
        let answers = (1...requests).map { _ in slow.answer()?.body.utf8.count }
        #expect(answers.allSatisfy { $0 == 256 * 1_024 })
    }
}
