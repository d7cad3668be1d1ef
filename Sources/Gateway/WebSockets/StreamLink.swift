import Desks
import Dialects
import HTTP1
import Venues

/// One client's WebSocket: its frames, its dialect's session, and the venue behind.
final class StreamLink {
    /// More works than this in flight, and the client is not read until the venue has caught up.
    private static let maxWorks = 128

    private let frames: Frames
    private var session: any StreamSession
    private let venue: HostedVenue
    private let ticket: UInt64
    private let address: String
    private unowned let server: Server
    private var heardMs: Int64
    private var worksInFlight = 0

    init(_ frames: Frames, _ session: any StreamSession, on venue: HostedVenue, of peer: Peer) {
        self.frames = frames
        self.session = session
        self.venue = venue
        ticket = peer.ticket
        address = peer.address
        server = peer.server
        heardMs = server.settings.monotonicMs()
    }

    /// True when all that may be sent was handed out.
    var isClosed: Bool { frames.isClosed }

    /// False while so much is in flight that the client should not be read.
    var wantsBytes: Bool { worksInFlight < Self.maxWorks }

    // MARK: Events

    /// Does what the client's bytes ask for.
    /// - Returns: bytes for the client.
    func received(_ bytes: UnsafeRawBufferPointer) -> [UInt8] {
        heardMs = server.settings.monotonicMs()
        let (texts, write) = frames.received(bytes)
        var replies: [UInt8] = []
        for text in texts { replies += follow(text) }
        // What the frames themselves answer may be their last word: replies go before it.
        return replies + write
    }

    /// The bytes for the client of a work's response.
    func answered(_ response: Response) -> [UInt8] {
        worksInFlight -= 1
        return frames.isClosed ? [] : Frames.text(response.body)
    }

    /// Bytes that end the stream.
    func end(_ ending: Frames.Ending) -> [UInt8] { frames.isClosed ? [] : frames.end(ending) }

    /// True when the client has been silent for too long.
    func isSilent(nowMs: Int64) -> Bool { nowMs - heardMs >= session.silenceLimitMs }

    /// Passes on to the venue what has waited for its time.
    func resume(_ task: Pauses.Task) {
        switch task {
        case .follow(let change):
            venue.collect(.stream(StreamRequest(.change(change), ticket: ticket, sink: server.outbox)))
        case .work(let work):
            venue.collect(.work(Submission(work: work, ticket: ticket, sink: server.outbox)))
        }
    }

    /// The connection is gone.
    func ended() { venue.collect(.stream(StreamRequest(.end, ticket: ticket, sink: server.outbox))) }

    // MARK: Steps

    private func follow(_ text: [UInt8]) -> [UInt8] {
        let actions = venue.withDoor(wireTimeMs: server.settings.wallMs(), peer: address) { door in
            session.received(text, &door)
        }
        var write: [UInt8] = []
        for action in actions {
            switch action {
            case .send(let text):
                write += Frames.text(text)
            case .work(let work, let afterMs):
                worksInFlight += 1
                if afterMs > 0 {
                    server.pauses.add(.work(work), for: ticket, afterMs: afterMs)
                } else {
                    resume(.work(work))
                }
            case .follow(let change, let afterMs):
                server.pauses.add(.follow(change), for: ticket, afterMs: afterMs)
            case .close:
                write += frames.end(.normal)
            }
        }
        return write
    }
}
