import Desks
import Dialects
import MarginEngine
import Wire

/// Counts a stream among those that its address opens: 500 within 5 minutes.
/// https://bybit-exchange.github.io/docs/v5/rate-limit#websocket-ip-limit
///
/// A stream that says nothing costs nothing; so the first message of each is where it is counted.
struct StreamAdmission: Sendable {
    private static let limit = RateLimit(calls: 500, windowMs: 300_000)

    private var isCounted = false

    /// True when the stream is one too many.
    mutating func refuses(_ door: inout Door) -> Bool {
        guard !isCounted else { return false }
        isCounted = true
        return door.addressExceeds(Self.limit, bucket: "bybit/streams")
    }
}
