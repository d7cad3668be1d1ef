import Desks
import Dialects
import Wire

/// `GET /v5/system/status`: maintenance of the venue, which this one never announces.
/// https://bybit-exchange.github.io/docs/v5/system-status
struct SystemStatus: PublicCall {
    init(_ parameters: Parameters) throws(ReturnCode) {
        switch try parameters.text("state") {
        case nil, "scheduled", "ongoing", "completed", "canceled": break
        default: throw .invalid("state")
        }
    }

    func perform(on desk: inout Desk) throws(ReturnCode) -> Answer {
        Answer(message: "") { $0.memberArray("list") { _ in } }
    }
}
