import MarginEngine

/// `bboSideType` and `bboLevel`: a limit order at the price that a level of the book has when the order comes in.
/// https://bybit-exchange.github.io/docs/v5/order/create-order
struct LevelPrice {
    private let isOwnSide: Bool
    private let level: Int

    fileprivate init(isOwnSide: Bool, level: Int) {
        self.isOwnSide = isOwnSide
        self.level = level
    }

    /// The price for an order of a side; refused where the book has fewer levels.
    func price(
        for side: Side, _ instrument: InstrumentID, in engine: borrowing Engine
    ) throws(ReturnCode) -> Price {
        let levels = engine.depth(instrument, isOwnSide ? side : side.opposite, limit: level)
        guard levels.count == level, let last = levels.last else { throw .invalid("bboLevel") }
        return last.price
    }
}

/// `slippageToleranceType` and `slippageTolerance`: how much worse than the best price a market order may trade.
/// https://bybit-exchange.github.io/docs/v5/order/create-order
enum SlippageTolerance: Equatable {
    case ticks(Int64)
    /// Of the best price.
    case fraction(Rate)

    /// The worst price for an order of a side; nil where nothing is on the other side. Percentages are brought to the
    /// tick that tolerates less.
    func worstPrice(for side: Side, _ id: InstrumentID, in engine: borrowing Engine) -> Price? {
        let instrument = engine[id]
        guard let best = engine.depth(id, side.opposite, limit: 1).first?.price else { return nil }
        let tolerated =
            switch self {
            case .ticks(let ticks): Int128(ticks) * Int128(instrument.tick.units)
            case .fraction(let rate):
                mulDiv(Int128(best.units), Int128(rate.units), unitsInOne, .down) / Int128(instrument.tick.units)
                    * Int128(instrument.tick.units)
            }
        let units = Int128(best.units) + (side == .buy ? tolerated : -tolerated)
        return min(max(Price(units: Int64(clamping: units)), instrument.minPrice), instrument.maxPrice)
    }
}

extension Parameters {
    /// Nil when the order names its price itself.
    func levelPrice() throws(ReturnCode) -> LevelPrice? {
        let isOwnSide: Bool
        switch try text("bboSideType") {
        case nil: return nil
        case "Queue": isOwnSide = true
        case "Counterparty": isOwnSide = false
        default: throw .invalid("bboSideType")
        }
        guard let level = try integer("bboLevel"), (1...5).contains(level) else { throw .invalid("bboLevel") }
        return LevelPrice(isOwnSide: isOwnSide, level: Int(level))
    }

    /// Nil when a market order takes any price.
    func slippageTolerance() throws(ReturnCode) -> SlippageTolerance? {
        switch try text("slippageToleranceType") {
        case nil: return nil
        case "TickSize":
            guard let ticks = try integer("slippageTolerance"), (1...10_000).contains(ticks) else {
                throw .slippageTicksOutOfRange
            }
            return .ticks(ticks)
        case "Percent":
            guard let percent = try decimal("slippageTolerance", as: Rate.self),
                (Self.hundredth...Rate(units: 10 * Rate.one.units)).contains(percent),
                percent.isMultiple(of: Self.hundredth)
            else { throw .slippagePercentOutOfRange }
            return .fraction(Rate(units: percent.units / 100))
        default: throw .invalid("slippageToleranceType")
        }
    }

    private static var hundredth: Rate { Rate(units: Rate.one.units / 100) }
}
