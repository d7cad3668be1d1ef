public import Wire

/// What a venue answered, with nothing taken away.
public struct VenueAnswer: Sendable {
    /// The HTTP status.
    public let status: Int
    /// The venue's own code: Bybit's `retCode`, Bitget's `code`, ZTDX's number or name; empty where there is none.
    public let code: String
    /// The venue's own words.
    public let text: String
    /// Every single reason where the venue lists several (Bybit's `reasons`, ZTDX's `all_failed`).
    public let reasons: [VenueReason]
    /// The bytes of the answer.
    public let body: [UInt8]
    /// The answer read as JSON; nil when it is none.
    public let json: JSON?

    /// - Parameter json: the body, read.
    init(_ answer: HTTPAnswer, _ json: JSON?, code: String?, text: String?, reasons: [VenueReason] = []) {
        status = answer.status
        self.code = code ?? ""
        self.text = text ?? ""
        self.reasons = reasons
        body = answer.body
        self.json = json
    }
}

/// One of several reasons for a refusal.
public struct VenueReason: Sendable, Hashable {
    /// The venue's code for it.
    public let code: String
    /// The venue's words; empty where it gives none.
    public let text: String
}

extension VenueAnswer: CustomStringConvertible {
    /// Code, words and reasons on one line.
    public var description: String {
        let head = [code, text].filter { !$0.isEmpty }.joined(separator: " ")
        let all = reasons.map { [$0.code, $0.text].filter { !$0.isEmpty }.joined(separator: " ") }
        return ([head.isEmpty ? "HTTP \(status)" : head] + all).joined(separator: "; ")
    }
}
