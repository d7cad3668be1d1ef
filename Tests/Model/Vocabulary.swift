import MarginEngine

extension FixedPoint {
    var exact: Rational { Rational(units: units) }
}

extension Leverage {
    var exact: Rational { Rational(units: hundredths) * 1_000_000 }
}

/// Why the model refuses a command, thrown from wherever the rule stands.
struct Refused: Error {
    let refusal: Refusal
}

/// A rule: what must hold, and the refusal when it does not.
func require(_ condition: Bool, _ refusal: Refusal) throws(Refused) {
    if !condition { throw Refused(refusal: refusal) }
}

extension Side {
    /// The position side that an order of this side opens in one-way mode.
    var opened: PositionSide { self == .buy ? .long : .short }
}

extension Purpose {
    var isWholeStop: Bool { self == .takeProfit || self == .stopLoss }
}
