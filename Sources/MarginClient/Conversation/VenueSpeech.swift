/// How one venue is spoken to: pure translation, both ways.
protocol VenueSpeech: Sendable {
    /// The call for the venue's clock; nil where requests carry no time.
    var timeCall: VenueCall? { get }

    /// The venue's clock in the answer to that call.
    func timeMs(_ answer: VenueAnswer) -> Int64?

    /// A call as it travels.
    func request(_ call: VenueCall, timestampMs: Int64) -> HTTPRequest

    /// Finds code and words in an answer.
    func read(_ answer: HTTPAnswer) -> VenueAnswer

    /// What a JSON answer says about its call.
    func verdict(_ answer: VenueAnswer) -> Verdict

    /// How long the venue's header fields ask to wait before the next call of the same kind; nil for not at all.
    /// - Parameter venueMs: the venue's clock.
    func pauseMs(_ answer: HTTPAnswer, venueMs: Int64) -> Int64?
}

extension Int64 {
    /// A time of the venue's, milliseconds since 1970: from then to the year 2100, so that sums of such times fit.
    init?(venueMs text: String) {
        guard let ms = Int64(text), (0..<4_102_444_800_000).contains(ms) else { return nil }
        self = ms
    }
}

/// What an answer says about the call.
enum Verdict {
    case done
    /// The time it was signed with is outside the venue's window, and it was not carried out.
    case clockRefused
    case refused(MarginVenueError.Kind)
}
