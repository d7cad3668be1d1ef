import Desks
import Dialects
import MarginEngine
import Wire

/// What the insurance fund has of one coin, for all contracts settled in it. BYBIT-CALL-11.
struct InsurancePool: Equatable {
    let coin: String
    let symbols: [String]
    let balance: Money
    let value: Money

    /// The pools of all coins that contracts are settled in.
    static func all(of category: Category? = nil, in engine: borrowing Engine) -> [InsurancePool] {
        var pools: [InsurancePool] = []
        for asset in engine.assetIDs {
            var symbols: [String] = []
            for id in engine.instruments(of: .bybit) where engine[id].settle == asset {
                if category == nil || engine[id].payoff == category?.payoff { symbols.append(engine[id].symbol.text) }
            }
            guard !symbols.isEmpty else { continue }
            let balance = engine.insuranceFund(asset)
            let value = mulDiv(balance.units, Int128(engine.usdPrice(of: asset).units), unitsInOne, .down)
            pools.append(
                InsurancePool(
                    coin: engine[asset].name.text, symbols: symbols, balance: balance, value: Money(units: value)))
        }
        return pools
    }
}

/// `GET /v5/market/insurance`. https://bybit-exchange.github.io/docs/v5/market/insurance
struct Insurance: PublicCall {
    private let coin: String?

    init(_ parameters: Parameters) throws(ReturnCode) {
        coin = try parameters.text("coin")
    }

    func perform(on desk: inout Desk) throws(ReturnCode) -> Answer {
        let pools = InsurancePool.all(in: desk.engine).filter { coin == nil || $0.coin == coin }
        return Answer { result in
            result.member("updatedTime", "\(desk.venueTimeMs)")
            result.memberArray("list") { list in
                for pool in pools {
                    list.object { row in
                        row.member("coin", pool.coin)
                        row.member("symbols", pool.symbols.joined(separator: ","))
                        row.member("balance", pool.balance.text)
                        row.member("value", pool.value.text)
                    }
                }
            }
        }
    }
}

/// `GET /v5/market/adlAlert`. Positions are deleveraged here when the fund has nothing left, MARGIN-34, never for the
/// drawdown of a contract: its ratio is always 0, its limits are those of the page.
/// https://bybit-exchange.github.io/docs/v5/market/adl-alert
struct DeleveragingAlerts: PublicCall {
    static let (triggerRatio, threshold, stopRatio) = ("-0.3", "10000", "-0.25")

    private let symbol: String?

    init(_ parameters: Parameters) throws(ReturnCode) {
        symbol = try parameters.text("symbol")
    }

    func perform(on desk: inout Desk) throws(ReturnCode) -> Answer {
        let pools = InsurancePool.all(in: desk.engine)
        if let symbol, !pools.contains(where: { $0.symbols.contains(symbol) }) { throw .unsupportedSymbol }
        return Answer { result in
            result.member("updatedTime", "\(desk.venueTimeMs)")
            result.memberArray("list") { list in
                for pool in pools {
                    for name in pool.symbols where symbol == nil || symbol == name {
                        list.object { row in
                            row.member("coin", pool.coin)
                            row.member("symbol", name)
                            row.member("balance", pool.balance.text)
                            row.member("maxBalance", "")
                            row.member("insurancePnlRatio", Self.triggerRatio)
                            row.member("pnlRatio", "0")
                            row.member("adlTriggerThreshold", Self.threshold)
                            row.member("adlStopRatio", Self.stopRatio)
                        }
                    }
                }
            }
        }
    }
}
