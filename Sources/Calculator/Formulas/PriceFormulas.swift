import MarginEngine

/// Bankruptcy and liquidation prices. Nil where there is none.
enum PriceFormulas {
    // MARK: The engine's

    /// Without added margin and fee; of a position large enough that its margin's rounding is below every tick.
    static func bankruptcy(_ inputs: Inputs) throws(CalculationError) -> Fraction? {
        let size = Quantity(units: inputs.payoff == .linear ? 1_000_000_000_000 : 1_000_000_000_000_000_000)
        let (side, entry, leverage) = (try inputs.side(), try inputs.price(.entryPrice), try inputs.leverage())
        _ = try inputs.value(size, at: entry)
        let sheet = try inputs.sheet(.ztdx)
        let position = sheet.position(side, size, at: entry)
        let posted = sheet.isolatedRequirement(side, entryValue: position.entryValue, leverage)
        return sheet.bankruptcyPrice(side, position, margin: posted).map(Fraction.init)
    }

    static func bankruptcyByMargin(_ inputs: Inputs) throws(CalculationError) -> Fraction? {
        try bankruptcy(inputs, margin: try inputs.money(.positionMargin))
    }

    static func bankruptcyCross(_ inputs: Inputs) throws(CalculationError) -> Fraction? {
        try bankruptcy(inputs, margin: try inputs.money(.balance))
    }

    private static func bankruptcy(_ inputs: Inputs, margin: Money) throws(CalculationError) -> Fraction? {
        let side = try inputs.side()
        let sheet = try inputs.sheet(inputs.family(or: .bybit), fee: try inputs.fee())
        return sheet.bankruptcyPrice(side, try inputs.position(side), margin: margin).map(Fraction.init)
    }

    static func bybit(_ inputs: Inputs) throws(CalculationError) -> Fraction? {
        let (side, leverage) = (try inputs.side(), try inputs.leverage())
        let filled = try inputs.position(side)
        let sheet = try inputs.sheet(.bybit, fee: try inputs.fee(), tiers: try inputs.tiers())
        let required = sheet.isolatedRequirement(side, entryValue: filled.entryValue, leverage)
        let position = Position(
            size: filled.size, entryValue: filled.entryValue,
            margin: required + (try inputs.money(.extraMargin, or: .zero)))
        return sheet.liquidationPrice(side, position, leverage).map(Fraction.init)
    }

    static func bitget(_ inputs: Inputs) throws(CalculationError) -> Fraction? {
        let side = try inputs.side()
        let filled = try inputs.position(side)
        let deduction: Input = inputs.has(.mmOffset) ? .mmOffset : .mmDeduction
        let sheet = try inputs.sheet(
            .bitget, fee: try inputs.fee(), tiers: try inputs.tiers(deduction: deduction))
        let position = Position(
            size: filled.size, entryValue: filled.entryValue, margin: try inputs.money(.positionMargin))
        return sheet.liquidationPrice(side, position, Leverage(1)).map(Fraction.init)
    }

    /// Binance's, and ZTDX's isolated one with the position margin for the wallet balance. Amounts finer than the
    /// engine's money are solved exactly where no tier is to be found.
    static func binance(_ inputs: Inputs) throws(CalculationError) -> Fraction? {
        let fits = try inputs.fitsEngine(.walletBalance, .otherUPnL, .otherMM, .mmDeduction)
        guard fits || inputs.has(.tiers) else {
            let others = (try inputs.exact(.otherUPnL, or: .zero)) - (try inputs.exact(.otherMM, or: .zero))
            return try solved(inputs, cash: (try inputs.exact(.walletBalance)) + others, extraRate: .zero)
        }
        let side = try inputs.side()
        let sheet = try inputs.sheet(.ztdx, tiers: try inputs.tiers())
        let others = (try inputs.money(.otherUPnL, or: .zero)) - (try inputs.money(.otherMM, or: .zero))
        let cash = (try inputs.money(.walletBalance)) + others
        return sheet.liquidationPrice(side, try inputs.position(side), cash: cash).map(Fraction.init)
    }

    // MARK: Other venues' and superseded ones

