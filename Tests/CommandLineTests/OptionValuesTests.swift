import CommandLine
import Testing

@Suite struct OptionValuesTests {
    private enum Option: String, CaseIterable, CommandOption {
        case name
        case dryRun = "dry-run"

        var placeholder: String? { self == .name ? "NAME" : nil }
        var summary: String { "" }
    }

    private func values(_ words: String) throws(UsageError) -> OptionValues<Option> {
        try OptionValues(words.split(separator: " ").map(String.init)[...], known: Option.allCases)
    }

    @Test(
        "A value stands behind its option or behind an equals sign, and may hold one itself",
        arguments: [("--name a", "a"), ("--name=a", "a"), ("--name a=b", "a=b"), ("--name=a=b", "a=b")])
    func values(words: String, value: String) throws {
        let values = try values(words)
        #expect(values[.name] == value)
        #expect(values[.dryRun] == nil)
        #expect(values.count == 1)
    }

    @Test("An option without a value is there or not")
    func withoutValue() throws {
        #expect(try values("--dry-run --name a")[.dryRun] == "")
        #expect(try values("")[.dryRun] == nil)
    }

    @Test(
        "What is not understood is named",
        arguments: [
            ("a", "unexpected argument 'a'"), ("--nam a", "unknown option '--nam'; did you mean '--name'?"),
            ("--dry=1", "unknown option '--dry'; did you mean '--name'?"), ("--name", "--name needs a value: NAME"),
            ("--name=", "--name needs a value: NAME"), ("--name a --name=b", "--name is given twice"),
            ("--dry-run=yes", "--dry-run takes no value"), ("--dry-run yes", "unexpected argument 'yes'"),
        ])
    func mistakes(words: String, text: String) {
        #expect(throws: UsageError(text)) { try values(words) }
    }

    @Test(
        "Of the known words the one with the fewest letters changed is suggested, of equals the first",
        arguments: [
            ("srve", "unknown word 'srve'; did you mean 'serve'?"),
            ("hepl", "unknown word 'hepl'; did you mean 'help'?"),
            ("", "unknown word ''; did you mean 'calc'?"),
        ])
    func nearest(word: String, text: String) {
        #expect(UsageError.unknown("word", word, among: ["serve", "calc", "help"]).text == text)
    }

    @Test("Without a known word there is none to suggest")
    func nothingKnown() {
        #expect(UsageError.unknown("word", "a", among: []).text == "unknown word 'a'")
    }

    @Test("Help shows an option with its value, in a column that leaves two blanks")
    func help() {
        #expect(Option.name.usage == "--name NAME")
        #expect(Option.dryRun.usage == "--dry-run")
        #expect("ab".padded(to: 5) + "c" == "ab   c")
        #expect("abcd".padded(to: 5) + "c" == "abcd  c")
    }
}
