/// What a path names: the venue, and what is asked of it.
///
/// `/venues/{name}/…` is the venue's own root, so that a client's base URL picks the venue and what the client signs stays
/// its exchange's path. The control API names the venue inside its own paths.
struct Route: Equatable {
    /// The venue that the root belongs to.
    static let defaultVenue = "default"
    private static let venuePrefix = "/venues/"
    private static let controlPrefix = "/plimsoll/v1/venues/"

    let venue: String
    let path: String
    /// False when the path begins with a venue's name.
    let isRoot: Bool

    init(_ path: String) {
        guard path.hasPrefix(Self.venuePrefix) else {
            venue = Self.venueOfControl(path) ?? Self.defaultVenue
            self.path = path
            isRoot = true
            return
        }
        let rest = path.dropFirst(Self.venuePrefix.count)
        let nameEnd = rest.firstIndex(of: "/") ?? rest.endIndex
        let inner = nameEnd == rest.endIndex ? "/" : String(rest[nameEnd...])
        venue = Self.venueOfControl(inner) ?? String(rest[..<nameEnd])
        self.path = inner
        isRoot = false
    }

    private static func venueOfControl(_ path: String) -> String? {
        guard path.hasPrefix(controlPrefix) else { return nil }
        let name = path.dropFirst(controlPrefix.count).prefix { $0 != "/" }
        return name.isEmpty ? nil : String(name)
    }
}
