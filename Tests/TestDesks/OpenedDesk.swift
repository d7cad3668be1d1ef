public import Desks
import EngineSupport
public import MarginEngine

extension Desk {
    /// Lists one contract, quoted by the house, and opens two accounts with 100,000 USDT each.
    public mutating func open() {
        let commands: [Command] = [
            .listAsset("USDT", collateral: []),
            .listInstrument(
                .linear("BTCUSDT", "BTC") {
                    $0.maxLimitQuantity = Quantity(units: 10_000_000_000)
                    $0.maxMarketQuantity = Quantity(units: 10_000_000_000)
                    $0.minNotional = .zero
                    $0.fundingRate = Rate(units: 10_000)
                    $0.bookOnly = false
                }),
            .setContractTerms(
                ContractTermsDefinition(
                    symbol: "BTCUSDT", family: .bitget, takerFee: Rate(units: 60_000), makerFee: Rate(units: 20_000),
                    defaultLeverage: Leverage(10), maxLeverage: Leverage(100),
                    tiers: [
                        RiskTierDefinition(
                            limit: Money(units: 1_000_000_000_000_000), maintenanceRate: Rate(units: 400_000),
                            maxLeverage: Leverage(100))
                    ])),
            .openAccount(uid: 1, family: .bitget, generation: .only),
            .openAccount(uid: 2, family: .bitget, generation: .only),
        ]
        for command in commands { _ = apply(command) }
        for uid: UInt64 in [1, 2] {
            _ = apply(.deposit(main(uid), AssetID(index: 0), Money(units: 10_000_000_000_000)))
        }
    }

    /// The margin account of a login; the house's for one that is not open.
    public func main(_ uid: UInt64) -> MarginAccountID {
        engine[engine.account(uid: uid) ?? AccountID(index: 0)].main
    }

    /// A market order for whole thousandths of a coin.
    public func market(_ uid: UInt64, _ side: Side, thousandths: Int64, closing: Bool = false) -> Command {
        let target: PositionTarget = (side == .buy) != closing ? .long : .short
        return .placeOrder(
            NewOrder(
                marginAccount: main(uid), instrument: InstrumentID(index: 0), side: side, target: target, kind: .market,
                timeInForce: .immediateOrCancel, quantity: Quantity(units: thousandths * 100_000)))
    }
}
