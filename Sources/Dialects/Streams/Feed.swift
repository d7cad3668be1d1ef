public import Desks
public import MarginEngine

/// One topic of a stream: what it tells of a desk. All who follow the same topic share one feed, so that a message is
/// encoded once for all of them.
///
/// It lives on the venue's thread and may remember what it told last.
public protocol Feed: Sendable {
    /// Feeds with the same key tell the same.
    var key: String { get }

    /// What it is about: it is asked for news only when something of that has changed.
    var subject: FeedSubject { get }

    /// When it has something to tell though nothing has changed, by the wall clock in ms; nil for never. What it is
    /// when somebody joins decides whether it ever is.
    var nextDueMs: Int64? { get }

    /// The messages for one who joins. Asked after `news` of the same round, so that what it opens with and what it
    /// tells next join up.
    mutating func opening(_ desk: borrowing Desk) -> [[UInt8]]

    /// The messages about what a round did, all of it durable.
    /// - Parameter events: those of the whole round, of other subjects too.
    mutating func news(_ events: [Event], _ desk: borrowing Desk) -> [[UInt8]]

    /// What is to be done for those who followed it when the connection of the last of them is gone; nil for nothing.
    func lastWill(_ desk: borrowing Desk) -> LastWill?
}

/// What is to be done of a desk when nobody comes back.
public struct LastWill: Sendable {
    /// For how long nobody may follow the feed. Wall-clock ms.
    public let afterMs: Int64
    /// Runs on the venue's thread, alone with the desk, before the works of its round; nobody is told its response.
    public let work: DeskWork

    /// A work that is done after so long.
    public init(afterMs: Int64, work: DeskWork) {
        self.afterMs = afterMs
        self.work = work
    }
}

extension Feed {
    /// Most feeds tell of changes only.
    public var nextDueMs: Int64? { nil }

    /// Most feeds have nobody to miss.
    public func lastWill(_ desk: borrowing Desk) -> LastWill? { nil }
}

/// What a feed is about.
public enum FeedSubject: Sendable, Hashable {
    /// The margin accounts of a login.
    case account(AccountID)
    /// An instrument's prices and its book.
    case instrument(InstrumentID)
    /// Anything: it is asked in every round, and says nothing in most.
    case venue
}
