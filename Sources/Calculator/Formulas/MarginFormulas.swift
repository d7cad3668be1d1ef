import MarginEngine

/// Initial and maintenance margin of positions, tiers, and what moves margin.
enum MarginFormulas {
    static func positionInitial(_ inputs: Inputs) throws(CalculationError) -> Fraction? {
        let side = try inputs.side()
        let position = try inputs.position(entry: inputs.has(.price) ? .price : .entryPrice, side)
        let sheet = try inputs.sheet(.bybit, fee: try inputs.fee())
        return Fraction(sheet.isolatedRequirement(side, entryValue: position.entryValue, try inputs.leverage()))
    }

    static func positionInitialAtMark(_ inputs: Inputs) throws(CalculationError) -> Fraction? {
        let side = try inputs.side()
        let position = try inputs.position(side)
        let sheet = try inputs.sheet(.bybit, fee: try inputs.fee(), mark: try inputs.mark(position.size))
        return Fraction(sheet.crossRequirement(side, position, try inputs.leverage()))
    }

    static func positionMaintenance(_ inputs: Inputs) throws(CalculationError) -> Fraction? {
        let side = try inputs.side()
        let position = try inputs.position(side)
        let sheet = try inputs.sheet(
            .bybit, fee: try inputs.fee(), tiers: try inputs.tiers(), mark: try inputs.mark(position.size))
        return Fraction(sheet.maintenance(side, position, try inputs.leverage()))
    }

    static func maintenance(_ inputs: Inputs) throws(CalculationError) -> Fraction? {
        let value = try inputs.value(at: .price)
        return Fraction(try inputs.sheet(.ztdx, tiers: try inputs.tiers()).maintenance(of: value))
    }

    static func maintenanceWithFee(_ inputs: Inputs) throws(CalculationError) -> Fraction? {
        let value = inputs.has(.positionValue) ? Value(try inputs.money(.positionValue)) : try inputs.value(at: .price)
        let fee = try inputs.fee()
        let sheet = try inputs.sheet(.bitget, fee: fee, tiers: try inputs.tiers())
        guard try inputs.isYes(.flat) else { return Fraction(sheet.maintenance(of: value)) }
        return Fraction(value) * Fraction(units: Int128((sheet.tier(of: value).maintenanceRate + fee).units))
    }

    static func maintenanceOfHedge(_ inputs: Inputs) throws(CalculationError) -> Fraction? {
        let long = try inputs.position(entry: .price, .long, quantity: .longQty)
        let short = try inputs.position(entry: .price, .short, quantity: .shortQty)
        _ = try inputs.value(max(long.size, short.size), at: try inputs.price(.price))
        let sheet = try inputs.sheet(
            .bitget, fee: try inputs.fee(), tiers: try inputs.tiers(), mark: try inputs.price(.price))
        return Fraction(sheet.hedgedMaintenance(long: long, short: short, Leverage(1)))
    }

    static func deduction(_ inputs: Inputs) throws(CalculationError) -> Fraction? {
        let tiers = try inputs.ladder()
        let number = try inputs.ordinal(.tier)
        guard number <= tiers.count else { throw .invalid(.tier, "\(number)", "there are \(tiers.count) tiers") }
        return Fraction(tiers[number - 1].deduction)
    }

    static func maxLeverage(_ inputs: Inputs) throws(CalculationError) -> Fraction? {
        let tier = try inputs.sheet(.ztdx, tiers: try inputs.ladder()).tier(of: Value(try inputs.money(.positionValue)))
        return Fraction(units: Int128(tier.maxLeverage.hundredths) * unitsInOne / 100)
    }

    /// What Bybit and ZTDX let go: only added margin, while the loss at mark stays covered by an initial margin.
    static func removableAdded(_ inputs: Inputs) throws(CalculationError) -> Fraction? {
        let side = try inputs.side()
        var position = try inputs.position(side)
        let fee = inputs.has(.feeRate) ? try inputs.fee() : .zero
        let leverage = try inputs.leverage()
        let sheet = try inputs.sheet(
            inputs.family(or: .bybit) == .ztdx ? .ztdx : .bybit, fee: fee, mark: try inputs.mark(position.size))
        let required = sheet.isolatedRequirement(side, entryValue: position.entryValue, leverage)
        position = Position(
            size: position.size, entryValue: position.entryValue, margin: required + (try inputs.money(.extraMargin)))
        return Fraction(sheet.removableMargin(side, position, leverage))
    }

    /// What Bitget lets go: all above the initial margin at mark, losses deducted.
    static func removableBitget(_ inputs: Inputs) throws(CalculationError) -> Fraction? {
        let side = try inputs.side()
        let filled = try inputs.position(side)
        let position = Position(
            size: filled.size, entryValue: filled.entryValue, margin: try inputs.money(.positionMargin))
        let sheet = try inputs.sheet(.bitget, mark: try inputs.mark(position.size))
        return Fraction(sheet.removableMargin(side, position, try inputs.leverage()))
    }

    static func removableBinance(_ inputs: Inputs) throws(CalculationError) -> Fraction? {
        let quantity = try inputs.exactQuantity()
        let entry = try inputs.exactValue(quantity, at: try inputs.exact(.entryPrice))
        let mark = try inputs.exactValue(quantity, at: try inputs.exact(.markPrice))
        let wallet = try inputs.exact(.isolatedWallet)
        let overMaintenance = wallet - (try inputs.exact(.maintenanceMargin))
        let initial = try mark.over(try inputs.exact(.leverage))
        return min(overMaintenance, wallet + (try inputs.exactProfit(from: entry, to: mark)) - initial).orZero
    }

    static func autoAdd(_ inputs: Inputs) throws(CalculationError) -> Fraction? {
        let filled = try inputs.position(.long)
        let position = Position(
            size: filled.size, entryValue: filled.entryValue, margin: try inputs.money(.positionMargin))
        return Fraction(position.automaticAddition(try inputs.leverage(), available: try inputs.money(.available)))
    }

    static func afterPartialClose(_ inputs: Inputs) throws(CalculationError) -> Fraction? {
        let (size, closed) = (try inputs.quantity(), try inputs.quantity(.closedQty))
        guard size > .zero, closed <= size else {
            throw .invalid(.closedQty, closed.text, "more than the position has")
        }
        return Fraction((try inputs.money(.positionMargin)).part(size - closed, of: size, .down))
    }

    /// Of the maintenance margin with its closing fee and what backs the position.
    static func marginRatio(_ inputs: Inputs) throws(CalculationError) -> Fraction? {
        let quantity = try inputs.exactQuantity()
        let entry = try inputs.exactValue(quantity, at: try inputs.exact(.entryPrice))
        let mark = try inputs.exactValue(quantity, at: try inputs.exact(.markPrice))
        let needed = mark * ((try inputs.exact(.mmr)) + (try inputs.exact(.feeRate)))
        let backing = (try inputs.exact(.positionMargin)) + (try inputs.exactProfit(from: entry, to: mark))
        return try needed.over(backing)
    }
}
