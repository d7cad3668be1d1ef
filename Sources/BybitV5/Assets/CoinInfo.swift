import Desks
import Dialects
import MarginEngine
import Wire

/// `GET /v5/asset/coin/query-info`. https://bybit-exchange.github.io/docs/v5/asset/coin-info
///
/// Coins are described by the chains they can be deposited and withdrawn on; this venue has none.
struct CoinInfo: PrivateCall {
    private let coin: String?

    init(_ parameters: Parameters, by caller: Login) throws(ReturnCode) {
        coin = try parameters.text("coin")
    }

    func perform(on desk: inout Desk) throws(ReturnCode) -> Answer {
        let all = desk.engine.assetIDs.map { desk.engine[$0].name.text }
        return Answer(message: "success") { result in
            result.memberArray("rows") { rows in
                for name in all where coin == nil || coin == name {
                    rows.object { row in
                        row.member("name", name)
                        row.member("coin", name)
                        row.member("remainAmount", "0")
                        row.memberArray("chains") { _ in }
                    }
                }
            }
        }
    }
}
