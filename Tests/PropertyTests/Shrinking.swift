import MarginEngine

/// Makes a failing stream smaller: drops halves, quarters, ... single commands while it still fails.
func shrink(_ commands: [Command], runs: Int = 1_500, failing fails: ([Command]) -> Bool) -> [Command] {
    var smallest = commands
    var left = runs
    var length = max(1, commands.count / 2)
    while left > 0 {
        var isSmaller = false
        var start = 0
        while start < smallest.count, left > 0 {
            var shorter = smallest
            shorter.removeSubrange(start..<min(start + length, smallest.count))
            left -= 1
            if fails(shorter) {
                smallest = shorter
                isSmaller = true
            } else {
                start += length
            }
        }
        if length == 1, !isSmaller { break }
        length = max(1, length / 2)
    }
    return smallest
}

/// What a failure is reported with: the seed, the smaller stream and what it breaks.
func reproducer(_ commands: [Command], seed: UInt64, after genesis: [Command]) -> String {
    let smallest = shrink(commands) { Trial.run($0, after: genesis) != nil }
    let lines = smallest.map { "    .\($0)" }.joined(separator: ",\n")
    return "seed \(seed): \(Trial.run(smallest, after: genesis) ?? "")\n\(smallest.count) commands:\n\(lines)"
}
