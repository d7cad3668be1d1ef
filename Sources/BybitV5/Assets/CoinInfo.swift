import Desks
import Dialects
import Wire

/// `GET /v5/asset/coin/query-info`. https://bybit-exchange.github.io/docs/v5/asset/coin-info
///
/// Coins are described by the chains they can be deposited and withdrawn on; this venue has none.
struct CoinInfo: PrivateCall {
    init(_ parameters: Parameters, by caller: Login) throws(ReturnCode) {}

    func perform(on desk: inout Desk) throws(ReturnCode) -> Answer {
        Answer(message: "success") { $0.memberArray("rows") { _ in } }
    }
}
