import MarginEngine

/// Names of requests that may be made only once, such as transfers, each in the account that made it. The oldest are
/// forgotten.
struct RequestNames: Sendable {
    struct Name: Hashable, Sendable {
        let uid: UInt64
        let text: String
    }

    /// How many the venue remembers at least.
    static let kept = 10_000

    /// The oldest first.
    private(set) var names: [Name] = []
    private var known: Set<Name> = []

    init() {}

    func contains(_ name: Name) -> Bool { known.contains(name) }

    mutating func insert(_ name: Name) {
        guard known.insert(name).inserted else { return }
        if names.count >= 2 * Self.kept {
            known.subtract(names.prefix(Self.kept))
            names.removeFirst(Self.kept)
        }
        names.append(name)
    }
}
