import MarginEngine

/// An engine and the model, given the same commands.
struct Trial: ~Copyable {
    private(set) var engine = Engine()
    private(set) var model = ModelVenue()
    private var count = 0

    /// Every so many commands, everything is compared.
    private static let thoroughEvery = 64

    /// Applies a command to both; how they differ afterwards, if they do.
    mutating func apply(_ command: Command) -> (outcome: Outcome, difference: String?) {
        count += 1
        let isThorough = count.isMultiple(of: Self.thoroughEvery)
        let preview = isThorough ? engine.preview(command) : nil
        let expected = model.apply(command)
        let outcome = engine.apply(command)
        guard outcome == expected else { return (outcome, "the engine answers \(outcome), the model \(expected)") }
        var comparison = Comparison()
        if let preview { comparison.preview(preview, of: command, outcome, model) }
        return (outcome, comparison.difference ?? compare(thoroughly: isThorough, outcome))
    }

    /// Compares everything.
    func finish() -> String? { compare(thoroughly: true, .accepted) }

    private func compare(thoroughly: Bool, _ outcome: Outcome) -> String? {
        var comparison = Comparison()
        comparison.venue(engine, model)
        if thoroughly { comparison.solvency(model) }
        var touched = model.touched
        if case .refused = outcome {
            touched = []
        } else {
            for event in engine.events { if let account = event.marginAccount { touched.insert(Int(account.index)) } }
        }
        for place in model.accounts.indices where thoroughly || touched.contains(place) {
            comparison.account(engine, model, place, thoroughly: thoroughly)
        }
        for place in model.instruments.indices where thoroughly || !touched.isEmpty {
            comparison.book(engine, model, place)
        }
        return comparison.difference
    }

    /// The first difference of a stream, and after how many commands it came up.
    static func difference(_ commands: [Command]) -> (count: Int, text: String)? {
        var trial = Trial()
        for (number, command) in commands.enumerated() {
            if let difference = trial.apply(command).difference { return (number + 1, difference) }
        }
        return trial.finish().map { (commands.count, $0) }
    }
}
