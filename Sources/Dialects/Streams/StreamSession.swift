public import Desks

/// A client's end of a stream (WebSocket) as its dialect sees it: what it logged in as, what it asked for.
///
/// Pure: it holds no socket and reads no clock. Messages in, actions out.
public protocol StreamSession: Sendable {
    /// A client that sends nothing for so long is cut off. Milliseconds.
    var silenceLimitMs: Int64 { get }

    /// What to do about a client's message, in order.
    mutating func received(_ text: [UInt8], _ door: inout Door) -> [StreamAction]
}

/// What is to be done about a client's message.
public enum StreamAction: Sendable {
    /// Sends the client a text.
    case send([UInt8])
    /// Does work of the desk, after a pause of wall-clock time; the body of its response is the text for the client.
    case work(DeskWork, afterMs: Int64 = 0)
    /// Changes what the client follows, after a pause of wall-clock time.
    case follow(StreamChange, afterMs: Int64)
    /// Ends the stream, once all before it is sent.
    case close
}

/// A change of what a client follows.
public struct StreamChange: Sendable {
    /// Runs on the venue's thread, between rounds, when all that the desk holds is durable.
    public let steps: @Sendable (borrowing Desk) -> [StreamStep]

    /// A change that asks the desk what to do.
    public init(steps: @escaping @Sendable (borrowing Desk) -> [StreamStep]) {
        self.steps = steps
    }
}

/// One step of a change of what a client follows.
public enum StreamStep: Sendable {
    /// Sends the client a text.
    case send([UInt8])
    /// From now on the client is sent what the feed tells; what it opens with, at once.
    case join(any Feed)
    /// The feed of that key is not sent to the client any more.
    case leave(key: String)
}
