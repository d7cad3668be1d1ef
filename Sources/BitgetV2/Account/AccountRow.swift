import MarginEngine
import Wire

/// What both account calls say of a margin coin.
struct AccountRow {
    let pool: PoolFigures
    private let union: UnionFigures?
    /// Unrealised profit may open positions but never leave.
    private let withdrawable: Money
    private let coin: String
    private let usdPrice: Price
    private let btcPrice: Price

    init(_ account: MarginAccountID, _ asset: AssetID, in engine: borrowing Engine) {
        pool = engine.pool(account, asset)
        union = UnionFigures(account, in: engine)
        withdrawable = engine.withdrawable(account, asset)
        coin = engine[asset].name.text
        usdPrice = engine.usdPrice(of: asset)
        btcPrice = engine.asset(named: "BTC").map { engine.usdPrice(of: $0) } ?? .zero
    }

    func write(to json: inout JSONWriter) {
        json.member("marginCoin", coin)
        json.member("locked", pool.orderMargin.text)
        json.member("available", available.text)
        json.member("crossedMaxAvailable", available.text)
        json.member("isolatedMaxAvailable", union == nil ? available.text : "0")
        json.member("maxTransferOut", withdrawable.text)
        json.member("accountEquity", pool.equity.text)
        json.member("usdtEquity", usdEquity.text)
        json.member("btcEquity", btcEquity.text)
        json.member("crossedRiskRate", crossedRiskRate)
        json.member("crossedMargin", pool.crossInitialMargin.text)
        json.member("isolatedMargin", pool.isolatedMargin.text)
        json.member("unrealizedPL", pool.unrealised.text)
        json.member("coupon", "0")
        json.member("grant", "")
        json.member("assetMode", assetModeWord)
    }

    /// What only an account in union mode has: in single mode clients stumble over the members.
    func writeUnion(_ assets: [UnionAsset], to json: inout JSONWriter) {
        guard let union else { return }
        json.memberUnion(union)
        json.memberArray("assetList") { list in
            for asset in assets { list.object { asset.write(to: &$0) } }
        }
    }

    /// The members of the account channel: https://www.bitget.com/api-doc/contract/websocket/private/Account-Channel
    func writePush(to json: inout JSONWriter) {
        json.member("marginCoin", coin)
        json.member("frozen", pool.orderMargin.text)
        json.member("available", available.text)
        json.member("maxOpenPosAvailable", available.text)
        json.member("maxTransferOut", withdrawable.text)
        json.member("equity", pool.equity.text)
        json.member("usdtEquity", usdEquity.text)
        json.member("crossedRiskRate", crossedRiskRate)
        json.member("unrealizedPL", pool.unrealised.text)
        json.memberUnion(union)
        json.member("assetsMode", assetModeWord)
    }

    /// In the coin: in union mode all coins are available in each.
    private var available: Money {
        guard let union else { return pool.available.orZero }
        guard usdPrice > .zero else { return .zero }
        return Money(units: mulDiv(union.available.units, unitsInOne, Int128(usdPrice.units), .down))
    }

    private var crossedRiskRate: String {
        union?.riskRate ?? ratio(pool.crossMaintenanceMargin, to: pool.crossEquity, .up)
    }

    private var assetModeWord: String { (union == nil ? MarginRegime.perSymbol : .unified).assetModeWord }

    var usdEquity: Money { usd(pool.equity) }

    var usdUnrealised: Money { usd(pool.unrealised) }

    private func usd(_ amount: Money) -> Money {
        Money(units: mulDiv(amount.units, Int128(usdPrice.units), unitsInOne, .down))
    }

    var btcEquity: Money {
        guard btcPrice > .zero else { return .zero }
        return Money(units: mulDiv(usdEquity.units, unitsInOne, Int128(btcPrice.units), .down))
    }
}

/// A coin among those that back an account in union mode.
struct UnionAsset {
    private let coin: String
    private let balance: Money
    private let withdrawable: Money

    init(_ account: MarginAccountID, _ asset: AssetID, in engine: borrowing Engine) {
        coin = engine[asset].name.text
        balance = engine.wallet(account, asset)
        withdrawable = engine.withdrawable(account, asset)
    }

    func write(to json: inout JSONWriter) {
        json.member("coin", coin)
        json.member("balance", balance.text)
        json.member("available", withdrawable.text)
    }
}

extension PoolFigures {
    /// What carries the cross positions: equity less what isolated positions hold and earn.
    var crossEquity: Money { equity - isolatedMargin - isolatedUnrealised }
}
