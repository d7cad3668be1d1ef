/// How often streams of commands have met each of what they should meet.
public struct Coverage: Sendable {
    private var counts: [String: Int] = [:]

    /// Nothing was met yet.
    public init() {}

    /// Counts one more.
    public mutating func note(_ key: String) { counts[key, default: 0] += 1 }

    /// Those among these that were met fewer than `times` times.
    public func missing(_ keys: [String], times: Int) -> [String] {
        keys.filter { counts[$0, default: 0] < times }.map { "\($0): \(counts[$0, default: 0])" }
    }

    /// A line for each.
    public var text: String {
        counts.sorted { $0.key < $1.key }.map { "\($0.value)\t\($0.key)" }.joined(separator: "\n")
    }
}
