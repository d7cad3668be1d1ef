import MarginEngine

extension Instrument {
    /// The highest price of a buy, the lowest of a sell, as ORDER-14 allows them: on the tick and within the range.
    func limitPrice(for side: Side, atMark mark: Price) -> Price {
        let ratio = Int128(priceLimitRatio.units)
        let product = Int128(mark.units) * (unitsInOne + (side == .buy ? ratio : -ratio))
        let ticks = mulDiv(product, 1, unitsInOne * Int128(tick.units), side == .buy ? .down : .up)
        return min(max(Price(units: Int64(clamping: ticks * Int128(tick.units))), minPrice), maxPrice)
    }
}
