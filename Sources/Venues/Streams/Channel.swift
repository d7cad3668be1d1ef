import Desks
import Dialects

/// A feed and all who follow it.
struct Channel {
    /// The followers that one sink passes messages on to.
    struct Party {
        let sink: any StreamSink
        var tickets: [UInt64]
    }

    var feed: any Feed
    private(set) var parties: [Party] = []

    init(_ feed: any Feed) {
        self.feed = feed
    }

    mutating func add(_ request: StreamRequest) {
        if let place = parties.firstIndex(where: { $0.sink === request.sink }) {
            parties[place].tickets.append(request.ticket)
        } else {
            parties.append(Party(sink: request.sink, tickets: [request.ticket]))
        }
    }

    mutating func remove(_ request: StreamRequest) {
        guard let place = parties.firstIndex(where: { $0.sink === request.sink }) else { return }
        parties[place].tickets.removeAll { $0 == request.ticket }
        if parties[place].tickets.isEmpty { parties.remove(at: place) }
    }
}

/// A stream as a venue tells it from others.
struct Follower: Hashable {
    private let sink: ObjectIdentifier
    private let ticket: UInt64

    init(_ request: StreamRequest) {
        sink = ObjectIdentifier(request.sink)
        ticket = request.ticket
    }
}
