import MarginEngine

/// Profit, funding and what profit is measured against.
enum ProfitFormulas {
    static func unrealised(_ inputs: Inputs) throws(CalculationError) -> Fraction? {
        Fraction(try profit(inputs, at: .markPrice))
    }

    static func realised(_ inputs: Inputs) throws(CalculationError) -> Fraction? {
        Fraction(try profit(inputs, at: .exitPrice))
    }

    private static func profit(_ inputs: Inputs, at input: Input) throws(CalculationError) -> Money {
        let side = try inputs.side()
        let quantity = try inputs.exactSize()
        guard quantity.isMultiple(of: Fraction(units: 1)), try inputs.fitsEngine(.entryPrice, input) else {
            let entry = try inputs.exactValue(quantity, at: try inputs.exactPrice(.entryPrice))
            let exit = try inputs.exactValue(quantity, at: try inputs.exactPrice(input))
            return try inputs.exactProfit(from: entry, to: exit).value(.down).rounded(.down)
        }
        let position = try inputs.position(side)
        let price = try inputs.price(input)
        _ = try inputs.value(position.size, at: price)
        return try inputs.sheet(.ztdx).unrealised(side, position, at: price)
    }

    static func closed(_ inputs: Inputs) throws(CalculationError) -> Fraction? {
        let profit = try profit(inputs, at: .exitPrice)
        let opening = (try inputs.value(at: .entryPrice)).times(try inputs.fee(.openFeeRate), .up)
        let closing = (try inputs.value(at: .exitPrice)).times(try inputs.fee(.closeFeeRate), .up)
        return Fraction(profit - opening - closing - (try inputs.money(.fundingPaid, or: .zero)))
    }

    static func closedFromValues(_ inputs: Inputs) throws(CalculationError) -> Fraction? {
        let (entry, exit) = (try inputs.exact(.entryValue), try inputs.exact(.exitValue))
        let fees = entry * (try inputs.exact(.openFeeRate)) + exit * (try inputs.exact(.closeFeeRate))
        return (try inputs.exactProfit(from: entry, to: exit)) - fees
            - (try inputs.exact(.fundingPaid, or: .zero))
    }

    static func netRealised(_ inputs: Inputs) throws(CalculationError) -> Fraction? {
        (try inputs.exact(.pnl)) - (try inputs.exact(.openFee)) - (try inputs.exact(.closeFee))
            - (try inputs.exact(.fundingPaid, or: .zero))
    }

    /// Of the margin given, or of the initial margin with its closing fee.
    static func roi(_ inputs: Inputs) throws(CalculationError) -> Fraction? {
        if inputs.has(.pnl) {
            return (try (try inputs.exact(.pnl)).over(try inputs.exact(.margin))) * Fraction(100)
        }
        guard let profit = try unrealised(inputs), let margin = try MarginFormulas.positionInitial(inputs) else {
            return nil
        }
        return (try profit.over(margin)) * Fraction(100)
    }

    static func funding(_ inputs: Inputs) throws(CalculationError) -> Fraction? {
        let size = try inputs.quantity()
        let mark = try inputs.mark(size, or: .markPrice)
        let sheet = try inputs.sheet(.ztdx, mark: mark, fundingRate: try inputs.fundingRate())
        return Fraction(sheet.fundingCash(try inputs.side(), size))
    }

    /// Profit ratio times effective leverage while it gains, over it while it loses.
    static func deleveragingScore(_ inputs: Inputs) throws(CalculationError) -> Fraction? {
        let quantity = try inputs.exactQuantity()
        let entry = try inputs.exactValue(quantity, at: try inputs.exact(.entryPrice))
        let mark = try inputs.exactValue(quantity, at: try inputs.exact(.markPrice))
        let profit = try inputs.exactProfit(from: entry, to: mark)
        let ratio = try profit.over(entry)
        let leverage = try mark.over((try inputs.exact(.positionMargin)) + profit)
        return profit.isPositive ? ratio * leverage : try ratio.over(leverage)
    }

    /// What a position lost beyond its margin. KuCoin.
    static func shortfall(_ inputs: Inputs) throws(CalculationError) -> Fraction? {
        guard let profit = try realised(inputs) else { return nil }
        return (-profit - (try inputs.exact(.positionMargin))).orZero
    }
}
