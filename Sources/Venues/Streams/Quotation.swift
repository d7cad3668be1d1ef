import MarginEngine

/// All of an instrument that public topics tell of: what moves without an event, too.
struct Quotation: Equatable {
    private let bookVersion: UInt64
    private let mark: Price
    private let index: Price
    private let last: Price
    private let fundingRate: Rate
    private let nextFundingMs: Int64
    private let openInterest: Quantity

    init(_ instrument: Instrument) {
        bookVersion = instrument.bookVersion
        mark = instrument.mark
        index = instrument.index
        last = instrument.last
        fundingRate = instrument.fundingRate
        nextFundingMs = instrument.nextFundingMs
        openInterest = instrument.openInterest
    }
}
