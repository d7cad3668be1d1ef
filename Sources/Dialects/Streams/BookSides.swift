public import MarginEngine
public import Wire

/// Some levels of both sides of a book, the best first.
public struct BookSides: Sendable {
    /// All that rests at one price.
    public struct Level: Sendable, Equatable {
        /// The price.
        public let price: Price
        /// Zero in a list of changes: the level is gone.
        public let quantity: Quantity
    }

    /// The highest price first.
    public let bids: [Level]
    /// The lowest price first.
    public let asks: [Level]

    /// The best `depth` levels of each side of an instrument's book.
    public init(_ instrument: InstrumentID, _ depth: Int, _ engine: borrowing Engine) {
        bids = engine.depth(instrument, .buy, limit: depth).map { Level(price: $0.price, quantity: $0.quantity) }
        asks = engine.depth(instrument, .sell, limit: depth).map { Level(price: $0.price, quantity: $0.quantity) }
    }

    private init(bids: [Level], asks: [Level]) {
        self.bids = bids
        self.asks = asks
    }

    /// True without any level.
    public var isEmpty: Bool { bids.isEmpty && asks.isEmpty }

    /// What makes `earlier` into these: levels that are new or differ, and those that are gone with quantity zero.
    public func changes(since earlier: BookSides) -> BookSides {
        BookSides(
            bids: Self.changes(from: earlier.bids, to: bids) { $0 > $1 },
            asks: Self.changes(from: earlier.asks, to: asks) { $0 < $1 })
    }

    /// Both lists are in the order of `isBetter`, and so is the result.
    private static func changes(
        from old: [Level], to new: [Level], isBetter: (Price, Price) -> Bool
    ) -> [Level] {
        var changes: [Level] = []
        var (next, gone) = (new[...], old[...])
        while let level = next.first ?? gone.first {
            if let lost = gone.first, next.isEmpty || isBetter(lost.price, level.price) {
                changes.append(Level(price: lost.price, quantity: .zero))
                gone.removeFirst()
                continue
            }
            if let known = gone.first, known.price == level.price {
                if known != level { changes.append(level) }
                gone.removeFirst()
            } else {
                changes.append(level)
            }
            next.removeFirst()
        }
        return changes
    }
}

extension JSONWriter {
    /// Levels as pairs of texts, price and quantity: `[["60000","1.5"],…]`.
    public mutating func member(_ name: StaticString, _ levels: [BookSides.Level]) {
        memberArray(name) { list in
            for level in levels {
                list.array { pair in
                    pair.value(level.price.text)
                    pair.value(level.quantity.text)
                }
            }
        }
    }
}
