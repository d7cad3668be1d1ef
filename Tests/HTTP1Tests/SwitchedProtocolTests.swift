import HTTP1
import Testing

struct SwitchedProtocolTests {
    private static let accepted = Response(status: 101, fields: [("Upgrade", "echo"), ("Connection", "Upgrade")])

    @Test func theAnswerHasNoContentAndWhatFollowsTheRequestIsHandedOver() {
        let peer = Peer()
        #expect(peer.send(get("Upgrade: echo\r\n") + "first").dispatch != nil)
        #expect(peer.send(", second").dispatch == nil)
        let (write, rest) = peer.switchProtocols(Self.accepted)
        #expect(text(write) == "HTTP/1.1 101 Switching Protocols\r\nUpgrade: echo\r\nConnection: Upgrade\r\n\r\n")
        #expect(text(rest) == "first, second")
    }

    @Test func afterwardsNothingIsReadAsHTTPAndNoDeadlineIsLeft() {
        let peer = Peer()
        _ = peer.send(get("Upgrade: echo\r\n"))
        _ = peer.switchProtocols(Self.accepted)
        let actions = peer.send(get())
        #expect(actions.dispatch == nil && actions.write.isEmpty && !actions.close)
        #expect(peer.deadlineMs == nil)
        #expect(!peer.isInFlight)
    }

    @Test func withoutARequestInFlightNothingIsSwitched() {
        let peer = Peer()
        let (write, rest) = peer.switchProtocols(Self.accepted)
        #expect(write.isEmpty && rest.isEmpty)
        #expect(peer.send(get()).dispatch != nil)
    }
}
