/// Why a call has no result. Each kind means the same at every venue; the venue's own words are in the answer.
public struct MarginVenueError: Error, Sendable, CustomStringConvertible {
    /// What stands against it.
    public enum Kind: String, Sendable, CaseIterable {
        /// It is so already.
        case notModified
        /// Open orders stand against it.
        case hasOpenOrders
        /// Open positions stand against it.
        case hasOpenPositions
        /// One of the two stands against it, and the venue has one code for both (Bitget's 45117).
        case hasOpenOrdersOrPositions
        /// There is not enough free margin, or not as much that may be taken away.
        case insufficientMargin
        /// The account or position would be, or come too near to, liquidation.
        case ratioTooLow
        /// The key, its signature, its rights, its address or the clock was refused.
        case unauthorised
        /// Too many requests. It was not carried out; after a pause it may be sent again. Without an answer it was not
        /// even sent: the venue had asked for that pause before.
        case rateLimited
        /// **Whether it was carried out is unknown**: no whole answer came, or one that says so. Ask before sending
        /// again.
        case resultUnknown
        /// Any other refusal, by the venue's code and words.
        case venue
        /// A good answer in which something is missing that the venue documents.
        case unreadable
        /// Nothing was sent.
        case unreachable
        /// Nothing was sent, because the venue has no such call or its account no such thing; the description says what.
        case notOffered
        /// Everything was sent that should bring a setting about, and it still is another one.
        case notReached
    }

    /// What stands against it.
    public let kind: Kind
    /// What the venue answered; nil when there was no answer.
    public let answer: VenueAnswer?
    /// What went wrong on the way; nil when nothing did.
    public let fault: TransportFault?
    /// After how many milliseconds it may be sent again, where the venue names a time.
    public let pauseMs: Int64?
    /// One line for people: what is not in the answer, or the venue's own words.
    public let description: String

    /// An error without an answer when nothing was answered; described by its answer or kind unless told.
    public init(
        _ kind: Kind, _ answer: VenueAnswer? = nil, fault: TransportFault? = nil, pauseMs: Int64? = nil,
        description: String? = nil
    ) {
        self.kind = kind
        self.answer = answer
        self.fault = fault
        self.pauseMs = pauseMs
        self.description = description ?? answer?.description ?? kind.rawValue
    }
}

extension MarginVenueError {
    static func resultUnknown(_ fault: TransportFault) -> Self {
        Self(.resultUnknown, fault: fault, description: "result unknown: \(fault)")
    }

    static func resultUnknown(_ answer: VenueAnswer) -> Self {
        Self(.resultUnknown, answer, description: "result unknown: \(answer)")
    }

    static func unreadable(_ answer: VenueAnswer, missing: String) -> Self {
        Self(.unreadable, answer, description: "the answer has no \(missing): \(answer)")
    }

    static func unreachable(_ fault: TransportFault) -> Self {
        Self(.unreachable, fault: fault, description: "not sent: \(fault)")
    }

    static func notOffered(_ what: String) -> Self { Self(.notOffered, description: what) }

    static func notReached(_ setting: MarginSetting) -> Self {
        Self(.notReached, description: "it still is \(setting.mode.rawValue), \(setting.leverageText)")
    }
}

extension MarginSetting {
    /// `5x`, `5x long, 3x short`, or `no leverage`.
    public var leverageText: String {
        guard let long = longLeverage, let short = shortLeverage else { return "no leverage" }
        return long == short ? "\(long)x" : "\(long)x long, \(short)x short"
    }
}
