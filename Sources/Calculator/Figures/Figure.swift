import CommandLine
import MarginEngine

/// One figure that can be computed: its name in a row and, with dashes, on the command line.
struct Figure: Sendable {
    let name: String
    let summary: String
    /// All that it is computed from, and how its result is rounded.
    let reads: Reads
    /// In which direction it is rounded where nobody says.
    let rounding: Rounding
    private let formula: @Sendable (Inputs) throws(CalculationError) -> Fraction?

    enum Rounding: Sendable {
        case up
        case down
        case halfEven
        /// A long's price up, a short's down: against the holder.
        case towardEntry
    }

    init(
        _ name: String, _ summary: String, _ rounding: Rounding, reads: Reads,
        _ formula: @escaping @Sendable (Inputs) throws(CalculationError) -> Fraction?
    ) {
        self.name = name
        self.summary = summary
        // Most figures have the engine's digits already: only a quantum leaves something to round.
        self.reads = reads + .optional(.input(.quantum) + .optional(.round))
        self.rounding = rounding
        self.formula = formula
    }

    /// The exact result, in the engine's digits where the engine computed it; nil when there is no such price.
    func result(_ inputs: Inputs) throws(CalculationError) -> Fraction? {
        let missing = reads.missing(inputs.given)
        guard missing.isEmpty else { throw .missing(missing) }
        return try formula(inputs.narrowed(to: reads.used(inputs.given)))
    }

    /// Which of the inputs given the result does not depend on.
    func unused(_ inputs: Inputs) -> [String] {
        let used = reads.used(inputs.given)
        return inputs.given.filter { !used.contains($0) }
    }

    /// Refuses what the result would not depend on: whoever gives it expects another figure.
    func refuseUnused(_ inputs: Inputs) throws(CalculationError) {
        let (given, known) = (inputs.given, reads.names)
        let foreign = given.filter { !known.contains($0) }
        guard foreign.isEmpty else { throw .unused(foreign, self) }
        if let families = reads.families, !inputs.venue.isEmpty, !families.contains(inputs.venue) {
            throw .malformed("\(CalculatorOption.family.name) is not one of \(families.joined(separator: ", "))")
        }
        let unused = reads.missing(given).isEmpty ? unused(inputs) : []
        guard unused.isEmpty else { throw .unused(unused, self) }
    }

    /// The direction of the last rounding: the one asked for, or the figure's own.
    func direction(_ inputs: Inputs) throws(CalculationError) -> Fraction.Direction {
        if let given = try inputs.direction() { return given }
        switch rounding {
        case .up: return .up
        case .down: return .down
        case .halfEven: return .halfEven
        case .towardEntry:
            guard !inputs.has(.side) else { return try inputs.side() == .long ? .up : .down }
            return (try inputs.exact(.longQty)) >= (try inputs.exact(.shortQty)) ? .up : .down
        }
    }

    /// The figure of that name, with dashes or underscores.
    static func named(_ name: String) throws(CalculationError) -> Figure {
        let wanted = dashed(name)
        if let figure = all.first(where: { dashed($0.name) == wanted }) { return figure }
        let known = all.map { dashed($0.name) } + Shortcut.allCases.map(\.rawValue)
        throw CalculationError(.unknown("quantity", name, among: known))
    }
}
