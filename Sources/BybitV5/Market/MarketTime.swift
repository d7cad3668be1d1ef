import Desks
import Dialects
import Wire

/// `GET /v5/market/time`: wire time, never the venue clock, because clients sign with it.
/// https://bybit-exchange.github.io/docs/v5/market/time
struct MarketTime: PublicCall {
    private let receivedMs: Int64

    init(_ parameters: Parameters) throws(ReturnCode) {
        receivedMs = parameters.receivedMs
    }

    func perform(on desk: inout Desk) throws(ReturnCode) -> Answer {
        Answer { result in
            result.member("timeSecond", "\(receivedMs / 1_000)")
            result.member("timeNano", "\(receivedMs)000000")
        }
    }
}
