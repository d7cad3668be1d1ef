import MarginEngine
import Wire

extension JSONWriter {
    /// All that a margin account has: regime, mode, balances, figures, holdings, positions, open orders.
    mutating func writeMarginAccount(_ wallet: String, _ account: MarginAccountID, _ engine: borrowing Engine) {
        let regime = engine.regime(of: account)
        member("wallet", wallet)
        member("regime", regime.word)
        if regime == .unified {
            member("mode", engine.mode(of: account).word)
            memberObject("unified") { $0.write(engine.unified(account)) }
        } else {
            memberNull("mode")
            memberNull("unified")
        }
        memberArray("pools") { list in
            for asset in engine.assetIDs {
                list.object { row in
                    row.write(engine.pool(account, asset), engine[asset].name.text)
                    row.member("isCollateral", engine.isCollateral(account, asset))
                }
            }
        }
        memberArray("holdings") { list in
            for holding in engine.holdings(of: account) { list.object { $0.write(holding, engine) } }
        }
        memberArray("orders") { list in
            for order in engine.openOrders(of: account) { list.object { $0.write(order, engine) } }
        }
    }

    private mutating func write(_ figures: UnifiedFigures) {
        member("totalEquity", figures.totalEquity.text)
        member("totalWallet", figures.totalWallet.text)
        member("totalUnrealised", figures.totalUnrealised.text)
        member("marginBalance", figures.marginBalance.text)
        member("initialMargin", figures.initialMargin.text)
        member("orderMargin", figures.orderMargin.text)
        member("maintenanceMargin", figures.maintenanceMargin.text)
        member("available", figures.available.text)
    }

    private mutating func write(_ pool: PoolFigures, _ asset: String) {
        member("asset", asset)
        member("wallet", pool.wallet.text)
        member("equity", pool.equity.text)
        member("unrealised", pool.unrealised.text)
        member("isolatedMargin", pool.isolatedMargin.text)
        member("crossInitialMargin", pool.crossInitialMargin.text)
        member("maintenanceMargin", pool.maintenanceMargin.text)
        member("orderMargin", pool.orderMargin.text)
        member("available", pool.available.text)
    }

    private mutating func write(_ holding: Holding, _ engine: borrowing Engine) {
        member("symbol", engine[holding.instrument].symbol.text)
        member("mode", engine.mode(of: holding).word)
        member("positionMode", holding.positionMode.word)
        member("crossLeverage", holding.crossLeverage.text)
        member("isolatedLongLeverage", holding.isolatedLongLeverage.text)
        member("isolatedShortLeverage", holding.isolatedShortLeverage.text)
        memberArray("positions") { list in
            for side in PositionSide.allCases {
                guard let figures = engine.position(holding.marginAccount, holding.instrument, side) else { continue }
                list.object { $0.write(figures) }
            }
        }
    }

    mutating func write(_ figures: PositionFigures) {
        member("side", figures.side.word)
        member("size", figures.position.size.text)
        member("entryValue", figures.position.entryValue.amount(to: figures.side.opening).text)
        member("averagePrice", figures.averagePrice.text)
        member("value", figures.value.text)
        member("unrealised", figures.unrealised.text)
        member("leverage", figures.leverage.text)
        member("margin", figures.margin.text)
        member("initialMargin", figures.initialMargin.text)
        member("maintenanceMargin", figures.maintenanceMargin.text)
        member("realised", figures.position.realised.text)
        member("addsMarginAutomatically", figures.position.addsMarginAutomatically)
        member("tier", figures.tier)
        member("liquidationPrice", figures.liquidationPrice)
        member("bankruptcyPrice", figures.bankruptcyPrice)
    }

    private mutating func write(_ order: Order, _ engine: borrowing Engine) {
        member("number", order.id.number)
        member("clientOrderID", order.clientOrderID.text)
        member("symbol", engine[order.instrument].symbol.text)
        member("side", order.side.word)
        member("price", order.price.text)
        member("quantity", order.quantity.text)
        member("filled", order.filled.text)
        member("reduceOnly", order.reduceOnly)
        member("createdMs", order.createdMs)
    }

    private mutating func member(_ name: StaticString, _ price: Price?) {
        if let price { member(name, price.text) } else { memberNull(name) }
    }
}

extension Leverage {
    fileprivate var text: String { DecimalText.write(units: Int64(hundredths) * 1_000_000) }
}
