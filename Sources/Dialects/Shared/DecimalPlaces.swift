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
}
