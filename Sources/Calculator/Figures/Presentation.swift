extension Figure {
    /// The result as the caller asked for it: rounded once to a multiple of the quantum, or exact.
    func presented(_ inputs: Inputs) throws(CalculationError) -> Presented {
        guard let exact = try result(inputs) else { return .none }
        guard let quantum = try inputs.quantum() else { return .number(exact, text: exact.text) }
        let rounded = exact.rounded(toMultipleOf: quantum, try direction(inputs))
        return .number(rounded, text: rounded.text(decimals: quantum.decimals))
    }

    /// The same, but rounded to the engine's digits where no quantum is given: what a person reads.
    func display(_ inputs: Inputs) throws(CalculationError) -> String {
        guard case .number(let number, let text) = try presented(inputs) else { return Presented.none.text }
        guard try inputs.quantum() == nil else { return text }
        return number.rounded(toMultipleOf: Fraction(units: 1), try direction(inputs)).text
    }

    /// A result with its digits.
    enum Presented {
        case number(Fraction, text: String)
        /// There is no such price.
        case none

        var text: String {
            switch self {
            case .number(_, let text): text
            case .none: "none"
            }
        }
    }
}

extension Fraction {
    /// How many decimals its text has.
    fileprivate var decimals: Int {
        text.split(separator: ".").dropFirst().first?.utf8.count ?? 0
    }
}
