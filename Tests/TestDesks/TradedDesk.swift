public import Desks
import EngineSupport
public import MarginEngine

/// A desk with one instrument and two accounts that have traded for a while.
public enum TradedDesk {
    private static let market = InstrumentID(index: 0)
    private static let bitget = MarginAccountID(index: 4)

    /// As it is after ten minutes, its clock stopped.
    public static func make() -> Desk {
        var desk = Desk()
        desk.wallMs = 1_700_000_000_000
        for command in genesis { _ = desk.apply(command) }
        desk.apply(.addKey(APIKey(key: "first", uid: 11, sealedSecret: [1, 2], sealedPassphrase: [])))
        desk.apply(
            .addKey(
                APIKey(
                    key: "second", uid: 21, sealedSecret: [3], sealedPassphrase: [4], isReadOnly: true,
                    addresses: ["::1"], expiresMs: 9)))
        desk.apply(.nameAccount(uid: 21, "desk two"))
        for minute in Int64(1)...10 {
            for command in trades(minute) { _ = desk.apply(command) }
            desk.wallMs += 45_000
        }
        desk.apply(.setClock(.frozen))
        desk.clearApplied()
        return desk
    }

    /// Opens at one price and closes at another; the mark moves with the minute.
    public static func trades(_ minute: Int64) -> [Command] {
        let mark = Price(units: (10_000 + minute % 7 * 10) * 100_000_000)
        return [
            .setPrices(market, mark: mark, index: mark),
            .placeOrder(order(.buy, .long)), .placeOrder(order(.sell, .long)),
            .setFundingRate(market, Rate(units: minute * 100)),
        ]
    }

    private static func order(_ side: Side, _ target: PositionTarget) -> NewOrder {
        NewOrder(
            marginAccount: bitget, instrument: market, side: side, target: target, kind: .market,
            timeInForce: .immediateOrCancel, quantity: Quantity(units: 10_000_000))
    }

    private static let genesis: [Command] = [
        .listAsset("USDT", collateral: []),
        .listInstrument(
            .linear("BTCUSDT", "BTC", tick: Price(units: 100_000_000), start: 10_000) {
                $0.markStep = $0.tick
                $0.maxLimitQuantity = Quantity(units: 100_000_000_000)
                $0.maxMarketQuantity = Quantity(units: 100_000_000_000)
                $0.minNotional = .zero
                $0.fundingRateCap = .one
                $0.bookOnly = false
            }),
        .setContractTerms(
            ContractTermsDefinition(
                symbol: "BTCUSDT", family: .bitget, takerFee: Rate(units: 60_000), makerFee: Rate(units: 20_000),
                defaultLeverage: Leverage(10), maxLeverage: Leverage(100),
                tiers: [
                    RiskTierDefinition(
                        limit: Money(units: 100_000_000_000_000), maintenanceRate: Rate(units: 500_000),
                        maxLeverage: Leverage(100))
                ])),
        .openAccount(uid: 11, family: .bybit, generation: .uta2),
        .openAccount(uid: 21, family: .bitget, generation: .only),
        .deposit(bitget, AssetID(index: 0), Money(units: 10_000_000_000_000)),
        .setSymbolMarginMode(bitget, market, .isolated, leverage: nil),
    ]
}
