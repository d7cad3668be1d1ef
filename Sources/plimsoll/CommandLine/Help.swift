import CommandLine
import Verbs

/// The help text, made from the declared commands and options.
enum Help {
    static var text: String {
        var lines = ["Plimsoll, the margin desk of a derivatives venue.", "", "Usage: plimsoll COMMAND [OPTIONS]", ""]
        for command in Command.allCases {
            lines.append("  \(command.rawValue.padded(to: 10))\(command.summary)")
        }
        lines += ["", "At venues and at Plimsoll; 'plimsoll VERB --help' lists their options:"] + VerbRun.helpLines
        for command in Command.allCases where !command.options.isEmpty {
            lines += ["", "Options of \(command.rawValue):"]
            for option in command.options {
                lines.append("  \(option.usage.padded(to: 36))\(option.summary)")
            }
        }
        lines += ["", "Exit status: 0 done, 1 failed, 2 the command line was not understood.", ""]
        return lines.joined(separator: "\n")
    }
}
