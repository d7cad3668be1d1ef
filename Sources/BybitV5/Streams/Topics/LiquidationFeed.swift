import Desks
import Dialects
import MarginEngine
import Wire

/// `allLiquidation.{symbol}`: positions that were closed for their account.
/// https://bybit-exchange.github.io/docs/v5/websocket/public/all-liquidation
struct LiquidationFeed: Feed {
    private let place: FeedPlace

    init(_ place: FeedPlace) {
        self.place = place
    }

    var key: String { place.key }
    var subject: FeedSubject { place.subject }

    mutating func opening(_ desk: borrowing Desk) -> [[UInt8]] { [] }

    mutating func news(_ events: [Event], _ desk: borrowing Desk) -> [[UInt8]] {
        var steps: [LiquidationStep] = []
        for case .liquidation(let step) in events where step.instrument == place.instrument && step.closesPosition {
            steps.append(step)
        }
        guard !steps.isEmpty else { return [] }
        let timeMs = desk.engine.timeMs
        let data = JSONWriter.bytes { json in
            json.array { list in
                for step in steps {
                    list.object { row in
                        row.member("T", timeMs)
                        row.member("s", place.symbol)
                        // A long that was liquidated is told as `Buy`.
                        row.member("S", (step.side ?? .long).opening.wireName)
                        row.member("v", step.quantity.text)
                        row.member("p", step.price.text)
                    }
                }
            }
        }
        return [place.message("snapshot", desk, data: data)]
    }
}

extension LiquidationStep {
    fileprivate var closesPosition: Bool {
        switch kind {
        case .reduced, .takenOver: true
        case .ordersCancelled, .marginAdded, .deleveraged, .debtPaid, .lossSocialised: false
        }
    }
}
