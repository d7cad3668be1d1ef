import MarginEngine

/// Values, averages, orders and fees.
enum ValueFormulas {
    static func positionValue(_ inputs: Inputs) throws(CalculationError) -> Fraction? {
        let rounding: Rounding = try inputs.direction() == .down ? .down : .up
        return Fraction(try inputs.value(try inputs.size(), at: try inputs.price(.price), rounding))
    }

    static func entryValue(_ inputs: Inputs) throws(CalculationError) -> Fraction? {
        var sum = Fraction.zero
        for fill in try inputs.exactPairs(.fills) { sum = sum + (try inputs.exactValue(fill.quantity, at: fill.price)) }
        return sum
    }

    /// The engine's own average, over an entry value in whole units of 1e-8, would be the same for linear contracts;
    /// for inverse ones it is that of the stored value, which depends on how the fills were rounded.
    static func averageEntryPrice(_ inputs: Inputs) throws(CalculationError) -> Fraction? {
        var size = Fraction.zero
        for fill in try inputs.exactPairs(.fills) { size = size + fill.quantity }
        guard let value = try entryValue(inputs) else { return nil }
        return inputs.payoff == .linear ? try value.over(size) : try size.over(value)
    }

    static func initialMargin(_ inputs: Inputs) throws(CalculationError) -> Fraction? {
        let value = try inputs.value(try inputs.size(), at: try inputs.price(.price))
        if inputs.has(.marginFactor) { return Fraction(value) * (try inputs.exact(.marginFactor)) }
        guard inputs.has(.leverage) else { throw .missing(["\(Input.leverage.flag) or \(Input.marginFactor.flag)"]) }
        let leverage = try inputs.leverage()
        return Fraction(try inputs.sheet(.ztdx).isolatedRequirement(.long, entryValue: value, leverage))
    }

    static func orderCost(_ inputs: Inputs) throws(CalculationError) -> Fraction? {
        let (size, price) = (try inputs.size(), try inputs.price(.price))
        _ = try inputs.value(size, at: price)
        let sheet = try inputs.sheet(inputs.family(or: .bybit), fee: try inputs.fee())
        return Fraction(sheet.orderCost(try inputs.side(), size, at: price, try inputs.leverage()))
    }

    /// `cost = V * (1/L + f + (1 - d/L) * f)`, solved for the quantity.
    static func orderQuantityFromCost(_ inputs: Inputs) throws(CalculationError) -> Fraction? {
        let (price, fee) = (try inputs.exact(.price), try inputs.exact(.feeRate))
        let share = try Fraction.one.over(try inputs.exact(.leverage))
        let closing = (.one - (try inputs.exactDirection()) * share) * fee
        let value = try (try inputs.exact(.cost)).over(share + fee + closing)
        return inputs.payoff == .linear ? try value.over(price) : value * price
    }

    static func fee(_ inputs: Inputs) throws(CalculationError) -> Fraction? {
        if inputs.has(.value) { return Fraction((try inputs.money(.value)).times(try inputs.fee(), .up)) }
        let missing = inputs.missing([.qty, .price])
        guard missing.isEmpty else { throw .missing(["\(Input.value.flag) or " + missing.joined(separator: ", ")]) }
        return try feeToOpen(inputs)
    }

    static func feeToOpen(_ inputs: Inputs) throws(CalculationError) -> Fraction? {
        let value = try inputs.value(try inputs.size(), at: try inputs.price(.price))
        return Fraction(value.times(try inputs.fee(), .up))
    }

    static func feeToClose(_ inputs: Inputs) throws(CalculationError) -> Fraction? {
        let value = try inputs.value(try inputs.size(), at: try inputs.price(.price))
        let sheet = try inputs.sheet(.bybit, fee: try inputs.fee())
        return Fraction(sheet.closingFee(try inputs.side(), entryValue: value, try inputs.leverage()))
    }

    static func feeToCloseAtBust(_ inputs: Inputs) throws(CalculationError) -> Fraction? {
        let value = try inputs.value(try inputs.size(), at: try inputs.price(.bustPrice))
        return Fraction(value.times(try inputs.fee(), .up))
    }

    static func sumOfFees(_ inputs: Inputs) throws(CalculationError) -> Fraction? {
        guard let value = try entryValue(inputs) else { return nil }
        return value * (try inputs.exact(.feeRate))
    }

    /// What an order away from mark would lose at once. Binance.
    static func openLoss(_ inputs: Inputs) throws(CalculationError) -> Fraction? {
        let quantity = try inputs.exact(.qty)
        let order = try inputs.exactValue(quantity, at: try inputs.exact(.orderPrice))
        let mark = try inputs.exactValue(quantity, at: try inputs.exact(.markPrice))
        return (-(try inputs.exactProfit(from: order, to: mark))).orZero
    }

    static func product(_ inputs: Inputs) throws(CalculationError) -> Fraction? {
        try inputs.exacts(.factors).reduce(.one, *)
    }
}
