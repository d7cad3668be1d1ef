extension Instrument {
    /// True for a price at which a buy is not too far above, a sell not too far below the mark price. ORDER-14.
    func isWithinBand(_ price: Price, for side: Side) -> Bool {
        let scaled = Int128(price.units) * unitsInOne
        let edge = bandEdge(for: side, atMark: mark)
        return side == .buy ? scaled <= edge : scaled >= edge
    }

    /// The highest price of a buy, the lowest of a sell, as ORDER-14 allows them: on the tick and within the range.
    public func limitPrice(for side: Side, atMark mark: Price) -> Price {
        let edge = bandEdge(for: side, atMark: mark)
        let ticks = mulDiv(edge, 1, unitsInOne * Int128(tick.units), side == .buy ? .down : .up)
        return min(max(Price(units: Int64(clamping: ticks * Int128(tick.units))), minPrice), maxPrice)
    }

    /// In units of 1e-16, exact.
    private func bandEdge(for side: Side, atMark mark: Price) -> Int128 {
        let ratio = Int128(priceLimitRatio.units)
        return Int128(mark.units) * (unitsInOne + (side == .buy ? ratio : -ratio))
    }
}
