public import MarginEngine

extension FixedPoint {
    /// How many decimals it takes to write this number, 0 to 8: what venues call the precision of a tick or a step.
    public var decimals: Int {
        var units = units
        var decimals = 8
        while decimals > 0, units % 10 == 0 {
            units /= 10
            decimals -= 1
        }
        return decimals
    }

    /// The number with so many decimals at least, of 8.
    public func text(decimals wanted: Int) -> String {
        let missing = min(wanted, 8) - decimals
        guard missing > 0 else { return text }
        return text + (decimals == 0 ? "." : "") + String(repeating: "0", count: missing)
    }
}
