/// Mark and index price of an instrument as they were set.
public struct PriceSetting: Sendable, BitwiseCopyable {
    /// The instrument they are of.
    public let instrument: InstrumentID
    /// The mark price, from now on.
    public let mark: Price
    /// The index price, from now on.
    public let index: Price
    /// Venue time in ms.
    public let timeMs: Int64
}

/// What everybody sees of an instrument, as a command left it.
public struct MarketFigures: Sendable, BitwiseCopyable {
    /// The instrument they are of.
    public let instrument: InstrumentID
    /// The mark price.
    public let mark: Price
    /// The index price.
    public let index: Price
    /// The price of the last trade.
    public let last: Price
    /// The rate of the next funding instant.
    public let fundingRate: Rate
    /// The next funding instant, venue time in ms.
    public let nextFundingMs: Int64
    /// The sum of all long positions.
    public let openInterest: Quantity
    /// True when the house does not quote it.
    public let bookOnly: Bool
    /// Counts the changes of the book.
    public let bookVersion: UInt64
    /// Venue time in ms.
    public let timeMs: Int64
}

extension Engine {
    /// Tells of each instrument that the command changed for everybody to see, in the order of their first changes.
    mutating func tellMarkets() {
        for instrument in scratch.changed {
            let row = state[instrument]
            events.append(
                .market(
                    MarketFigures(
                        instrument: instrument, mark: row.mark, index: row.index, last: row.last,
                        fundingRate: row.fundingRate, nextFundingMs: row.nextFundingMs,
                        openInterest: row.openInterest, bookOnly: row.bookOnly, bookVersion: row.bookVersion,
                        timeMs: state.timeMs)))
        }
        scratch.changed.removeAll(keepingCapacity: true)
    }
}
