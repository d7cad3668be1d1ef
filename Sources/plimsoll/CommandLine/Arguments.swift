import CommandLine
import Verbs

/// A command line that was understood.
struct Arguments: Equatable {
    let command: Command
    /// What stands behind a command that reads its own options.
    let words: [String]
    let options: OptionValues<Option>

    /// Reads what stands behind the program's name; nothing asks for help.
    init(_ words: [String]) throws(UsageError) {
        let first = words.first ?? Command.help.rawValue
        let rest = words.dropFirst()
        guard first != Command.calc.rawValue else {
            try self.init(.calc, words: Array(rest))
            return
        }
        guard !([first] + rest).contains(where: { $0 == "--help" || $0 == "-h" }) else {
            try self.init(.help)
            return
        }
        guard let command = Command(rawValue: first) else {
            throw .unknown("command", first, among: Command.allCases.map(\.rawValue) + VerbRun.words)
        }
        try self.init(command, options: rest)
    }

    private init(_ command: Command, words: [String] = [], options: ArraySlice<String> = []) throws(UsageError) {
        self.command = command
        self.words = words
        self.options = try OptionValues(options, known: command.options)
    }
}
