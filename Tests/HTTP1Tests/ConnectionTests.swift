import HTTP1
import Testing

struct ConnectionTests {
    private static let ok = Response(status: 200, body: octets("{}"))

    @Test func requestIsDispatchedAndItsAnswerWritten() {
        let peer = Peer()
        let asked = peer.send(get())
        #expect(asked.dispatch?.path == "/")
        #expect(asked.write.isEmpty && !asked.close)
        #expect(peer.isInFlight)
        let answered = peer.answer(Self.ok)
        #expect(
            text(answered.write)
                == "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}")
        #expect(answered.dispatch == nil && !answered.close)
        #expect(!peer.isInFlight)
    }

    @Test func oneRequestIsInFlightAndTheRestWaits() {
        let peer = Peer()
        let paths = ["/1", "/2", "/3"]
        let first = peer.send(paths.map { "GET \($0) HTTP/1.1\r\nHost: a\r\n\r\n" }.joined())
        #expect(first.dispatch?.path == "/1")
        #expect(peer.send("GET /4 HTTP/1.1\r\nHo").dispatch == nil)
        #expect(peer.send("st: a\r\n\r\n").dispatch == nil)
        let all = peer.answerAll(after: first)
        #expect(all.paths == ["/1", "/2", "/3", "/4"])
        #expect(!all.closed)
    }

    @Test func manyWaitingRequestsAreServedInOrder() {
        let peer = Peer()
        let first = peer.send((0..<5000).map { "GET /\($0) HTTP/1.1\r\nHost: a\r\n\r\n" }.joined())
        #expect(peer.answerAll(after: first).paths == (0..<5000).map { "/\($0)" })
    }

    @Test func whatWaitsIsBounded() {
        let peer = Peer(limits: Limits(headBytes: 64, bodyBytes: 64))
        let first = peer.send(get())
        #expect(peer.wantsBytes)
        #expect(peer.send(get() + get() + get()).dispatch == nil)
        #expect(!peer.wantsBytes)
        #expect(peer.send(get() + get()).dispatch == nil)
        let all = peer.answerAll(after: first)
        #expect(all.paths == ["/"])
        #expect(all.closed)
        #expect(text(all.written).contains("Connection: close\r\n"))
    }

    @Test func connectionCloseEndsItAfterTheAnswer() {
        let peer = Peer()
        let first = peer.send(get("Connection: close\r\n") + get())
        let all = peer.answerAll(after: first)
        #expect(all.paths.count == 1)
        #expect(all.closed)
        #expect(text(all.written).contains("Connection: close\r\n"))
    }

    @Test func http10ClosesUnlessItAskedToStay() {
        let brief = Peer()
        _ = brief.send("GET / HTTP/1.0\r\n\r\n")
        let last = brief.answer()
        #expect(last.close)
        #expect(text(last.write).contains("Connection: close\r\n"))

        let staying = Peer()
        _ = staying.send("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n")
        let answered = staying.answer()
        #expect(!answered.close)
        #expect(text(answered.write).contains("Connection: keep-alive\r\n"))
    }

    @Test func headAnswerHasTheLengthAndNoBody() {
        let peer = Peer()
        #expect(peer.send("HEAD / HTTP/1.1\r\nHost: a\r\n\r\n").dispatch?.method == .head)
        #expect(text(peer.answer(Self.ok).write).hasSuffix("Content-Length: 2\r\n\r\n"))
    }

    // MARK: Expect

    private static let expecting = post("Content-Length: 5\r\nExpect: 100-Continue\r\n", "")
    private static let interim = "HTTP/1.1 100 Continue\r\n\r\n"

    @Test func expectationOfABodyIsAnsweredWithContinueOnce() {
        let peer = Peer()
        let asked = peer.send(Self.expecting)
        #expect(text(asked.write) == Self.interim)
        #expect(asked.dispatch == nil)
        #expect(peer.send("he").write.isEmpty)
        #expect(peer.send("llo").dispatch?.body == octets("hello"))
    }

    @Test func chunkedBodyIsContinuedToo() {
        let peer = Peer()
        let asked = peer.send(post("Transfer-Encoding: chunked\r\nExpect: 100-continue\r\n", ""))
        #expect(text(asked.write) == Self.interim)
        #expect(peer.send("0\r\n").write.isEmpty)
        #expect(peer.send("\r\n").dispatch != nil)
    }

    @Test func continueIsOmittedWhereItHasNoUse() {
        let sending = Peer()
        #expect(sending.send(Self.expecting + "h").write.isEmpty)
        let bodiless = Peer()
        let asked = bodiless.send(get("Expect: 100-continue\r\n"))
        #expect(asked.write.isEmpty && asked.dispatch != nil)
        let old = Peer()
        let oldHead = "POST / HTTP/1.0\r\nContent-Length: 1\r\nExpect: 100-continue\r\n\r\n"
        #expect(old.send(oldHead).write.isEmpty)
    }

    @Test func waitingExpectationIsContinuedAfterTheAnswerBefore() {
        let peer = Peer()
        #expect(peer.send(get() + Self.expecting).write.isEmpty)
        let answered = peer.answer(Self.ok)
        #expect(text(answered.write).hasSuffix("{}" + Self.interim))
        #expect(peer.send("hello").dispatch?.body == octets("hello"))
    }

    @Test func bodyTooLargeIsRefusedInsteadOfContinued() {
        let peer = Peer(limits: Limits(bodyBytes: 4))
        #expect(text(peer.send(Self.expecting).write).hasPrefix("HTTP/1.1 413 "))
    }

    @Test func otherExpectationsAre417() {
        let peer = Peer()
        let refused = peer.send(get("Expect: tea\r\n"))
        #expect(text(refused.write).hasPrefix("HTTP/1.1 417 Expectation Failed\r\n"))
        #expect(refused.close)
    }

    // MARK: Refusals

    @Test func refusalIsShortJSONAndCloses() {
        let peer = Peer()
        let refused = peer.send("GET / HTTP/1.1\r\n\r\n")
        #expect(
            text(refused.write) == """
                HTTP/1.1 400 Bad Request\r\nContent-Type: application/json\r\nContent-Length: 24\r\n\
                Connection: close\r\n\r\n{"error":"missing Host"}
                """)
        #expect(refused.close && refused.dispatch == nil)
        #expect(peer.deadlineMs == nil)
    }

    @Test func nothingAfterARefusalIsRead() {
        let peer = Peer()
        #expect(peer.send("GET\r\n" + get()).close)
        let after = peer.send(get())
        #expect(after.dispatch == nil && after.write.isEmpty && !after.close)
        #expect(!peer.isInFlight)
    }

    @Test func refusalOfAWaitingRequestFollowsTheAnswerBefore() {
        let peer = Peer()
        _ = peer.send(get() + "GET / HTTP/9.9\r\n")
        let answered = peer.answer(Self.ok)
        #expect(text(answered.write).hasPrefix("HTTP/1.1 200 OK\r\n"))
        #expect(text(answered.write).contains("{}HTTP/1.1 505 HTTP Version Not Supported\r\n"))
        #expect(answered.close && answered.dispatch == nil)
    }

    @Test func refusalOfAHeadRequestHasNoBody() {
        let peer = Peer()
        #expect(text(peer.send("HEAD / HTTP/1.1\r\n\r\n").write).hasSuffix("\r\n\r\n"))
    }

    @Test(arguments: Refusal.allCases)
    func refusalsUseTheirStatusAndAPlainText(refusal: Refusal) {
        #expect([400, 408, 413, 417, 431, 501, 505].contains(refusal.status))
        #expect(!refusal.rawValue.contains { $0 == "\"" || $0 == "\\" || !$0.isASCII })
    }

    // MARK: Ends

    @Test func peerClosingWhileIdleOrHalfwayCloses() {
        let idle = Peer()
        #expect(idle.close().close)
        let halfway = Peer()
        _ = halfway.send("GET /")
        let actions = halfway.close()
        #expect(actions.close && actions.write.isEmpty)
        #expect(!halfway.close().close)
    }

    @Test func completeRequestsAreAnsweredThoughThePeerHasClosed() {
        let peer = Peer()
        let first = peer.send(get() + get() + "GET /")
        #expect(!peer.close().close)
        let all = peer.answerAll(after: first)
        #expect(all.paths.count == 2)
        #expect(all.closed)
    }

    @Test func stoppingClosesAnIdleConnection() {
        let peer = Peer()
        let actions = peer.stop()
        #expect(actions.close && actions.write.isEmpty)
        #expect(peer.send(get()).dispatch == nil)
    }

    @Test func stoppingFinishesWhatIsInFlightAndNoMore() {
        let peer = Peer()
        let first = peer.send(get() + get())
        #expect(!peer.stop().close)
        let all = peer.answerAll(after: first)
        #expect(all.paths.count == 1)
        #expect(all.closed)
        #expect(text(all.written).contains("Connection: close\r\n"))
    }

    @Test func stoppingLetsAHalfReceivedRequestFinish() {
        let peer = Peer()
        _ = peer.send("GET / HTTP/1.1\r\n")
        #expect(!peer.stop().close)
        #expect(peer.send("Host: a\r\n\r\n").dispatch != nil)
        #expect(peer.answer().close)
    }

    @Test func anAnswerToNothingIsNothing() {
        let peer = Peer()
        let actions = peer.answer(Self.ok)
        #expect(actions.write.isEmpty && actions.dispatch == nil && !actions.close)
    }
}
