import Desks
import Dialects
import MarginEngine
import Wire

extension Market {
    /// Get Merge Market Depth: https://www.bitget.com/api-doc/contract/market/Get-Merge-Depth
    ///
    /// Levels are JSON numbers, as captured from the live venue; their text is exact.
    static func mergedDepth(_ call: Call) throws(Failure) -> Answer {
        .desk { desk throws(Failure) in
            let contract = try call.parameters.marketContract(in: desk.engine)
            let precision: Int =
                try call.parameters.choice(
                    "precision", ["scale0": 0, "scale1": 1, "scale2": 2, "scale3": 3]) ?? 0
            let limit: Int =
                try call.parameters.choice(
                    "limit", ["1": 1, "5": 5, "15": 15, "50": 50, "100": 100, "max": .max]) ?? 100
            let scale = Price(units: (0..<precision).reduce(contract.instrument.tick.units) { units, _ in units * 10 })
            return .object { json in
                for (name, side) in [("asks" as StaticString, Side.sell), ("bids", .buy)] {
                    let levels = MergedLevels(desk.engine.depth(contract.id, side, limit: .max), side, scale)
                    json.memberArray(name) { json in
                        for level in levels.rows.prefix(limit) {
                            json.array { json in
                                json.valueRaw(Array(level.price.text.utf8))
                                json.valueRaw(Array(level.quantity.text.utf8))
                            }
                        }
                    }
                }
                json.member("ts", String(call.timeMs))
                json.member("scale", scale.text)
                json.member("precision", "scale\(precision)")
                json.member("isMaxPrecision", precision == 0 ? "YES" : "NO")
            }
        }
    }
}

/// The levels of one side of a book, those of one multiple of the scale put together: bids below it, asks above it.
private struct MergedLevels {
    private(set) var rows: [(price: Price, quantity: Quantity)] = []

    init(_ levels: [(price: Price, quantity: Quantity)], _ side: Side, _ scale: Price) {
        for level in levels {
            let price = Self.merged(level.price, side, scale)
            if let last = rows.last, last.price == price {
                rows[rows.count - 1].quantity = last.quantity + level.quantity
            } else {
                rows.append((price, level.quantity))
            }
        }
    }

    private static func merged(_ price: Price, _ side: Side, _ scale: Price) -> Price {
        let above = price.units % scale.units
        guard above != 0 else { return price }
        let below = price.units - above
        return Price(units: side == .buy ? below : below + scale.units)
    }
}
