import Testing
import Wire

struct UTCTests {
    /// Checked with `date -u -d @…`.
    static let instants: [(Int64, String)] = [
        (0, "1970-01-01T00:00:00.000Z"), (-5, "1970-01-01T00:00:00.000Z"),
        (951_782_400_000, "2000-02-29T00:00:00.000Z"),
        (1_700_000_000_042, "2023-11-14T22:13:20.042Z"), (1_709_251_199_999, "2024-02-29T23:59:59.999Z"),
        (4_102_444_799_999, "2099-12-31T23:59:59.999Z"),
    ]

    @Test(arguments: instants)
    func anInstantIsWrittenInUTCToTheMillisecond(ms: Int64, text: String) {
        #expect(UTC.text(ms) == text)
    }
}
