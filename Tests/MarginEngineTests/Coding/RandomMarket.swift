import MarginEngine
import TestSupport

/// A venue of every family and payoff, and somebody who trades in it without plan: the same seed, the same commands.
struct RandomMarket {
    private var random: SplitMix64
    /// Those that trade; each but the last has a funding wallet behind it, the second after its other one.
    private let accounts = [Int32(2), 4, 5, 7, 9, 11, 13].map(MarginAccountID.init(index:))
    static let marginAccounts = (Int32(2)...13).map(MarginAccountID.init(index:))
    private let instruments = (UInt16(0)...2).map(InstrumentID.init(index:))

    init(seed: UInt64) { random = SplitMix64(seed: seed) }

    static var genesis: [Command] { listings + contractTerms + accounts + deposits }

    private static let listings: [Command] = [
        .advance(toMs: 1_700_000_000_000),
        .listAsset("USDT", collateral: []),
        .listAsset(
            "BTC",
            collateral: [
                CollateralStep(limit: money(1), ratio: Rate(units: 95_000_000)),
                CollateralStep(limit: nil, ratio: Rate(units: 80_000_000)),
            ]),
        .listInstrument(instrument("BTCUSDT", .linear, settle: "USDT", step: 100_000)),
        .listInstrument(instrument("ETHUSDT", .linear, settle: "USDT", step: 1_000_000)),
        .listInstrument(instrument("BTCUSD", .inverse, settle: "BTC", step: 100_000_000)),
        .fundInsurance(AssetID(index: 0), money(3_000)),
    ]

    private static var contractTerms: [Command] {
        var commands: [Command] = []
        for symbol in ["BTCUSDT", "ETHUSDT", "BTCUSD"] {
            for family in [AccountFamily.ztdx, .bybit, .bitget] {
                commands.append(.setContractTerms(terms(symbol, family)))
            }
        }
        return commands
    }

    private static let accounts: [Command] = [
        .openAccount(uid: 11, family: .bybit, generation: .uta2),
        .openAccount(uid: 12, family: .bybit, generation: .uta1),
        .openAccount(uid: 13, family: .bybit, generation: .classic),
        .openAccount(uid: 21, family: .bitget, generation: .only),
        .openAccount(uid: 22, family: .bitget, generation: .only),
        .openAccount(uid: 31, family: .ztdx, generation: .only),
    ]

    private static var deposits: [Command] {
        marginAccounts.flatMap { account -> [Command] in
            [
                .deposit(account, AssetID(index: 0), money(2_000)), .deposit(account, AssetID(index: 1), money(1)),
            ]
        }
    }

    /// A command that has a chance in this state.
    mutating func next(_ engine: borrowing Engine) -> Command {
        let account = random.pick(accounts)
        let instrument = random.pick(instruments)
        switch random.below(20) {
        case 0..<8: return .placeOrder(order(account, engine[instrument], instrument, engine))
        case 8:
            let id = OrderID(number: random.pick(engine.openOrders(of: account).map(\.id.number) + [1]))
            return .amendOrder(account, id, price: price(engine[instrument], reach: 40), quantity: nil, trigger: nil)
        case 9: return .cancelOrder(account, OrderID(number: random.below(300)))
        case 10: return .advance(toMs: engine.timeMs + Int64(random.below(20_000_000)))
        case 11..<14:
            let mark = price(engine[instrument], reach: 900)
            return .setPrices(instrument, mark: mark, index: mark)
        case 14: return .setSymbolMarginMode(account, instrument, random.pick([.isolated, .cross]), leverage: nil)
        case 15: return .setAccountMarginMode(account, random.pick(MarginMode.allCases))
        case 16:
            let leverage = Leverage(Int32(random.below(50)) + 1)
            return .setLeverage(account, instrument, LeverageChange(cross: leverage, isolatedLong: leverage))
        case 17: return .setPositionMode(account, .instrument(instrument), random.pick([.oneWay, .hedge]))
        case 18:
            let stop = PositionStop(price: price(engine[instrument], reach: 200), kind: random.pick([.mark, .last]))
            return .setPositionStops(
                account, instrument, random.pick(PositionSide.allCases), takeProfit: .set(stop), stopLoss: .keep)
        default:
            switch random.below(6) {
            case 0: return .setBookOnly(instrument, random.below(2) == 0)
            case 1: return .setCollateralSwitch(account, AssetID(index: 1), random.below(2) == 0)
            case 3:
                let (from, to) = (random.pick(Self.marginAccounts), random.pick(Self.marginAccounts))
                return .transfer(from: from, to: to, AssetID(index: 0), Self.money(1))
            case 2: return .setCollateralLimit(AssetID(index: 1), random.pick(CollateralLimit.allCases))
            default: return .adjustMargin(account, instrument, random.pick(PositionSide.allCases), Self.money(1))
            }
        }
    }

