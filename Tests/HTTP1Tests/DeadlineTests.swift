import HTTP1
import Testing

struct DeadlineTests {
    private let limits = Limits(requestDeadlineMs: 100, idleDeadlineMs: 700)

    @Test func standardLimits() {
        #expect(
            Limits.standard
                == Limits(
                    headBytes: 16_384, bodyBytes: 1_048_576, requestDeadlineMs: 10_000, idleDeadlineMs: 75_000,
                    maxFields: 100))
    }

    @Test func idleConnectionClosesWithoutAWord() {
        let peer = Peer(limits: limits)
        #expect(peer.deadlineMs == 700)
        let early = peer.deadlinePassed(nowMs: 699)
        #expect(!early.close)
        let due = peer.deadlinePassed(nowMs: 700)
        #expect(due.close && due.write.isEmpty)
    }

    @Test func unfinishedRequestIs408() {
        let peer = Peer(limits: limits)
        peer.nowMs = 50
        _ = peer.send("GET / HT")
        #expect(peer.deadlineMs == 150)
        let due = peer.deadlinePassed(nowMs: 150)
        #expect(text(due.write).hasPrefix("HTTP/1.1 408 Request Timeout\r\n"))
        #expect(due.close)
    }

    @Test func drippingDoesNotMoveTheDeadline() {
        let peer = Peer(limits: limits)
        for byte in octets(post("Content-Length: 5\r\n", "hell")) {
            _ = peer.send([byte])
            peer.nowMs += 1
            #expect(peer.deadlineMs == 100)
        }
    }

    @Test func noDeadlineWhileTheServerOwesTheAnswer() {
        let peer = Peer(limits: limits)
        _ = peer.send(get())
        #expect(peer.deadlineMs == nil)
        let late = peer.deadlinePassed(nowMs: 1_000_000)
        #expect(!late.close)
        #expect(peer.isInFlight)
    }

    @Test func idleTimeCountsFromTheAnswer() {
        let peer = Peer(limits: limits)
        _ = peer.send(get())
        peer.nowMs = 5_000
        _ = peer.answer()
        #expect(peer.deadlineMs == 5_700)
    }

    @Test func waitingRequestHasItsTimeFromTheAnswerBefore() {
        let peer = Peer(limits: limits)
        _ = peer.send(get() + "GET /")
        peer.nowMs = 5_000
        _ = peer.answer()
        #expect(peer.deadlineMs == 5_100)
    }

    @Test func anEmptyLineBeforeARequestDoesNotBeginIt() {
        let peer = Peer(limits: limits)
        peer.nowMs = 50
        _ = peer.send("\r\n")
        #expect(peer.deadlineMs == 700)
    }
}
