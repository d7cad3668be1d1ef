/// An asset by its place in the venue's list of assets.
public struct AssetID: Hashable, Sendable, BitwiseCopyable {
    /// From 0, in the order of listing.
    public let index: UInt8
    /// Not checked here: commands refuse one that does not exist, queries trap on it.
    public init(index: UInt8) { self.index = index }
}

/// An instrument by its place in the venue's list of instruments.
public struct InstrumentID: Hashable, Sendable, BitwiseCopyable {
    /// From 0, in the order of listing.
    public let index: UInt16
    /// Not checked here: commands refuse one that does not exist, queries trap on it.
    public init(index: UInt16) { self.index = index }
}

/// An account (a login) by its place in the venue's list of accounts.
public struct AccountID: Hashable, Sendable, BitwiseCopyable {
    /// From 0, which is the house, in the order of opening.
    public let index: Int32
    /// Not checked here: queries trap on one that does not exist.
    public init(index: Int32) { self.index = index }
}

/// A margin account by its place in the venue's list of margin accounts.
public struct MarginAccountID: Hashable, Sendable, BitwiseCopyable {
    /// From 0, which is the house's, in the order of opening.
    public let index: Int32
    /// Not checked here: commands refuse one that does not exist, queries trap on it.
    public init(index: Int32) { self.index = index }
}

/// An order's number: 1 for the venue's first order, never used again.
public struct OrderID: Hashable, Comparable, Sendable, BitwiseCopyable {
    /// Counts the orders of all accounts; 0 for the house's quotes.
    public let number: UInt64
    /// Not checked here: commands refuse one that is not open.
    public init(number: UInt64) { self.number = number }
    /// The older order first.
    public static func < (left: OrderID, right: OrderID) -> Bool { left.number < right.number }
}
