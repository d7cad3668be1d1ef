import CommandLine
import MarginClient

/// A command line that was understood.
struct VerbArguments {
    let verb: Verb
    private let values: OptionValues<VerbOption>

    /// Reads what stands behind the program's name.
    init(_ words: [String]) throws(UsageError) {
        guard let verb = Verb.all.first(where: { words.starts(with: $0.words) }) else {
            let known = Verb.all.filter { $0.words.first == words.first }.map(\.name)
            throw .unknown("verb", words.prefix { !$0.hasPrefix("-") }.joined(separator: " "), among: known)
        }
        self.verb = verb
        values = try OptionValues(words.dropFirst(verb.words.count), known: verb.options)
        for option in verb.required where values[option] == nil {
            throw UsageError("'\(verb.name)' needs \(option.usage)")
        }
    }

    func has(_ option: VerbOption) -> Bool { values[option] != nil }

    func text(_ option: VerbOption) -> String? { values[option] }

    /// The parts between commas, none of them empty; none without the option.
    func list(_ option: VerbOption) throws(UsageError) -> [String] {
        let parts = values[option]?.split(separator: ",", omittingEmptySubsequences: false).map(String.init) ?? []
        guard parts.allSatisfy({ !$0.isEmpty }) else { throw UsageError("\(option.name) has an empty name") }
        return parts
    }

    func required(_ option: VerbOption) throws(UsageError) -> String {
        guard let text = values[option] else { throw UsageError("\(option.name) is missing") }
        return text
    }

    func number(_ option: VerbOption) throws(UsageError) -> DecimalNumber? {
        guard let text = values[option] else { return nil }
        guard let number = DecimalNumber(text), !number.isNegative, number != .zero else {
            throw UsageError("\(option.name) must be a number above 0")
        }
        return number
    }

    func integer(_ option: VerbOption) throws(UsageError) -> Int64? {
        guard let text = values[option] else { return nil }
        guard let number = Int64(text), number > 0 else {
            throw UsageError("\(option.name) must be a whole number above 0")
        }
        return number
    }

    /// One of a few words.
    func word<Word: RawRepresentable<String> & CaseIterable>(
        _ option: VerbOption, _ words: Word.Type
    ) throws(UsageError) -> Word? {
        guard let text = values[option] else { return nil }
        guard let word = Word(rawValue: text) else {
            throw UsageError("\(option.name) must be \(option.placeholder ?? "another word")")
        }
        return word
    }
}
