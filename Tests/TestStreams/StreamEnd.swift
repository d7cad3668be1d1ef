public import Desks
public import Dialects
import HTTP1

/// A client's end of a stream, without socket: it is told at once what a real one is told after a pause.
public struct StreamEnd {
    private var session: any StreamSession
    private var feeds: [any Feed] = []
    /// The pauses that changes and works were to wait.
    public private(set) var pausesMs: [Int64] = []
    /// True once the server has ended the stream.
    public private(set) var isClosed = false

    /// The client's end of a stream that was just opened.
    public init(_ session: any StreamSession) { self.session = session }

    /// A client that sends nothing for so long is cut off.
    public var silenceLimitMs: Int64 { session.silenceLimitMs }

    /// When the first feed has something to tell though nothing changes.
    public var nextDueMs: Int64? { feeds.compactMap(\.nextDueMs).min() }

    /// Sends a message and returns all that is answered.
    public mutating func send(_ text: String, _ door: inout Door, _ desk: inout Desk) -> [[UInt8]] {
        desk.gathersEvents = true
        var answers: [[UInt8]] = []
        for action in session.received(Array(text.utf8), &door) {
            switch action {
            case .send(let text): answers.append(text)
            case .work(let work, let afterMs):
                pausesMs.append(afterMs)
                answers.append(work.perform(&desk).body)
            case .close: isClosed = true
            case .follow(let change, let afterMs):
                pausesMs.append(afterMs)
                for step in change.steps(desk) { answers += take(step, desk) }
            }
        }
        return answers
    }

    /// The connection is gone: what is to be done if nobody comes back.
    public func lastWills(_ desk: borrowing Desk) -> [LastWill] {
        var wills: [LastWill] = []
        for feed in feeds { if let will = feed.lastWill(desk) { wills.append(will) } }
        return wills
    }

    /// What is told of all that the desk has gathered.
    public mutating func news(_ desk: borrowing Desk) -> [[UInt8]] {
        var news: [[UInt8]] = []
        for place in feeds.indices { news += feeds[place].news(desk.gathered, desk) }
        return news
    }

    private mutating func take(_ step: StreamStep, _ desk: borrowing Desk) -> [[UInt8]] {
        switch step {
        case .send(let text):
            return [text]
        case .leave(let key):
            feeds.removeAll { $0.key == key }
            return []
        case .join(var feed):
            let opening = feed.opening(desk)
            feeds.append(feed)
            return opening
        }
    }
}
