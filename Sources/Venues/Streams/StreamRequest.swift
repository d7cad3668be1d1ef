public import Dialects

/// What a stream wants of a venue.
public struct StreamRequest: Sendable {
    /// What is asked for.
    public enum Wish: Sendable {
        /// To follow something else.
        case change(StreamChange)
        /// The stream is gone: nothing is sent to it any more.
        case end
    }

    /// What is asked for.
    public let wish: Wish
    /// What the sink knows the stream by; a venue never looks at it.
    public let ticket: UInt64
    /// Who passes messages on to the stream.
    public let sink: any StreamSink

    /// A wish of the stream that `sink` knows by `ticket`.
    public init(_ wish: Wish, ticket: UInt64, sink: any StreamSink) {
        self.wish = wish
        self.ticket = ticket
        self.sink = sink
    }
}

/// A text for streams.
public struct StreamMessage: Sendable {
    /// What to send.
    public let text: [UInt8]
    /// To whom.
    public let tickets: [UInt64]
}

/// Whoever passes messages on to streams, called on the venue's thread: it must not block.
public protocol StreamSink: AnyObject, Sendable {
    /// Takes the messages of a round, in order. All they tell of is durable.
    func deliver(_ messages: [StreamMessage])
}
