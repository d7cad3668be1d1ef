import Desks
import Dialects
import MarginEngine
import Wire

/// A public topic of a product that the venue has and this server does not list: a book without levels, and silence.
/// HOUSE-15.
struct UnlistedFeed: Feed {
    private let topic: PublicTopic
    let key: String

    /// Nil for what is no topic of spot.
    init?(_ topic: PublicTopic, key: String) {
        guard topic.isOfSpot else { return nil }
        self.topic = topic
        self.key = key
    }

    var subject: FeedSubject { .venue }

    mutating func opening(_ desk: borrowing Desk) -> [[UInt8]] {
        guard topic.depth != nil else { return [] }
        let (wallMs, timeMs) = (desk.wallMs, desk.engine.timeMs)
        return [
            JSONWriter.bytes { json in
                json.object { json in
                    json.member("topic", topic.name)
                    json.member("type", "snapshot")
                    json.member("ts", wallMs)
                    json.memberObject("data") { data in
                        data.member("s", topic.symbolText)
                        data.memberArray("b") { _ in }
                        data.memberArray("a") { _ in }
                        data.member("u", 1)
                        data.member("seq", 0)
                    }
                    json.member("cts", timeMs)
                }
            }
        ]
    }

    mutating func news(_ events: [Event], _ desk: borrowing Desk) -> [[UInt8]] { [] }
}
