/// Why a call has no result. Each kind means the same at every venue; the venue's own words are in the answer.
public enum MarginVenueError: Error, Sendable {
    /// It is so already.
    case notModified(VenueAnswer)
    /// Open orders stand against it.
    case hasOpenOrders(VenueAnswer)
    /// Open positions stand against it.
    case hasOpenPositions(VenueAnswer)
    /// One of the two stands against it, and the venue has one code for both (Bitget's 45117).
    case hasOpenOrdersOrPositions(VenueAnswer)
    /// There is not enough free margin, or not as much that may be taken away.
    case insufficientMargin(VenueAnswer)
    /// The account or position would be, or come too near to, liquidation.
    case ratioTooLow(VenueAnswer)
    /// The key, its signature, its rights, its address or the clock was refused.
    case unauthorised(VenueAnswer)
    /// Too many requests. It was not carried out; after the pause, in milliseconds where the venue names one, it may be
    /// sent again. Without an answer it was not even sent: the venue had asked for that pause before.
    case rateLimited(VenueAnswer?, pauseMs: Int64?)
    /// **Whether it was carried out is unknown**: no whole answer came, or one that says so. Ask before sending again.
    case resultUnknown(TransportFault?, VenueAnswer?)
    /// Any other refusal, by the venue's code and words.
    case venue(VenueAnswer)
    /// A good answer in which something is missing that the venue documents.
    case unreadable(VenueAnswer, missing: String)
    /// Nothing was sent.
    case unreachable(TransportFault)
    /// Nothing was sent, because the venue has no such call or its account no such thing; says what.
    case notOffered(String)
    /// Everything was sent that should bring a setting about, and it still is another one.
    case notReached(MarginSetting)
}

extension MarginVenueError {
    /// The kind without what goes with it.
    public enum Kind: String, Sendable, CaseIterable {
        /// See the errors of the same names.
        case notModified, hasOpenOrders, hasOpenPositions, hasOpenOrdersOrPositions, insufficientMargin, ratioTooLow,
            unauthorised, rateLimited, resultUnknown, venue, unreadable, unreachable, notOffered, notReached
    }

    /// The kind without what goes with it.
    public var kind: Kind {
        switch self {
        case .notModified: .notModified
        case .hasOpenOrders: .hasOpenOrders
        case .hasOpenPositions: .hasOpenPositions
        case .hasOpenOrdersOrPositions: .hasOpenOrdersOrPositions
        case .insufficientMargin: .insufficientMargin
        case .ratioTooLow: .ratioTooLow
        case .unauthorised: .unauthorised
        case .rateLimited: .rateLimited
        case .resultUnknown: .resultUnknown
        case .venue: .venue
        case .unreadable: .unreadable
        case .unreachable: .unreachable
        case .notOffered: .notOffered
        case .notReached: .notReached
        }
    }

    /// What the venue answered; nil when there was no answer.
    public var answer: VenueAnswer? {
        switch self {
        case .notModified(let answer), .hasOpenOrders(let answer), .hasOpenPositions(let answer),
            .hasOpenOrdersOrPositions(let answer), .insufficientMargin(let answer), .ratioTooLow(let answer),
            .unauthorised(let answer), .venue(let answer), .unreadable(let answer, _):
            answer
        case .rateLimited(let answer, _), .resultUnknown(_, let answer): answer
        case .unreachable, .notOffered, .notReached: nil
        }
    }
}

extension MarginVenueError: CustomStringConvertible {
    /// One line for people: the kind, then the venue's own words.
    public var description: String {
        switch self {
        case .resultUnknown(let fault, let answer):
            "result unknown: " + [fault?.description, answer?.description].compactMap { $0 }.joined(separator: "; ")
        case .unreadable(let answer, let missing): "the answer has no \(missing): \(answer)"
        case .unreachable(let fault): "not sent: \(fault)"
        case .notOffered(let what): what
        case .notReached(let setting): "it still is \(setting.mode.rawValue), \(setting.leverageText)"
        default: answer.map { "\($0)" } ?? kind.rawValue
        }
    }
}

extension MarginSetting {
    /// `5x`, `5x long, 3x short`, or `no leverage`.
    public var leverageText: String {
        guard let long = longLeverage, let short = shortLeverage else { return "no leverage" }
        return long == short ? "\(long)x" : "\(long)x long, \(short)x short"
    }
}
