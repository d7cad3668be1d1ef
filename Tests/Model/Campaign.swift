import MarginEngine
package import TestSupport

/// Streams of commands, one for each seed, under which engine and model must agree.
package struct Campaign {
    /// What came of it.
    package struct Report {
        package var coverage = Coverage()
        package var commands = 0
        package var seeds = 0
        /// A reproducer for each seed at which the two differ.
        package var failures: [String] = []
    }

    /// - Parameters:
    ///   - seeds: of the streams.
    ///   - length: commands in a stream, those that found its world not counted.
    ///   - failuresMax: how many failing seeds are looked into before it gives up.
    package static func run(seeds: Range<UInt64>, length: Int, failuresMax: Int = 1) -> Report {
        var report = Report()
        for seed in seeds where report.failures.count < failuresMax {
            report.seeds += 1
            run(seed, length, &report)
        }
        return report
    }

    private static func run(_ seed: UInt64, _ length: Int, _ report: inout Report) {
        let world = World(seed: seed)
        var trader = Trader(seed: seed)
        var trial = Trial()
        var commands: [Command] = []
        for number in 0..<world.genesis.count + length {
            let before = trial.model
            let command = number < world.genesis.count ? world.genesis[number] : trader.next(before)
            commands.append(command)
            report.commands += 1
            let (outcome, difference) = trial.apply(command)
            if difference != nil {
                report.failures.append(reproducer(seed, commands))
                return
            }
            report.coverage.note(command, outcome, before: before, after: trial.model)
        }
        if trial.finish() != nil { report.failures.append(reproducer(seed, commands)) }
    }

    private static func reproducer(_ seed: UInt64, _ commands: [Command]) -> String {
        let first = Trial.difference(commands)
        let smallest = shrink(commands, runs: 3_000) { Trial.difference($0) != nil }
        let lines = smallest.map { "    .\($0)" }.joined(separator: "\n").split(separator: "MarginEngine.").joined()
        let last = Trial.difference(smallest)
        return """
            seed \(seed), command \(first?.count ?? 0): \(first?.text ?? "")
            \(smallest.count) commands: \(last?.text ?? "")
            \(lines)
            """
    }
}
