/// What a figure is computed from, as data: what is missing, what is of no use, and the help text all follow from it.
indirect enum Reads: Sendable {
    case input(Input)
    /// How the contract pays.
    case contract
    /// Whose rules, of those for which the figure has any.
    case family([String])
    case optional(Reads)
    case all([Reads])
    /// The first of them that is complete.
    case either([Reads])

    static func inputs(_ inputs: Input...) -> Reads { .all(inputs.map { .input($0) }) }

    /// Inputs each of which may be left out.
    static func optional(_ inputs: Input...) -> Reads { .all(inputs.map { .optional(.input($0)) }) }

    /// A position's or an order's inputs, its quantities in base coins or contracts.
    static func position(_ inputs: Input...) -> Reads {
        .all(inputs.map { .input($0) }) + optional(.contractSize) + .optional(.contract)
    }

    /// The risk tiers, or the rate of one with what is deducted there.
    static func tiers(deduction: Reads = optional(.mmDeduction)) -> Reads {
        .either([.input(.tiers), .input(.mmr) + deduction])
    }

    static func + (left: Reads, right: Reads) -> Reads {
        switch (left, right) {
        case (.all(let left), .all(let right)): .all(left + right)
        case (.all(let left), _): .all(left + [right])
        case (_, .all(let right)): .all([left] + right)
        default: .all([left, right])
        }
    }

    /// The names of all the options that it has in any case.
    var names: [String] {
        switch self {
        case .input(let input): [input.flag]
        case .contract: [CalculatorOption.contract.name]
        case .family: [CalculatorOption.family.name]
        case .optional(let reads): reads.names
        case .all(let parts), .either(let parts): parts.flatMap(\.names)
        }
    }

    /// Which options are missing beside those given; alternatives are one text.
    func missing(_ given: [String]) -> [String] {
        switch self {
        case .input, .contract, .family: return names.filter { !given.contains($0) }
        case .optional: return []
        case .all(let parts): return parts.flatMap { $0.missing(given) }
        case .either(let ways):
            let missing = ways.map { $0.missing(given) }
            guard !missing.contains([]) else { return [] }
            return [missing.map { $0.joined(separator: ", ") }.joined(separator: " or ")]
        }
    }

    /// Which of the options given the result depends on.
    func used(_ given: [String]) -> [String] {
        switch self {
        case .input, .contract, .family: return names.filter(given.contains)
        case .optional(let reads): return reads.missing(given).isEmpty ? reads.used(given) : []
        case .all(let parts): return parts.flatMap { $0.used(given) }
        case .either(let ways): return ways.first { $0.missing(given).isEmpty }?.used(given) ?? []
        }
    }

    /// The families it can be asked for; nil when it does not ask for any.
    var families: [String]? {
        switch self {
        case .family(let families): families
        case .optional(let reads): reads.families
        case .all(let parts), .either(let parts): parts.lazy.compactMap(\.families).first
        case .input, .contract: nil
        }
    }

    /// As help shows it: brackets around what may be left out, bars between alternatives.
    var usage: String {
        switch self {
        case .input, .contract, .family: names.joined(separator: " ")
        case .optional(let reads): "[\(reads.bare)]"
        case .all(let parts): parts.map(\.usage).joined(separator: " ")
        case .either: "(\(bare))"
        }
    }

    private var bare: String {
        guard case .either(let ways) = self else { return usage }
        return ways.map(\.usage).joined(separator: " | ")
    }
}
