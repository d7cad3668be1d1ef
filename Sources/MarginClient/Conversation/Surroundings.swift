import Glibc

/// What a client takes from the machine it runs on, so that tests can put something else in its place.
public struct Surroundings: Sendable {
    /// The wall clock, milliseconds since 1970.
    public var wallMs: @Sendable () -> Int64
    /// Waits that many milliseconds, or less when the task is cancelled.
    public var pause: @Sendable (_ ms: Int64) async -> Void
    /// Any number of a range, each as likely as another.
    public var random: @Sendable (ClosedRange<Int64>) -> Int64

    /// Given ones.
    public init(
        wallMs: @escaping @Sendable () -> Int64, pause: @escaping @Sendable (_ ms: Int64) async -> Void,
        random: @escaping @Sendable (ClosedRange<Int64>) -> Int64
    ) {
        self.wallMs = wallMs
        self.pause = pause
        self.random = random
    }

    /// The machine's own.
    public static let system = Surroundings(
        wallMs: {
            var now = timespec()
            clock_gettime(CLOCK_REALTIME, &now)
            return Int64(now.tv_sec) * 1_000 + Int64(now.tv_nsec) / 1_000_000
        },
        pause: { try? await Task.sleep(for: .milliseconds($0)) },
        random: { Int64.random(in: $0) })
}
