/// Accounts as a whole, and Vega's order margins.
enum BalanceFormulas {
    static func uniMMR(_ inputs: Inputs) throws(CalculationError) -> Fraction? {
        try (try inputs.exact(.equity)).over(try inputs.exact(.maintenanceMargin))
    }

    static func initialRate(_ inputs: Inputs) throws(CalculationError) -> Fraction? {
        try (try inputs.exact(.initialMargin)).over(try inputs.exact(.marginBalance))
    }

    static func maintenanceRate(_ inputs: Inputs) throws(CalculationError) -> Fraction? {
        try (try inputs.exact(.maintenanceMargin)).over(try inputs.exact(.marginBalance))
    }

    /// A loss counts, a profit opens no positions. It may be negative.
    static func crossAvailable(_ inputs: Inputs) throws(CalculationError) -> Fraction? {
        let profit = try inputs.exacts(.upnl).reduce(.zero, +)
        let margins = try inputs.exacts(.initialMargins).reduce(.zero, +)
        return (try inputs.exact(.walletBalance)) + min(.zero, profit) - margins
    }

    static func lossCapacity(_ inputs: Inputs) throws(CalculationError) -> Fraction? {
        (try inputs.exact(.available)) + (try inputs.exact(.initialMargin)) - (try inputs.exact(.maintenanceMargin))
    }

    /// What must be closed to fall to the tier below. KuCoin.
    static func tierExcess(_ inputs: Inputs) throws(CalculationError) -> Fraction? {
        ((try inputs.exact(.positionValue)) - (try inputs.exact(.lowerLimit))).orZero
    }

    // MARK: Vega

    static func orderMarginList(_ inputs: Inputs) throws(CalculationError) -> Fraction? {
        try value(inputs, .orders) * (try inputs.exact(.marginFactor))
    }

    static func orderMarginSides(_ inputs: Inputs) throws(CalculationError) -> Fraction? {
        max(try value(inputs, .buys), try value(inputs, .sells)) * (try inputs.exact(.marginFactor))
    }

    private static func value(_ inputs: Inputs, _ list: Input) throws(CalculationError) -> Fraction {
        try inputs.exactPairs(list).reduce(.zero) { $0 + $1.quantity * $1.price }
    }

    /// All that can be lost: a long's value, a short's distance to the highest price.
    static func fullyCollateralised(_ inputs: Inputs) throws(CalculationError) -> Fraction? {
        let longs = inputs.has(.long) ? try value(inputs, .long) : .zero
        guard inputs.has(.short) else { return longs }
        let highest = try inputs.exact(.maxPrice)
        return try inputs.exactPairs(.short).reduce(longs) { $0 + $1.quantity * (highest - $1.price) }
    }

    static func vegaMaintenance(_ inputs: Inputs) throws(CalculationError) -> Fraction? {
        let value = (try inputs.exactQuantity()) * (try inputs.exact(.price))
        return value * ((try inputs.exact(.slippageFactor)) + (try inputs.exact(.riskFactor)))
    }
}
