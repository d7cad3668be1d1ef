import MarginEngine

/// Values, averages, orders and fees.
enum ValueFormulas {
    static func positionValue(_ inputs: Inputs) throws(CalculationError) -> Fraction? {
        let rounding: Rounding = try inputs.direction() == .down ? .down : .up
        let value = try inputs.value(at: .price, rounding == .down ? .down : .up)
        return Fraction(value.rounded(rounding))
    }

    static func entryValue(_ inputs: Inputs) throws(CalculationError) -> Fraction? {
        Fraction(try filled(inputs, .up).entryValue.rounded(.up))
    }

    static func averageEntryPrice(_ inputs: Inputs) throws(CalculationError) -> Fraction? {
        let position = try filled(inputs, .down)
        guard position.isOpen else { throw .divisionByZero }
        return Fraction(try inputs.sheet(.ztdx).averagePrice(position))
    }

    /// The position that the fills make.
    private static func filled(
        _ inputs: Inputs, _ direction: Fraction.Direction
    ) throws(CalculationError) -> Position {
        var (size, value) = (Fraction.zero, Value.zero)
        for fill in try inputs.fills() {
            size = size + fill.quantity
            value += try inputs.exactValue(fill.quantity, at: fill.price).value(direction)
        }
        guard let size = size.units(decimals: 8, .halfEven).flatMap(Int64.init(exactly:)),
            value <= Value(MarginSheet.maxValue)
        else { throw .tooLarge }
        return Position(size: Quantity(units: size), entryValue: value)
    }

    static func initialMargin(_ inputs: Inputs) throws(CalculationError) -> Fraction? {
        let value = try inputs.value(at: .price)
        if inputs.has(.marginFactor) { return Fraction(value) * (try inputs.exact(.marginFactor)) }
        let leverage = try inputs.leverage()
        return Fraction(try inputs.sheet(.ztdx).isolatedRequirement(.long, entryValue: value, leverage))
    }

    static func orderCost(_ inputs: Inputs) throws(CalculationError) -> Fraction? {
        let (size, price) = (try inputs.quantity(), try inputs.price(.price))
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
        let quantity = inputs.payoff == .linear ? try value.over(price) : value * price
        return try quantity.over(try inputs.contractSize())
    }

    static func fee(_ inputs: Inputs) throws(CalculationError) -> Fraction? {
        if inputs.has(.value) { return Fraction((try inputs.money(.value)).times(try inputs.fee(), .up)) }
        return try feeToOpen(inputs)
    }

    static func feeToOpen(_ inputs: Inputs) throws(CalculationError) -> Fraction? {
        let value = try inputs.value(at: .price)
        return Fraction(value.times(try inputs.fee(), .up))
    }

    static func feeToClose(_ inputs: Inputs) throws(CalculationError) -> Fraction? {
        let value = try inputs.value(at: .price)
        let sheet = try inputs.sheet(.bybit, fee: try inputs.fee())
        return Fraction(sheet.closingFee(try inputs.side(), entryValue: value, try inputs.leverage()))
    }

    static func feeToCloseAtBust(_ inputs: Inputs) throws(CalculationError) -> Fraction? {
        let value = try inputs.value(at: .bustPrice)
        return Fraction(value.times(try inputs.fee(), .up))
    }

    static func sumOfFees(_ inputs: Inputs) throws(CalculationError) -> Fraction? {
        var sum = Money.zero
        for fill in try inputs.fills() {
            sum += try inputs.exactValue(fill.quantity, at: fill.price).value(.up).times(try inputs.fee(), .up)
        }
        return Fraction(sum)
    }

    /// What an order away from mark would lose at once. Binance.
    static func openLoss(_ inputs: Inputs) throws(CalculationError) -> Fraction? {
        let quantity = try inputs.exactQuantity()
        let order = try inputs.exactValue(quantity, at: try inputs.exact(.orderPrice))
        let mark = try inputs.exactValue(quantity, at: try inputs.exact(.markPrice))
        return (-(try inputs.exactProfit(from: order, to: mark))).orZero
    }

    static func product(_ inputs: Inputs) throws(CalculationError) -> Fraction? {
        try inputs.exacts(.factors).reduce(.one, *)
    }
}
