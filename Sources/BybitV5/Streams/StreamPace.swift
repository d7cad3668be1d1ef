import Dialects

/// When streams answer and when they give up.
enum StreamPace {
    /// pybit sends a subscription first and only then notes its `req_id` and callback: an answer, or a message of the
    /// topic, that comes sooner kills its reader thread. Over the internet nothing comes so soon.
    private static let answerAfterMs: Int64 = 50
    /// https://bybit-exchange.github.io/docs/v5/ws/connect#how-to-send-the-heartbeat-packet
    static let silenceLimitMs: Int64 = 600_000

    /// The same of the trade stream, whose client drops an answer that comes before it has noted the `reqId`.
    private static let orderAfterMs: Int64 = 20

    /// As the client of a private stream asks, from 30 seconds to 10 minutes; the usual time for anything else.
    /// https://bybit-exchange.github.io/docs/v5/ws/connect
    static func silenceLimitMs(_ maxActiveTime: String?) -> Int64 {
        guard let text = maxActiveTime, let number = Int64(text.dropLast()), (1...600).contains(number) else {
            return silenceLimitMs
        }
        let seconds: Int64? =
            switch text.last {
            case "s": number
            case "m": number * 60
            default: nil
            }
        return seconds.flatMap { (30...600).contains($0) ? $0 * 1_000 : nil } ?? silenceLimitMs
    }

    static func follow(_ change: StreamChange) -> StreamAction { .follow(change, afterMs: answerAfterMs) }

    static func order(_ work: DeskWork) -> StreamAction { .work(work, afterMs: orderAfterMs) }

    static func refuse(_ text: [UInt8]) -> StreamAction {
        .follow(StreamChange { _ in [.send(text)] }, afterMs: orderAfterMs)
    }
}