    /// Gate and OKX: the margin is lost when the maintenance margin with the closing fee is reached.
    static func marginFee(_ inputs: Inputs) throws(CalculationError) -> Fraction? {
        try solved(inputs, cash: try inputs.exact(.positionMargin), extraRate: try inputs.exact(.feeRate))
    }

    /// `cash + profit(E -> LP) = V(LP) * (mmr + a) - ded`, solved for LP.
    private static func solved(
        _ inputs: Inputs, cash: Fraction, extraRate: Fraction
    ) throws(CalculationError) -> Fraction? {
        let sign = Fraction(sign: try inputs.side())
        let quantity = try inputs.exactQuantity()
        let entry = try inputs.exactValue(quantity, at: try inputs.exact(.entryPrice))
        let rate = (try inputs.exact(.mmr)) + extraRate
        let free = cash + (try inputs.exact(.mmDeduction, or: .zero))
        return inputs.payoff == .linear
            ? price(free - sign * entry, over: quantity * (rate - sign))
            : price(quantity * (.one + sign * rate), over: entry + sign * free)
    }

    /// Bybit until 2025-09-02: the maintenance margin is that of the entry value.
    static func entryMaintenance(_ inputs: Inputs) throws(CalculationError) -> Fraction? {
        let quantity = try inputs.exactQuantity()
        let entry = try inputs.exactValue(quantity, at: try inputs.exact(.entryPrice))
        let maintenance = entry * (try inputs.exact(.mmr)) - (try inputs.exact(.mmDeduction, or: .zero))
        let initial = try entry.over(try inputs.exact(.leverage))
        return try lost(inputs, initial - maintenance + (try inputs.exact(.extraMargin, or: .zero)), from: entry)
    }

    static func crossLegacy(_ inputs: Inputs) throws(CalculationError) -> Fraction? {
        let quantity = try inputs.exactQuantity()
        let entry = try inputs.exactValue(quantity, at: try inputs.exact(.entryPrice))
        let bust = try inputs.exactValue(quantity, at: try inputs.exact(.bustPrice))
        let kept = entry * (try inputs.exact(.mmr)) + bust * (try inputs.exact(.feeRate))
        return try lost(inputs, (try inputs.exact(.balance)) - kept, from: entry)
    }

    /// The price at which a position has lost an amount.
    private static func lost(
        _ inputs: Inputs, _ amount: Fraction, from entry: Fraction
    ) throws(CalculationError) -> Fraction? {
        let quantity = try inputs.exactQuantity()
        let value = entry - (try inputs.exactDirection()) * amount
        return inputs.payoff == .linear ? price(value, over: quantity) : price(quantity, over: value)
    }

    static func shifted(_ inputs: Inputs) throws(CalculationError) -> Fraction? {
        let before = try inputs.exactValue(try inputs.exactQuantity(), at: try inputs.exact(.liqPrice))
        return try lost(inputs, try inputs.exact(.addedMargin), from: before)
    }

    /// Binance: the long and the short of one symbol share one price in cross mode.
    static func hedgeCross(_ inputs: Inputs) throws(CalculationError) -> Fraction? {
        let (long, short) = (try inputs.exactQuantity(.longQty), try inputs.exactQuantity(.shortQty))
        let (longRate, shortRate) = (try inputs.exact(.longMMR), try inputs.exact(.shortMMR))
        let deductions = (try inputs.exact(.longDeduction)) + (try inputs.exact(.shortDeduction))
        let others = (try inputs.exact(.otherUPnL, or: .zero)) - (try inputs.exact(.otherMM, or: .zero))
        let free = (try inputs.exact(.walletBalance)) + others + deductions
        let longEntry = try inputs.exactValue(long, at: try inputs.exact(.longEntry))
        let shortEntry = try inputs.exactValue(short, at: try inputs.exact(.shortEntry))
        return inputs.payoff == .linear
            ? price(free - longEntry + shortEntry, over: long * (longRate - .one) + short * (shortRate + .one))
            : price(long * (.one + longRate) - short * (.one - shortRate), over: free + longEntry - shortEntry)
    }

    /// Nil unless the quotient is above zero.
    private static func price(_ dividend: Fraction, over divisor: Fraction) -> Fraction? {
        dividend.divided(by: divisor).flatMap { $0.isPositive ? $0 : nil }
    }
}
