import CommandLine

/// The help texts, made from the declared verbs and options.
enum VerbHelp {
    /// One line for each verb.
    static var lines: [String] { Verb.all.map { "  \($0.name.padded(to: 16))\($0.summary)" } }

    /// Verbs that begin with a word, with their options, and what the exit status says.
    static func text(_ word: String) -> String {
        var lines: [String] = []
        for verb in Verb.all where verb.words.first == word {
            lines += ["plimsoll \(verb.name) [OPTIONS]", "  \(verb.summary)"]
            for option in verb.options {
                let need = verb.required.contains(option) ? "Required. " : ""
                lines.append("    \(option.usage.padded(to: 34))\(need)\(option.summary)")
            }
            lines.append("")
        }
        let statuses = ExitStatus.all.map { "\($0.number) \($0.name)" }.joined(separator: ", ")
        return (lines + ["Exit status: \(statuses).", ""]).joined(separator: "\n")
    }
}
