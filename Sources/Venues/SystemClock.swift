import Glibc

/// The clocks of the machine, for whoever is not given others.
public enum SystemClock {
    /// The wall clock, milliseconds since 1970. It may be set, back too.
    @Sendable public static func wallMs() -> Int64 { now(CLOCK_REALTIME) }

    /// Milliseconds since some time in the past, never back.
    @Sendable public static func monotonicMs() -> Int64 { now(CLOCK_MONOTONIC) }

    private static func now(_ clock: clockid_t) -> Int64 {
        var time = timespec()
        clock_gettime(clock, &time)
        return Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000
    }
}
