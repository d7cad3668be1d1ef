import Desks
import Venues
import Wire

/// A venue as the HTTP thread sees it. Callers of different venues share no rate limit.
final class HostedVenue {
    let venue: Venue
    private var limits: RateLimits?
    /// Works of this turn of the loop, submitted together at its end: one hand-over and larger rounds.
    private var collected: [Submission] = []

    init(_ venue: Venue, hasRateLimits: Bool) {
        self.venue = venue
        limits = hasRateLimits ? RateLimits() : nil
    }

    /// Lends a door to `body`. The limits move into it and back, so that counting a call copies nothing.
    func withDoor<Result>(wireTimeMs: Int64, peer: String, _ body: (inout Door) -> Result) -> Result {
        var door = Door(keys: venue.keys, wireTimeMs: wireTimeMs, peer: peer, limits: limits.take())
        defer { limits = door.limits.take() }
        return body(&door)
    }

    func collect(_ submission: Submission) { collected.append(submission) }

    func submitCollected() {
        guard !collected.isEmpty else { return }
        venue.submit(collected)
        collected.removeAll(keepingCapacity: true)
    }
}
