import MarginEngine
import Testing

/// A venue driven by text: one line is one command with its expected outcome, or one expectation. It is the venue of
/// `Fixture`; what stands behind `;` is a remark; a command is accepted, or refused for the reason behind `->`.
///
///     account ann bybit uta2                     or bybit classic, bybit uta1, bitget, ztdx, family 9 (by code); an
///                                                inverse margin account of its own is ann.contract, a funding
///                                                wallet ann.funding
///     ann deposit 10 USDT                        withdraw; transfer 10 USDT ann.contract; insurance 10 USDT
///     mark BTCUSDT 60000                         index, prices (both); rate BTCUSDT 0.0001; book BTCUSDT house
///     portfolio BTC 0.1 0.0003 0 0               range; future, delta and spread contingency
///     loan USDT 0.00001 100:0.04:0.2 free=10     an hour's rate; tiers of amount, maintenance and initial rate (1,000,000,
///                                                4 % and 20 % without any); what unrealised loss bears no interest;
///                                                convert=N, max=N, order=N
///     ann repay 10 USDT                          every USDT; all; repay-own: without converting other coins
///     kind ann copytrader                        or standard
///     limit BTC reached                          how much of a coin the venue takes as collateral: distant, near
///     time 8h                                    venue time since 1970 in d, h, s or ms
///     ann buy 1 BTCUSDT @ 60000                  sell; market; then any of ioc fok post reduce to-long to-short
///                                                in-isolated in-cross id=TEXT note=N; self=taker maker both none
///     ann buy 1 BTCUSDT market when=mark>61000   a conditional order; last and index too, > rises, < falls;
///                                                tp=mark:61000 sl=last:59000 are attached to what it opens
///     ann stops BTCUSDT long tp=mark:61000       sl too; mark:61000*0.5 for a part, mark:61000@60990 by a limit;
///                                                tp=none removes; tp-id=TEXT names it, so do sl-id, trail-id
///     ann trade buy 1 BTCUSDT @ 60000 bob        bob rests the other side, ann takes it
///     ann amend #1 @ 60001 size 2 trigger 61000  orders have the venue's numbers, the first is 1; by mark
///     ann cancel #1                              cancel all; all BTCUSDT; all settled USDT; all based BTC;
///                                                all abandoned
///     ann mode isolated                          of one symbol: mode isolated BTCUSDT 10x
///     ann leverage BTCUSDT 10x                   or some of them: cross 5x long 10x short 20x
///     ann margin -5 BTCUSDT long                 autoadd on BTCUSDT long
///     ann collateral off BTC                     or on
///     ann positions hedge BTCUSDT                oneway; idle USDT; every USDT; every inverse; account
///     ann BTCUSDT long: size 1 liq 54000         pairs of a figure and its value, see `figures`; also of ann BTCUSDT,
///                                                ann USDT, ann account, ann account as cross, ann orders, #1,
///                                                BTCUSDT, USDT, venue; the insurance fund and the house are
///                                                fund and house
///     steps: kinds takenOver                     the liquidation's steps of the last command; also step 1: kind
///                                                takenOver of ann symbol BTCUSDT side long size 1 ...
///     events: kinds prices,market                all that the last command told; also event 1: symbol BTCUSDT ...
///     preview ann mode cross: refusals none      what a command would do, see `previewFigures`
///
/// After every command it checks what must hold of all: a refused one leaves the digest as it was, no law is broken.
struct Scenario: ~Copyable {
    var engine: Engine
    private(set) var names: [String: MarginAccountID] = [:]
    private(set) var commands: [Command] = []
    /// The steps of liquidations in the last command.
    private(set) var steps: [LiquidationStep] = []
    /// The last state of every order, open or ended.
    private(set) var orders: [UInt64: Order] = [:]
    private var nextUID: UInt64 = 1_000

    init(families: Families = .standard) {
        engine = Engine(families: families)
        for command in Fixture.listing { apply(command) }
        names = ["fund": engine.insurance, "house": engine.house]
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
            if before != after { return "refused, but the state changed" }
            return refusal == "\(actual)" ? nil : "refused \(actual)"
        }
        if let refusal { return "accepted, not refused \(refusal)" }
        return engine.brokenLaw()
    }

    /// Applies a command, taking note of what happened to orders.
    @discardableResult
    mutating func apply(_ command: Command) -> Outcome {
        commands.append(command)
        let outcome = engine.apply(command)
        steps.removeAll()
        for event in engine.events {
            if case .order(let order) = event { orders[order.id.number] = order }
            if case .liquidation(let step) = event { steps.append(step) }
        }
        return outcome
    }

    /// `account NAME FAMILY [GENERATION]`: an inverse margin account of its own is `NAME.contract`, a funding wallet
    /// `NAME.funding`.
    private mutating func openAccount(_ line: Line) throws(Misread) -> String? {
        nextUID += 1
        let (family, generation) = try line.words(2).familyAndGeneration()
        let problem = perform(
            .openAccount(uid: nextUID, family: family, generation: generation), expecting: line.refusal)
        if let id = engine.account(uid: nextUID) {
            let account = engine[id]
            names[try line.word(1)] = account.main
            if account.inverse != account.main { names["\(try line.word(1)).contract"] = account.inverse }
            if let funding = account.funding { names["\(try line.word(1)).funding"] = funding }
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
