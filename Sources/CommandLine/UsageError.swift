/// Why a command line was not understood.
public struct UsageError: Error, Equatable {
    /// The reason, in a line for the person who wrote it.
    public let text: String

    /// Another reason than an unknown word.
    public init(_ text: String) { self.text = text }

    /// Names what comes nearest to an unknown word.
    public static func unknown(_ kind: String, _ word: String, among known: [String]) -> UsageError {
        let nearest = known.min { distance($0, word) < distance($1, word) }
        let hint = nearest.map { "; did you mean '\($0)'?" } ?? ""
        return UsageError("unknown \(kind) '\(word)'\(hint)")
    }

    /// How many letters must be inserted, removed or replaced to make one word of another (Levenshtein).
    private static func distance(_ left: String, _ right: String) -> Int {
        var row = Array(0...right.utf8.count)
        for (count, letter) in left.utf8.enumerated() {
            var next = [count + 1]
            for (other, replaced) in zip(right.utf8, zip(row, row.dropFirst())) {
                let inserted = (next.last ?? count) + 1
                next.append(min(replaced.0 + (letter == other ? 0 : 1), replaced.1 + 1, inserted))
            }
            row = next
        }
        return row.last ?? left.utf8.count
    }
}
