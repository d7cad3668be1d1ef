import CommandLine
public import MarginClient

/// What the verbs take from the process they run in, so that tests can put something else in its place.
public struct VerbSurroundings: Sendable {
    /// A variable of the environment.
    public var variable: @Sendable (String) -> String?
    /// Takes a line of the result.
    public var print: @Sendable (String) -> Void
    /// Takes a line about what went wrong.
    public var printError: @Sendable (String) -> Void
    /// Clock, pauses and chance of the clients.
    public var surroundings: Surroundings = .system

    /// Given ones, on the machine's own clock.
    public init(
        variable: @escaping @Sendable (String) -> String?, print: @escaping @Sendable (String) -> Void,
        printError: @escaping @Sendable (String) -> Void
    ) {
        self.variable = variable
        self.print = print
        self.printError = printError
    }
}

/// The verbs on margin: what a person or a script tells one or several accounts to do.
public enum VerbRun {
    /// The first words of all verbs.
    public static var words: [String] {
        Verb.all.compactMap(\.words.first)
    }

    /// One line of help for each verb.
    public static var helpLines: [String] { VerbHelp.lines }

    /// Does what the words say.
    /// - Parameter words: what stands behind the program's name.
    /// - Returns: the exit status; 0 when all was done.
    public static func run(_ words: [String], in process: VerbSurroundings) async -> Int32 {
        if words.dropFirst().contains(where: { $0 == "--help" || $0 == "-h" }), let first = words.first {
            process.print(VerbHelp.text(first))
            return ExitStatus.done.number
        }
        do throws(UsageError) {
            let arguments = try VerbArguments(words)
            let rows = try await rows(arguments, process)
            let report = Report(rows: rows)
            process.print(arguments.has(.json) ? report.json : report.table)
            return ExitStatus(rows).number
        } catch {
            process.printError("plimsoll: \(error.text)")
            return ExitStatus.notUnderstood.number
        }
    }

    private static func rows(
        _ arguments: VerbArguments, _ process: VerbSurroundings
    ) async throws(UsageError) -> [Row] {
        let selection = try Selection(arguments, process)
        switch arguments.verb {
        case .desk(let verb):
            let task = try DeskTask(verb, arguments)
            return await rows(task, try selection.seats(of: arguments))
        case .control(let verb):
            let (profile, control) = try selection.controlled(by: arguments)
            return try await ControlTask(verb, arguments, profile, control).rows()
        }
    }

    /// All at once; the lines in the order of the profiles.
    private static func rows(_ task: DeskTask, _ seats: [Seat]) async -> [Row] {
        await withTaskGroup(of: (Int, [Row]).self) { group in
            for (index, seat) in seats.enumerated() { group.addTask { (index, await task.rows(seat)) } }
            return await group.reduce(into: []) { $0.append($1) }.sorted { $0.0 < $1.0 }.flatMap(\.1)
        }
    }
}