    private mutating func order(
        _ account: MarginAccountID, _ row: Instrument, _ instrument: InstrumentID, _ engine: borrowing Engine
    ) -> NewOrder {
        let isHedge = engine.holding(account, instrument).positionMode == .hedge
        let side: Side = random.pick([.buy, .sell])
        let kind: OrderKind = random.below(3) == 0 ? .market : .limit
        let lots = Int64(random.below(60)) + 1
        let watched = price(row, reach: 150)
        let trigger = Trigger(price: watched, kind: .mark, direction: watched > row.mark ? .rising : .falling)
        return NewOrder(
            marginAccount: account, instrument: instrument, side: side,
            target: isHedge ? random.pick([.long, .short]) : .net, kind: kind,
            timeInForce: kind == .market ? .immediateOrCancel : random.pick([.goodTillCancelled, .postOnly]),
            quantity: Quantity(units: lots * row.step.units * (row.payoff == .inverse ? 100 : 10)),
            price: kind == .market ? .zero : price(row, reach: 60), reduceOnly: !isHedge && random.below(5) == 0,
            clientOrderID: InlineText(random.below(4) == 0 ? "label-\(random.below(20))" : "") ?? .empty,
            trigger: random.below(5) == 0 ? trigger : nil,
            takeProfit: random.below(6) == 0 ? PositionStop(price: watched, kind: .mark) : nil)
    }

    /// A price near the mark, `reach` hundredths of a percent away at most, so that levels are shared.
    private mutating func price(_ row: Instrument, reach: UInt64) -> Price {
        let away = Int64(random.below(2 * reach + 1)) - Int64(reach)
        let units = max(row.mark.units / 10_000 * (10_000 + away), 10 * row.tick.units)
        return Price(units: min(units / row.tick.units * row.tick.units, row.maxPrice.units))
    }

    private static func instrument(
        _ symbol: String, _ payoff: Payoff, settle: String, step: Int64
    ) -> InstrumentDefinition {
        InstrumentDefinition(
            symbol: symbol, payoff: payoff, base: symbol.hasPrefix("BTC") ? "BTC" : "ETH",
            quote: payoff == .linear ? "USDT" : "USD", settle: settle, tick: Price(units: 1_000_000_000),
            markStep: Price(units: 1_000_000_000), step: Quantity(units: step), minPrice: Price(units: 10_000_000_000),
            maxPrice: Price(units: 100_000_000_000_000), minQuantity: Quantity(units: step),
            maxLimitQuantity: Quantity(units: step * 1_000_000), maxMarketQuantity: Quantity(units: step * 1_000_000),
            minNotional: .zero, maxOpenInterest: Quantity(units: step * 10_000_000), priceLimitRatio: .one,
            fundingIntervalMs: 28_800_000, fundingRateCap: Rate(units: 1_000_000), fundingRate: Rate(units: 30_000),
            startPrice: Price(units: 1_000_000_000_000), bookOnly: false)
    }

    private static func terms(_ symbol: String, _ family: AccountFamily) -> ContractTermsDefinition {
        ContractTermsDefinition(
            symbol: symbol, family: family, takerFee: Rate(units: 55_000), makerFee: Rate(units: -10_000),
            defaultLeverage: Leverage(20), maxLeverage: Leverage(100),
            tiers: [
                RiskTierDefinition(
                    limit: money(30_000), maintenanceRate: Rate(units: 500_000), maxLeverage: Leverage(100)),
                RiskTierDefinition(
                    limit: money(900_000), maintenanceRate: Rate(units: 2_500_000), maxLeverage: Leverage(20)),
            ])
    }

    static func money(_ coins: Int64) -> Money { Money(units: Int128(coins) * 100_000_000) }
}

extension SplitMix64 {
    mutating func below(_ bound: UInt64) -> UInt64 { next() % bound }

    mutating func pick<Value>(_ values: [Value]) -> Value { values[Int(below(UInt64(values.count)))] }
}
