/// An asset by its place in the venue's list of assets.
public struct AssetID: Hashable, Sendable, BitwiseCopyable {
    public let index: UInt8
    public init(index: UInt8) { self.index = index }
}

/// An instrument by its place in the venue's list of instruments.
public struct InstrumentID: Hashable, Sendable, BitwiseCopyable {
    public let index: UInt16
    public init(index: UInt16) { self.index = index }
}

/// An account (a login) by its place in the venue's list of accounts.
public struct AccountID: Hashable, Sendable, BitwiseCopyable {
    public let index: Int32
    public init(index: Int32) { self.index = index }
}

/// A margin account by its place in the venue's list of margin accounts.
public struct MarginAccountID: Hashable, Sendable, BitwiseCopyable {
    public let index: Int32
    public init(index: Int32) { self.index = index }
}

/// An order's number: 1 for the venue's first order, never used again.
public struct OrderID: Hashable, Comparable, Sendable, BitwiseCopyable {
    public let number: UInt64
    public init(number: UInt64) { self.number = number }
    public static func < (left: OrderID, right: OrderID) -> Bool { left.number < right.number }
}
