/// An account and how it is reached, under a name.
public struct Profile: Sendable {
    /// What it is called by.
    public let name: String
    /// Whose API.
    public let family: VenueFamily
    /// Where.
    public let url: BaseURL
    /// As whom.
    public let credentials: Credentials
    /// How late a request may arrive. Milliseconds.
    public var recvWindowMs = 5_000
    /// Proxy, certificates, time allowed.
    public var transport = TransportSettings()
    /// Its number at a Plimsoll; nil where that is unknown.
    public var uid: UInt64?
    /// What opens the control API of that Plimsoll; nil where there is none.
    public var controlToken: String?

    /// A profile with the usual settings.
    public init(name: String, family: VenueFamily, url: BaseURL = .local, credentials: Credentials) {
        self.name = name
        self.family = family
        self.url = url
        self.credentials = credentials
    }

    /// The account, over a line.
    public func venue(over line: Line) -> any MarginVenue {
        switch family {
        case .bybit: BybitVenue(credentials, at: url.text, over: line, recvWindowMs: recvWindowMs)
        case .bitget: BitgetVenue(credentials, at: url.text, over: line)
        case .ztdx: ZTDXVenue(credentials, at: url.text, over: line, recvWindowMs: recvWindowMs)
        }
    }

    /// The control API of its Plimsoll; nil without a token.
    public func control(over line: Line) -> ControlClient? {
        controlToken.flatMap { ControlClient(url, token: $0, over: line) }
    }
}

/// Why there is no profile.
public enum ProfileError: Error, Sendable, Equatable {
    /// There is no such file, or it cannot be read; in the system's words.
    case unreadable(path: String, reason: String)
    /// Others may read or write the file, or it is another user's; how its mode is.
    case notPrivate(path: String)
    /// What stands in it is wrong; where, and what it must be.
    case malformed(place: String, reason: String)
}

extension ProfileError: CustomStringConvertible {
    /// One sentence for people, without anything secret.
    public var description: String {
        switch self {
        case .unreadable(let path, let reason): "cannot read \(path): \(reason)"
        case .notPrivate(let path): "\(path) holds secrets and is open to others: chmod 600 \(path)"
        case .malformed(let place, let reason): "\(place) \(reason)"
        }
    }
}
