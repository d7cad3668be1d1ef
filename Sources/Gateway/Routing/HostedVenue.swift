public import Dialects
public import Venues
import Wire

/// A venue to be served, and how it is spoken to.
public struct ServedVenue: Sendable {
    /// Its name is the one it is addressed by.
    public let venue: Venue
    /// A request goes to the first that serves its path.
    public let dialects: [any Dialect]

    /// A venue under these dialects.
    public init(_ venue: Venue, dialects: [any Dialect]) {
        self.venue = venue
        self.dialects = dialects
    }
}

/// A venue as the HTTP thread sees it. Callers of different venues share no rate limit.
final class HostedVenue {
    let venue: Venue
    let dialects: [any Dialect]
    private var limits: RateLimits?
    /// Tasks of this turn of the loop, submitted together at its end: one hand-over and larger rounds.
    private var collected: [VenueTask] = []

    init(_ served: ServedVenue, hasRateLimits: Bool) {
        venue = served.venue
        dialects = served.dialects
        limits = hasRateLimits ? RateLimits() : nil
    }

    /// Lends a door to `body`. The limits move into it and back, so that counting a call copies nothing.
    func withDoor<Result>(wireTimeMs: Int64, peer: String, _ body: (inout Door) -> Result) -> Result {
        var door = Door(keys: venue.keys, wireTimeMs: wireTimeMs, peer: peer, limits: limits.take())
        defer { limits = door.limits.take() }
        return body(&door)
    }

    func collect(_ task: VenueTask) { collected.append(task) }

    func submitCollected() {
        guard !collected.isEmpty else { return }
        venue.submit(collected)
        collected.removeAll(keepingCapacity: true)
    }
}
