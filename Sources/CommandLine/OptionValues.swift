/// Options as they stand on a command line: `--name value`, `--name=value`, or `--name` for one without a value.
public struct OptionValues<Option: CommandOption>: Equatable, Sendable {
    private var values: [Option: String] = [:]

    /// Reads words that are options and their values, nothing else.
    public init(_ words: ArraySlice<String>, known: [Option]) throws(UsageError) {
        var rest = words
        while let word = rest.popFirst() { try take(word, &rest, known) }
    }

    /// The value of an option; the empty text for one without a value; nil when it is not there.
    public subscript(_ option: Option) -> String? { values[option] }

    /// How many options are there.
    public var count: Int { values.count }

    private mutating func take(
        _ word: String, _ rest: inout ArraySlice<String>, _ known: [Option]
    ) throws(UsageError) {
        guard word.hasPrefix("--") else { throw UsageError("unexpected argument '\(word)'") }
        let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        let name = parts.first.map(String.init) ?? ""
        guard let option = known.first(where: { $0.name == name }) else {
            throw .unknown("option", name, among: known.map(\.name))
        }
        guard values[option] == nil else { throw UsageError("\(name) is given twice") }
        guard let placeholder = option.placeholder else {
            guard parts.count == 1 else { throw UsageError("\(name) takes no value") }
            values[option] = ""
            return
        }
        guard let value = parts.count == 2 ? String(parts[1]) : rest.popFirst(), !value.isEmpty else {
            throw UsageError("\(name) needs a value: \(placeholder)")
        }
        values[option] = value
    }
}
