import MarginEngine
import Testing

/// A venue driven by text: one line is one command with its expected outcome, or one expectation.
///
/// `Scenario/README.md` describes the language. Every command line is also checked for what must hold of all commands:
/// a refused one leaves the digest as it was, money is conserved, and the command survives its encoding.
struct Scenario: ~Copyable {
    var engine = Engine()
    private(set) var names: [String: MarginAccountID] = [:]
    private(set) var commands: [Command] = []
    /// The last state of every order, open or ended.
    private(set) var orders: [UInt64: Order] = [:]
    private var refusals: Set<Refusal> = []
    private var nextUID: UInt64 = 1_000

    init() {
        for command in Fixture.listing { apply(command) }
    }

    /// Runs the lines in order; each that does not hold is an issue of its own.
    mutating func run(_ table: String, _ location: SourceLocation = #_sourceLocation) {
        for line in table.split(separator: "\n") {
            let text = line.prefix { $0 != ";" }
            guard !text.allSatisfy(\.isWhitespace) else { continue }
            do throws(Misread) {
                if let problem = try judge(Line(text)) {
                    Issue.record("\(text.trimmed): \(problem)", sourceLocation: location)
                }
            } catch {
                Issue.record("\(text.trimmed): \(error.reason)", sourceLocation: location)
            }
        }
    }

    private mutating func judge(_ line: Line) throws(Misread) -> String? {
        if let expected = line.expectations { return try compare(expected, of: line.words) }
        if line.words.first == "account" { return try openAccount(line) }
        if line.words.count > 1, line.words[1] == "trade" { return try trade(line) }
        return try perform(command(line.words), expecting: line.refusal)
    }

    /// Applies a command and tells what is wrong with what it did.
    private mutating func perform(_ command: Command, expecting refusal: String?) -> String? {
        let before = engine.digest()
        let outcome = apply(command)
        let after = engine.digest()
        if case .refused(let actual) = outcome {
            refusals.insert(actual)
            if before != after { return "refused, but the state changed" }
            return refusal == "\(actual)" ? nil : "refused \(actual)"
        }
        if let refusal { return "accepted, not refused \(refusal)" }
        return Conservation.violation(in: engine) ?? engine.brokenInvariant
    }

    /// Applies a command, taking note of what happened to orders.
    @discardableResult
    mutating func apply(_ command: Command) -> Outcome {
        commands.append(command)
        let outcome = engine.apply(command)
        for event in engine.events {
            if case .order(let order) = event { orders[order.id.number] = order }
        }
        return outcome
    }

    /// `account NAME FAMILY [GENERATION]`: a UTA1.0 account's inverse margin account is `NAME.contract`.
    private mutating func openAccount(_ line: Line) throws(Misread) -> String? {
        nextUID += 1
        let (family, generation) = try line.words(2).familyAndGeneration()
        let problem = perform(
            .openAccount(uid: nextUID, family: family, generation: generation), expecting: line.refusal)
        if let id = engine.account(uid: nextUID) {
            let account = engine[id]
            names[try line.word(1)] = account.main
            if account.inverse != account.main { names["\(try line.word(1)).contract"] = account.inverse }
        }
        return problem
    }

    /// `A trade long|short Q SYMBOL @ P B [open words]`: A takes Q at P from a limit order of B.
    private mutating func trade(_ line: Line) throws(Misread) -> String? {
        let words = line.words
        guard words.count >= 8 else { throw Misread("trade wants: A trade buy Q SYMBOL @ P B") }
        let other = words[2] == "buy" ? "sell" : "buy"
        let target = words.dropFirst(8).map { $0 }
        let maker = [words[7], other] + words[3...6]
        if let problem = perform(try command(maker), expecting: nil) { return problem }
        let taker = [words[0], words[2]] + words[3...6] + target
        return perform(try command(taker), expecting: line.refusal)
    }
}

/// A line that is not in the language.
struct Misread: Error {
    let reason: String
    init(_ reason: String) { self.reason = reason }
}

extension Substring {
    var trimmed: String {
        split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}
