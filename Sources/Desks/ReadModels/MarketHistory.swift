public import MarginEngine

/// What instruments went through lately, for everyone to see, folded from the engine's events, outside its state and
/// digest. All lists are given the newest first.
public struct MarketHistory: Sendable {
    /// A trade on the book.
    public struct Trade: Sendable {
        /// The trade's number; later trades have greater ones.
        public let number: UInt64
        /// The resting order's price.
        public let price: Price
        /// Base coin (linear) or USD (inverse).
        public let quantity: Quantity
        /// The side of the order that did not rest.
        public let takerSide: Side
        /// Venue time in ms.
        public let timeMs: Int64
    }

    /// A funding instant, whether or not anybody had a position.
    public struct Funding: Sendable {
        /// The rate that was charged.
        public let rate: Rate
        /// The instant, venue time in ms.
        public let timeMs: Int64
    }

    /// How many rows of each kind an instrument keeps.
    public enum Kept {
        /// Trades.
        public static let trades = 1_000
        /// Funding instants.
        public static let fundings = 500
        /// Stretches of five minutes in which open interest changed.
        public static let openInterests = 2_000
    }

    /// Open interest at the end of five minutes in which it changed.
    struct OpenInterest: Sendable {
        let startMs: Int64
        let quantity: Quantity
    }

    /// How finely open interest is kept, ms.
    public static let openInterestStepMs: Int64 = 300_000

    /// Mark prices by the minute, as they were set; volumes are zero.
    public internal(set) var marks = Candles()
    /// Index prices by the minute, likewise.
    public internal(set) var indexes = Candles()
    /// `(mark - index) / index` by the minute, as they were set: a fraction, negative for a discount.
    public internal(set) var premiums = Candles()
    var trades: [InstrumentID: [Trade]] = [:]
    var fundings: [InstrumentID: [Funding]] = [:]
    var openInterests: [InstrumentID: [OpenInterest]] = [:]
    var lastTrade: UInt64 = 0

    /// Of a venue where nothing has happened yet.
    public init() {}

    /// The sum of all long positions in an instrument as it was at a multiple of `openInterestStepMs`.
    public func openInterest(of instrument: InstrumentID, atMs timeMs: Int64) -> Quantity {
        openInterests[instrument]?.last { $0.startMs < timeMs }?.quantity ?? .zero
    }

    /// The last trades of an instrument.
    public func trades(of instrument: InstrumentID) -> [Trade] {
        trades[instrument]?.suffix(Kept.trades).reversed() ?? []
    }

    /// The last funding instants of an instrument.
    public func fundings(of instrument: InstrumentID) -> [Funding] {
        fundings[instrument]?.suffix(Kept.fundings).reversed() ?? []
    }

    mutating func fold(_ event: Event) {
        switch event {
        case .execution(let execution): fold(execution)
        case .prices(let setting):
            marks.fold(setting.mark, of: setting.instrument, atMs: setting.timeMs)
            indexes.fold(setting.index, of: setting.instrument, atMs: setting.timeMs)
            let premium = setting.mark.premium(over: setting.index)
            premiums.fold(premium, of: setting.instrument, atMs: setting.timeMs)
        case .fundingInstant(let instant):
            let funding = Funding(rate: instant.rate, timeMs: instant.timeMs)
            Self.keep(funding, Kept.fundings, in: &fundings[instant.instrument, default: []])
        case .market(let figures):
            Self.take(figures, in: &openInterests[figures.instrument, default: []])
        case .order, .holding, .balance, .marginMode, .funding, .interest, .liquidation, .margin, .collateral,
            .collateralLimit:
            break
        }
    }

    /// Both sides of a trade come as executions, the house's does not: the first that comes counts.
    private mutating func fold(_ execution: Execution) {
        guard execution.kind == .trade, execution.trade > lastTrade else { return }
        lastTrade = execution.trade
        let trade = Trade(
            number: execution.trade, price: execution.price, quantity: execution.quantity,
            takerSide: execution.isMaker ? execution.order.side.opposite : execution.order.side,
            timeMs: execution.timeMs)
        Self.keep(trade, Kept.trades, in: &trades[execution.order.instrument, default: []])
    }

    private static func take(_ figures: MarketFigures, in rows: inout [OpenInterest]) {
        guard figures.openInterest != rows.last?.quantity ?? .zero else { return }
        let startMs = figures.timeMs - figures.timeMs % openInterestStepMs
        if rows.last?.startMs == startMs { rows.removeLast() }
        keep(OpenInterest(startMs: startMs, quantity: figures.openInterest), Kept.openInterests, in: &rows)
    }

    /// Drops the oldest in batches, so that keeping one more costs the same at any length.
    private static func keep<Row>(_ row: Row, _ kept: Int, in rows: inout [Row]) {
        if rows.count >= 2 * kept { rows.removeFirst(rows.count - kept + 1) }
        rows.append(row)
    }
}

extension Instrument {
    /// By how much the mark price exceeds the index price, as a fraction of the index price; negative for a discount.
    public var premium: Price { mark.premium(over: index) }
}

extension Price {
    fileprivate func premium(over index: Price) -> Price {
        let gap = Int128(units) - Int128(index.units)
        return Price(units: Int64(clamping: mulDiv(gap, unitsInOne, Int128(max(index.units, 1)), .down)))
    }
}
