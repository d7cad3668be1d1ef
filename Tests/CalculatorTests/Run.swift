import Calculator

/// What one run of the calculator returned and printed.
struct Run {
    var status: Int32 = 0
    var lines: [String] = []
    var errors: [String] = []

    init(_ command: String) {
        self.init(arguments: command.split(separator: " ").map(String.init)) { _ in nil }
    }

    /// Checks a table of test cases that is given as text.
    init(rows text: String) {
        self.init(arguments: ["--rows", "cases.csv"]) { $0 == "cases.csv" ? Array(text.utf8) : nil }
    }

    private init(arguments: [String], readFile: (String) -> [UInt8]?) {
        var (lines, errors): ([String], [String]) = ([], [])
        status = CalculatorRun.run(
            arguments: arguments, readFile: readFile, print: { lines.append($0) }, printError: { errors.append($0) })
        (self.lines, self.errors) = (lines, errors)
    }
}
