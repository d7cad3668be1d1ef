import MarginEngine
import TestSupport

/// What a failure is reported with: the seed, the smaller stream and what it breaks.
func reproducer(_ commands: [Command], seed: UInt64, after genesis: [Command]) -> String {
    let smallest = shrink(commands, runs: 1_500) { Trial.run($0, after: genesis) != nil }
    let lines = smallest.map { "    .\($0)" }.joined(separator: ",\n")
    return "seed \(seed): \(Trial.run(smallest, after: genesis) ?? "")\n\(smallest.count) commands:\n\(lines)"
}
