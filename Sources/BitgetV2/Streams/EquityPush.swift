import MarginEngine
import Wire

/// The row of the equity channel, all margin coins of a product type together, whose members have the names that typed
/// clients read (BITGET-CALL-7):
/// https://www.bitget.com/api-doc/contract/websocket/private/Equity-Channel
struct EquityPush {
    private var btcEquity = Money.zero
    private var usdEquity = Money.zero
    private var unrealised = Money.zero
    private let union: UnionFigures?

    init(_ account: MarginAccountID, _ type: ProductType, _ engine: borrowing Engine) {
        union = UnionFigures(account, in: engine)
        for coin in engine.marginCoins(of: type) {
            let row = AccountRow(account, coin, in: engine)
            btcEquity += row.btcEquity
            usdEquity += row.usdEquity
            unrealised += row.usdUnrealised
        }
    }

    var bytes: [UInt8] {
        JSONWriter.bytes { json in
            json.object { json in
                json.member("btcEquity", btcEquity.text)
                json.member("usdtEquity", usdEquity.text)
                json.member("usdtUnrealized", unrealised.text)
                json.memberUnion(union)
            }
        }
    }
}
