/// Which of the venue's APIs a path belongs to. An account has one of the two that are alive.
enum Generation {
    /// v1, shut down on 2025-11-28: https://www.bitget.com/support/articles/12560603838361. BITGET-CALL-3.
    case first
    /// v2, of classic accounts.
    case classic
    /// v3, of unified accounts: https://www.bitget.com/api-doc/uta/intro
    case unified

    private static let prefixes: KeyValuePairs = [
        "/api/v2/": Generation.classic, "/api/v3/": .unified, "/api/mix/v1/": .first, "/api/spot/v1/": .first,
        "/api/margin/v1/": .first,
    ]

    /// Nil for a path of none of them.
    init?(of path: String) {
        guard let match = Self.prefixes.first(where: { path.hasPrefix($0.key) }) else { return nil }
        self = match.value
    }

    /// True for the part of v3 that wants no key, so that there is no account to refuse.
    static func isOpenToAll(_ path: String) -> Bool { path.hasPrefix("/api/v3/market/") }
}
