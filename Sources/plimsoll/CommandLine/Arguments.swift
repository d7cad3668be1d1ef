/// A command line that was understood.
struct Arguments: Equatable {
    let command: Command
    /// What stands behind a command that reads its own options.
    private(set) var words: [String] = []
    private var values: [Option: String] = [:]

    /// The value of an option; the empty text for one without a value; nil when it is not there.
    subscript(_ option: Option) -> String? { values[option] }

    /// Reads what stands behind the program's name; nothing asks for help.
    init(_ words: [String]) throws(UsageError) {
        var rest = words[...]
        guard let first = rest.first else {
            command = .help
            return
        }
        if first == Command.calc.rawValue {
            command = .calc
            self.words = Array(rest.dropFirst())
            return
        }
        if first == "--help" || first == "-h" || rest.dropFirst().contains(where: { $0 == "--help" || $0 == "-h" }) {
            command = .help
            return
        }
        rest.removeFirst()
        guard let command = Command(rawValue: first) else {
            throw .unknown("command", first, among: Command.allCases.map(\.rawValue))
        }
        self.command = command
        while let word = rest.popFirst() { try take(word, &rest) }
    }

    private mutating func take(_ word: String, _ rest: inout ArraySlice<String>) throws(UsageError) {
        guard word.hasPrefix("--") else { throw UsageError("unexpected argument '\(word)'") }
        let parts = word.dropFirst(2).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        let name = parts.first.map(String.init) ?? ""
        guard let option = command.options.first(where: { $0.rawValue == name }) else {
            throw .unknown("option", "--\(name)", among: command.options.map { "--\($0.rawValue)" })
        }
        guard values[option] == nil else { throw UsageError("--\(name) is given twice") }
        guard let placeholder = option.value else {
            guard parts.count == 1 else { throw UsageError("--\(name) takes no value") }
            values[option] = ""
            return
        }
        guard let value = parts.count == 2 ? String(parts[1]) : rest.popFirst(), !value.isEmpty else {
            throw UsageError("--\(name) needs a value: \(placeholder)")
        }
        values[option] = value
    }
}

/// Why a command line was not understood.
struct UsageError: Error, Equatable {
    let text: String

    init(_ text: String) { self.text = text }

    /// Names what comes nearest to an unknown word.
    static func unknown(_ kind: String, _ word: String, among known: [String]) -> UsageError {
        let nearest = known.min { EditDistance.between($0, word) < EditDistance.between($1, word) }
        let hint = nearest.map { "; did you mean '\($0)'?" } ?? ""
        return UsageError("unknown \(kind) '\(word)'\(hint)")
    }
}
