import MarginClient

/// A command line that was understood.
struct VerbArguments {
    let verb: Verb
    private var values: [VerbOption: String] = [:]

    /// Reads what stands behind the program's name.
    init(_ words: [String]) throws(UsageError) {
        guard let verb = Verb.all.first(where: { words.starts(with: $0.words) }) else {
            let known = Verb.all.map(\.name).filter { $0.hasPrefix(words.first ?? "") }
            throw UsageError("no such verb; there is: \(known.joined(separator: ", "))")
        }
        self.verb = verb
        var rest = words.dropFirst(verb.words.count)
        while let word = rest.popFirst() { try take(word, &rest) }
        for option in verb.required where values[option] == nil {
            throw UsageError("'\(verb.name)' needs --\(option.rawValue) \(option.value ?? "")")
        }
    }

    private mutating func take(_ word: String, _ rest: inout ArraySlice<String>) throws(UsageError) {
        guard word.hasPrefix("--") else { throw UsageError("unexpected argument '\(word)'") }
        let parts = word.dropFirst(2).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        let name = parts.first.map(String.init) ?? ""
        guard let option = verb.options.first(where: { $0.rawValue == name }) else {
            let known = verb.options.map { "--\($0.rawValue)" }.joined(separator: ", ")
            throw UsageError("'\(verb.name)' has no --\(name); it has \(known)")
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

    func has(_ option: VerbOption) -> Bool { values[option] != nil }

    func text(_ option: VerbOption) -> String? { values[option] }

    /// The parts between commas, none of them empty; none without the option.
    func list(_ option: VerbOption) throws(UsageError) -> [String] {
        let parts = values[option]?.split(separator: ",", omittingEmptySubsequences: false).map(String.init) ?? []
        guard parts.allSatisfy({ !$0.isEmpty }) else { throw UsageError("--\(option.rawValue) has an empty name") }
        return parts
    }

    func required(_ option: VerbOption) throws(UsageError) -> String {
        guard let text = values[option] else { throw UsageError("--\(option.rawValue) is missing") }
        return text
    }

    func number(_ option: VerbOption) throws(UsageError) -> DecimalNumber? {
        guard let text = values[option] else { return nil }
        guard let number = DecimalNumber(text), !number.isNegative, number != .zero else {
            throw UsageError("--\(option.rawValue) must be a number above 0")
        }
        return number
    }

    func integer(_ option: VerbOption) throws(UsageError) -> Int64? {
        guard let text = values[option] else { return nil }
        guard let number = Int64(text), number > 0 else {
            throw UsageError("--\(option.rawValue) must be a whole number above 0")
        }
        return number
    }

    /// One of a few words.
    func word<Word: RawRepresentable<String> & CaseIterable>(
        _ option: VerbOption, _ words: Word.Type
    ) throws(UsageError) -> Word? {
        guard let text = values[option] else { return nil }
        guard let word = Word(rawValue: text) else {
            throw UsageError("--\(option.rawValue) must be \(option.value ?? "another word")")
        }
        return word
    }
}

/// Why a command line was not understood.
struct UsageError: Error, Equatable {
    let text: String

    init(_ text: String) { self.text = text }
}
