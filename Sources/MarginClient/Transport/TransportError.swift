/// Why there is no answer, told apart by the only thing that matters to who wants to send again.
public enum TransportError: Error, Sendable, Equatable {
    /// Not one byte of the request was sent: nothing can have happened.
    case notSent(TransportFault)
    /// The request was sent, in part or whole, and no whole answer came: whether it was carried out is unknown.
    case unanswered(TransportFault)
}

/// What went wrong on the way.
public enum TransportFault: Sendable, Equatable {
    /// The address is no URL, or neither `http` nor `https`.
    case addressInvalid
    /// The host's or the proxy's name is unknown.
    case nameNotFound
    /// Nobody answers at the address or at the proxy's.
    case notConnected
    /// No secure connection: most often a certificate that is not trusted.
    case notSecure(String)
    /// The time allowed was over.
    case timedOut
    /// The task that waited was cancelled.
    case cancelled
    /// The connection ended before the answer was whole.
    case connectionLost
    /// The answer is larger than allowed.
    case answerTooLarge
    /// Whatever else libcurl has to say, in its words.
    case other(String)
}

extension TransportFault: CustomStringConvertible {
    /// A short sentence for people.
    public var description: String {
        switch self {
        case .addressInvalid: "the address is not an http or https URL"
        case .nameNotFound: "the host's name is unknown"
        case .notConnected: "nobody answers at the address"
        case .notSecure(let reason): "no secure connection: \(reason)"
        case .timedOut: "the time allowed was over"
        case .cancelled: "it was cancelled"
        case .connectionLost: "the connection was lost"
        case .answerTooLarge: "the answer is too large"
        case .other(let reason): reason
        }
    }
}
