import MarginClient
import Synchronization
import Testing

@Suite struct CurlTransportTests {
    @Test func `an answer comes back whole`() async throws {
        let server = try TestServer { request in .ok(request.line + "|" + String(decoding: request.body, as: UTF8.self))
        }
        let request = HTTPRequest(
            .post, server.url + "/a?b=c%2C", fields: [HTTPField("X-Key", "k")], body: Array("{\"x\":1}".utf8))
        let answer = try await CurlTransport().send(request)
        #expect(answer.status == 200)
        #expect(answer.field("x-echo") == "yes")
        #expect(String(decoding: answer.body, as: UTF8.self) == "POST /a?b=c%2C HTTP/1.1|{\"x\":1}")
    }

    @Test(arguments: [HTTPRequest.Method.get, .post, .put])
    func `every method travels as it is named`(_ method: HTTPRequest.Method) async throws {
        let server = try TestServer { .ok($0.line) }
        let answer = try await CurlTransport().send(HTTPRequest(method, server.url + "/x"))
        #expect(String(decoding: answer.body, as: UTF8.self) == "\(method.rawValue) /x HTTP/1.1")
    }

    @Test func `a connection is used again`() async throws {
        let server = try TestServer { .ok("\($0.connection)") }
        let transport = try CurlTransport()
        for _ in 0..<3 {
            let answer = try await transport.send(HTTPRequest(.get, server.url + "/"))
            #expect(answer.body == Array("1".utf8))
        }
    }

    @Test func `many transfers run at a time`() async throws {
        let server = try TestServer { .ok($0.line) }
        let transport = try CurlTransport()
        let statuses = await withTaskGroup(of: Int?.self) { group in
            for index in 0..<32 {
                group.addTask { try? await transport.send(HTTPRequest(.get, "\(server.url)/\(index)")).status }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(statuses == Array(repeating: 200, count: 32))
    }

    @Test func `nobody listening means that nothing was sent`() async throws {
        let closed = try ClosedPort()
        await #expect(throws: TransportError.notSent(.notConnected)) {
            try await CurlTransport().send(HTTPRequest(.post, "http://127.0.0.1:\(closed.port)/", body: [1]))
        }
    }

    @Test(arguments: [
        ("ftp://127.0.0.1/", TransportFault.addressInvalid), ("", .addressInvalid),
        ("http://no-such-host.invalid/", .nameNotFound),
    ])
    func `an address that leads nowhere means that nothing was sent`(
        _ url: String, _ fault: TransportFault
    ) async throws {
        await #expect(throws: TransportError.notSent(fault)) {
            try await CurlTransport().send(HTTPRequest(.get, url))
        }
    }

    @Test func `a reset after the request leaves the result unknown`() async throws {
        let server = try TestServer { _ in .reset }
        await #expect(throws: TransportError.unanswered(.connectionLost)) {
            try await CurlTransport().send(HTTPRequest(.post, server.url + "/", body: [1]))
        }
    }

    @Test func `half an answer leaves the result unknown`() async throws {
        let server = try TestServer { _ in .answerAndClose(Reaction.message("0123456789").dropLast(4)) }
        await #expect(throws: TransportError.unanswered(.connectionLost)) {
            try await CurlTransport().send(HTTPRequest(.post, server.url + "/", body: [1]))
        }
    }

    @Test func `a silent server is given up after the time allowed, with the result unknown`() async throws {
        let server = try TestServer { _ in .stall }
        var settings = TransportSettings()
        settings.timeoutMs = 50
        let transport = try CurlTransport(settings)
        await #expect(throws: TransportError.unanswered(.timedOut)) {
            try await transport.send(HTTPRequest(.post, server.url + "/", body: [1]))
        }
    }

    /// libcurl itself would send it again on a new connection.
    @Test func `a request on a kept connection that dies is not sent a second time`() async throws {
        let sendings = Mutex(0)
        let server = try TestServer { request in
            guard request.line.contains("/change") else { return .ok("") }
            sendings.withLock { $0 += 1 }
            return .answerAndClose([])
        }
        let transport = try CurlTransport()
        _ = try await transport.send(HTTPRequest(.get, server.url + "/warm"))
        await #expect(throws: TransportError.unanswered(.connectionLost)) {
            try await transport.send(HTTPRequest(.post, server.url + "/change", body: [1]))
        }
        #expect(sendings.withLock { $0 } == 1)
    }

    @Test func `cancelling a task ends its transfer`() async throws {
        let (arrivals, arrive) = AsyncStream.makeStream(of: Void.self)
        let server = try TestServer { _ in
            arrive.yield()
            return .stall
        }
        let transport = try CurlTransport()
        let task = Task {
            try await transport.send(HTTPRequest(.post, server.url + "/", body: [1]))
        }
        for await _ in arrivals { break }
        task.cancel()
        await #expect(throws: TransportError.unanswered(.cancelled)) { try await task.value }
    }

    @Test func `a task cancelled beforehand sends nothing`() async throws {
        let server = try TestServer { _ in .stall }
        let transport = try CurlTransport()
        let task = Task {
            while !Task.isCancelled { await Task.yield() }
            return try await transport.send(HTTPRequest(.post, server.url + "/", body: [1]))
        }
        task.cancel()
        await #expect(throws: TransportError.notSent(.cancelled)) { try await task.value }
    }

    @Test func `an answer longer than allowed is refused`() async throws {
        let server = try TestServer { _ in .ok(String(repeating: "x", count: 1_000)) }
        var settings = TransportSettings()
        settings.maxAnswerBytes = 999
        let transport = try CurlTransport(settings)
        await #expect(throws: TransportError.unanswered(.answerTooLarge)) {
            try await transport.send(HTTPRequest(.get, server.url + "/"))
        }
    }

    @Test func `a redirection is an answer, not followed`() async throws {
        let server = try TestServer { _ in
            .answer(Array("HTTP/1.1 302 X\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n".utf8))
        }
        let answer = try await CurlTransport().send(HTTPRequest(.get, server.url + "/"))
        #expect(answer.status == 302)
    }

    @Test func `a proxy is asked for the whole address`() async throws {
        let proxy = try TestServer { .ok($0.line) }
        var settings = TransportSettings()
        settings.proxy = proxy.url
        let answer = try await CurlTransport(settings).send(HTTPRequest(.get, "http://venue.invalid/v5/market/time"))
        #expect(String(decoding: answer.body, as: UTF8.self) == "GET http://venue.invalid/v5/market/time HTTP/1.1")
    }
}
