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
    }

    /// Mark prices by the minute, as they were set; volumes are zero.
    public private(set) var marks = Candles()
    /// Index prices by the minute, likewise.
    public private(set) var indexes = Candles()
    private var trades: [InstrumentID: [Trade]] = [:]
    private var fundings: [InstrumentID: [Funding]] = [:]
    private var lastTrade: UInt64 = 0
    /// The coming funding instant of each instrument, by its place in the venue's list.
    private var nextFundingMs: [Int64] = []

    /// Of a venue where nothing has happened yet.
    public init() {}

    /// The last trades of an instrument.
    public func trades(of instrument: InstrumentID) -> [Trade] {
        trades[instrument]?.suffix(Kept.trades).reversed() ?? []
    }

    /// The last funding instants of an instrument.
    public func fundings(of instrument: InstrumentID) -> [Funding] {
        fundings[instrument]?.suffix(Kept.fundings).reversed() ?? []
    }

    /// Both sides of a trade come as executions, the house's does not: the first that comes counts.
    mutating func fold(_ event: Event) {
        guard case .execution(let execution) = event, execution.kind == .trade, execution.trade > lastTrade else {
            return
        }
        lastTrade = execution.trade
        let side = execution.order.side
        let trade = Trade(
            number: execution.trade, price: execution.price, quantity: execution.quantity,
            takerSide: execution.isMaker ? side.opposite : side, timeMs: execution.timeMs)
        Self.keep(trade, Kept.trades, in: &trades[execution.order.instrument, default: []])
    }

    /// Takes in what a command changed without an event: prices that were set, instants that were passed.
    mutating func fold(_ command: Command, _ engine: borrowing Engine) {
        switch command {
        case .setPrices(let instrument, let mark, let index):
            marks.fold(mark, of: instrument, atMs: engine.timeMs)
            indexes.fold(index, of: instrument, atMs: engine.timeMs)
        case .advance, .listInstrument: passInstants(engine)
        default: break
        }
    }

    private mutating func passInstants(_ engine: borrowing Engine) {
        for index in 0..<engine.instrumentCount {
            let id = InstrumentID(index: UInt16(truncatingIfNeeded: index))
            let instrument = engine[id]
            guard index < nextFundingMs.count else {
                nextFundingMs.append(instrument.nextFundingMs)
                continue
            }
            while nextFundingMs[index] > 0, nextFundingMs[index] < instrument.nextFundingMs {
                let funding = Funding(rate: instrument.fundingRate, timeMs: nextFundingMs[index])
                Self.keep(funding, Kept.fundings, in: &fundings[id, default: []])
                nextFundingMs[index] += instrument.fundingIntervalMs
            }
            nextFundingMs[index] = instrument.nextFundingMs
        }
    }

    /// Drops the oldest in batches, so that keeping one more costs the same at any length.
    private static func keep<Row>(_ row: Row, _ kept: Int, in rows: inout [Row]) {
        if rows.count >= 2 * kept { rows.removeFirst(rows.count - kept + 1) }
        rows.append(row)
    }
}
