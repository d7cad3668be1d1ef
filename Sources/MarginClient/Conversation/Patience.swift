/// When a call is sent again by itself, and how long is waited before.
///
/// Only these are: a call that was never sent; one that the venue refused for its rate or for the clock, and so did not
/// carry out; and one that changes nothing. A call that may have changed something is never repeated here.
public struct Patience: Sendable, Equatable {
    /// Sendings of one call at most.
    public var maxSendings = 4
    /// The longest pause before the second sending, doubled for each further one. Milliseconds.
    public var firstPauseMs: Int64 = 200
    /// No pause is longer, whatever the venue asks for; then the call fails instead. Milliseconds.
    public var maxPauseMs: Int64 = 15_000

    /// The usual patience.
    public init() {}

    /// The pause before the next sending: anything up to a bound that doubles, so that clients which failed together do
    /// not come back together. https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
    func pauseMs(afterSendings count: Int, _ random: (ClosedRange<Int64>) -> Int64) -> Int64 {
        let (bound, isTooLarge) = firstPauseMs.multipliedReportingOverflow(by: 1 << Int64(min(max(0, count - 1), 30)))
        return random(0...max(0, isTooLarge ? maxPauseMs : min(bound, maxPauseMs)))
    }
}
