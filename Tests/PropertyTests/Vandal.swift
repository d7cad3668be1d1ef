import EngineSupport
import MarginEngine
import TestSupport

/// Writes commands whose fields stand at their limits, and around them. Some fields keep a usual value, so that the
/// others get past the first guard.
struct Vandal {
    private var random: SplitMix64
    private var trader: Trader

    init(seed: UInt64) {
        random = SplitMix64(seed: seed)
        trader = Trader(seed: seed ^ 0x00FF_00FF)
    }

    mutating func next(_ engine: borrowing Engine) -> Command {
        switch random.number(0...99) {
        case 0..<20: return trader.next(engine)
        case 20..<45: return .placeOrder(order(engine))
        case 45..<52: return amend(engine)
        case 52..<60: return prices(engine)
        case 60..<64: return .deposit(account(), asset(), amount())
        case 64..<67: return .withdraw(account(), asset(), amount())
        case 67..<68: return random.flag() ? .repay(account(), repayment(), converting: random.flag()) : loan()
        case 68..<69: return .transfer(from: account(), to: account(), asset(), amount())
        case 69..<71: return .fundInsurance(asset(), amount())
        case 71..<74: return .adjustMargin(account(), instrument(), random.positionSide(), amount())
        case 74..<79: return .setLeverage(account(), instrument(), leverages())
        case 79..<83: return .setSymbolMarginMode(account(), instrument(), random.marginMode(), leverage: leverage())
        case 83: return .setAccountMarginMode(account(), random.marginMode())
        case 84: return .setMarginRegime(account(), random.flag() ? .unified : .perSymbol)
        case 85..<87: return .setFundingRate(instrument(), Rate(units: random.edge(near: 375_000)))
        case 87..<89: return .advance(toMs: random.timeEdge(engine.timeMs))
        case 89..<91: return .cancelOrder(account(), OrderID(number: number(near: 5)))
        case 91..<93: return .setPositionMode(account(), scope(), random.flag() ? .oneWay : .hedge)
        case 93..<95: return .openAccount(uid: number(near: 12), family: .ztdx, generation: .only)
        case 95: return setting()
        case 96..<97: return listing()
        case 97..<98: return terms(engine)
        case 98..<99: return .listAsset(random.text(), collateral: collateral())
        default: return stops(engine)
        }
    }

    /// A venue time at which a command could come.
    mutating func timeMs(after nowMs: Int64) -> Int64 { random.timeEdge(nowMs) }

    private mutating func setting() -> Command {
        switch random.number(0...4) {
        case 4: .setAccountKind(uid: number(near: 21), random.flag() ? .copyTrader : .standard)
        case 0: .setCollateralSwitch(account(), asset(), random.flag())
        case 1: .setCollateralLimit(asset(), random.pick(CollateralLimit.allCases))
        default: .setAutoAddMargin(account(), instrument(), random.positionSide(), random.flag())
        }
    }

    // MARK: What is named

    private mutating func account() -> MarginAccountID {
        random.chance(90)
            ? (random.chance(10) ? random.pick(Universe.funding) : Universe.account(random.number(0...10)))
            : MarginAccountID(index: Int32(truncatingIfNeeded: random.edge(near: 17)))
    }

    private mutating func instrument() -> InstrumentID {
        random.chance(90)
            ? InstrumentID(index: UInt16(random.number(0...9)))
            : InstrumentID(index: UInt16(truncatingIfNeeded: random.edge(near: 4)))
    }

    private mutating func asset() -> AssetID {
        let index = random.chance(90) ? random.number(0...3) : random.edge(near: 8)
        return AssetID(index: UInt8(truncatingIfNeeded: index))
    }

    private mutating func number(near usual: Int64) -> UInt64 { UInt64(bitPattern: random.edge(near: usual)) }

    private mutating func amount() -> Money { Money(units: random.wideEdge(near: 1_000_000_000_000)) }

    private mutating func leverage() -> Leverage? { random.chance(20) ? nil : random.leverageEdge() }

    private mutating func leverages() -> LeverageChange {
        LeverageChange(cross: leverage(), isolatedLong: leverage(), isolatedShort: leverage())
    }

    private mutating func scope() -> PositionModeScope {
        switch random.number(0...2) {
        case 0: .instrument(instrument())
        case 1: .idleSettled(asset())
        default: .every(random.flag() ? asset() : nil)
        }
    }

    private mutating func repayment() -> RepaymentScope {
        random.chance(30) ? .all : .asset(asset(), random.chance(30) ? nil : amount())
    }

    private mutating func loan() -> Command {
        let rate = Rate(units: random.edge(near: 100_000_000))
        return .setLoanTerms(
            asset(),
            LoanTerms(
                hourlyRate: InterestRate(units: random.edge(near: 10_000_000_000_000_000)), maxAmount: amount(),
                freeLimit: amount(), conversionLimit: amount(), conversionOrder: 0,
                tiers: (0..<random.number(0...9)).map { _ in
                    LoanTier(limit: amount(), maintenanceRate: rate, initialRate: rate)
                }))
    }

    // MARK: Orders

    private mutating func order(_ engine: borrowing Engine) -> NewOrder {
        let account = account()
        let instrument = instrument()
        var order = trader.order(engine, account, instrument, random.side())
        guard Int(instrument.index) < engine.instrumentCount else { return order }
        let row = engine[instrument]
        if order.kind == .limit { order.price = price(row) }
        if random.chance(60) { order.quantity = quantity(row) }
        if random.chance(6) { order.takeProfit = stop(row) }
        if random.chance(6) {
            order.trigger = Trigger(price: price(row), kind: .last, direction: random.flag() ? .rising : .falling)
        }
        return order
    }

    private mutating func stop(_ row: Instrument) -> PositionStop {
        PositionStop(
            price: price(row), kind: .mark, quantity: random.flag() ? .zero : quantity(row),
            limit: random.flag() ? .zero : price(row))
    }

    private mutating func price(_ row: Instrument) -> Price {
        let tick = row.tick.units
        let usual = [row.minPrice.units, row.maxPrice.units, row.mark.units, row.tick.units]
        let near = random.pick(usual)
        return Price(units: random.chance(70) ? near / tick * tick : random.edge(near: near))
    }

    private mutating func quantity(_ row: Instrument) -> Quantity {
        let step = row.step.units
        let usual = [
            row.minQuantity.units, row.maxLimitQuantity.units, row.maxMarketQuantity.units, row.maxOpenInterest.units,
            step, row.maxOpenInterest.units - row.openInterest.units,
        ]
        let near = random.pick(usual)
        return Quantity(units: random.chance(70) ? near / step * step : random.edge(near: near))
    }

    private mutating func amend(_ engine: borrowing Engine) -> Command {
        let all = Laws.marginAccounts(engine).flatMap { engine.pendingOrders(of: $0) }
        guard let order = all.randomElement(using: &random) else {
            return .amendOrder(account(), OrderID(number: .max), price: .zero, quantity: .zero, trigger: .zero)
        }
        let row = engine[order.instrument]
        return .amendOrder(
            order.marginAccount, order.id, price: random.flag() ? price(row) : nil,
            quantity: random.flag() ? quantity(row) : nil, trigger: random.chance(20) ? price(row) : nil,
            triggerKind: random.chance(20) ? .index : nil,
            takeProfit: random.chance(20) ? .set(stop(row)) : .keep, stopLoss: random.chance(10) ? .remove : .keep)
    }

    private mutating func stops(_ engine: borrowing Engine) -> Command {
        let instrument = InstrumentID(index: UInt16(random.number(0...3)))
        let row = engine[instrument]
        let trail = TrailingStop(
            random.flag() ? .distance(price(row)) : .rate(Rate(units: random.pick([0, 1, 99_999_999, .max]))),
            activation: random.flag() ? price(row) : nil, quantity: random.flag() ? quantity(row) : .zero)
        return .setPositionStops(
            account(), instrument, random.positionSide(), takeProfit: random.chance(70) ? .set(stop(row)) : .keep,
            stopLoss: .keep, trailing: random.flag() ? .set(trail) : .keep)
    }

    private mutating func prices(_ engine: borrowing Engine) -> Command {
        let instrument = instrument()
        guard Int(instrument.index) < engine.instrumentCount else {
            return .setPrices(instrument, mark: Price(units: random.edge()), index: Price(units: random.edge()))
        }
        let row = engine[instrument]
        return .setPrices(instrument, mark: mark(row), index: mark(row))
    }

    private mutating func mark(_ row: Instrument) -> Price {
        let near = random.pick([row.minPrice.units, row.maxPrice.units, row.mark.units, row.mark.units])
        let step = row.markStep.units
        return Price(units: random.chance(80) ? near / step * step : random.edge(near: near))
    }

    // MARK: Definitions

    private mutating func listing() -> Command {
        let name = random.chance(70) ? "X\(random.number(0...99))" : random.text()
        var row =
            random.flag()
            ? Universe.linear(name, "BTC", "USDT", start: 60_000, step: 100_000, random.flag())
            : Universe.inverse(name, "BTC", start: 60_000, random.flag())
        for _ in 0..<random.number(0...3) { spoil(&row) }
        return .listInstrument(row)
    }

    private mutating func spoil(_ row: inout InstrumentDefinition) {
        switch random.number(0...19) {
        case 0: row.tick = Price(units: random.edge(near: row.tick.units))
        case 1: row.markStep = Price(units: random.edge(near: row.markStep.units))
        case 2: row.step = Quantity(units: random.edge(near: row.step.units))
        case 3: row.minPrice = Price(units: random.edge(near: row.minPrice.units))
        case 4: row.maxPrice = Price(units: random.edge(near: row.maxPrice.units))
        case 5: row.minQuantity = Quantity(units: random.edge(near: row.minQuantity.units))
        case 6: row.maxLimitQuantity = Quantity(units: random.edge(near: row.maxLimitQuantity.units))
        case 7: row.maxMarketQuantity = Quantity(units: random.edge(near: row.maxMarketQuantity.units))
        case 8: row.minNotional = Money(units: random.wideEdge(near: row.minNotional.units))
        case 9: row.maxOpenInterest = Quantity(units: random.edge(near: row.maxOpenInterest.units))
        case 10: row.priceLimitRatio = Rate(units: random.edge(near: row.priceLimitRatio.units))
        case 11: row.fundingIntervalMs = random.edge(near: random.flag() ? 60_000 : 604_800_000)
        case 12: row.fundingRateCap = Rate(units: random.edge(near: row.fundingRateCap.units))
        case 13: row.fundingRate = Rate(units: random.edge(near: row.fundingRate.units))
        case 14: row.startPrice = Price(units: random.edge(near: row.startPrice.units))
        case 15: row.base = random.text()
        case 16: row.quote = random.text()
        case 17: row.settle = random.text()
        default: stretch(&row)
        }
    }

    /// The widest range of prices with an open interest that fits 2^70 units of value, or the greatest open interest.
    private mutating func stretch(_ row: inout InstrumentDefinition) {
        row.payoff = .linear
        row.priceLimitRatio = .one
        row.minNotional = .zero
        row.step = Quantity(units: 100_000_000)
        row.minQuantity = row.step
        if random.flag() {
            row.minPrice = row.tick
            row.maxPrice = Price(units: random.pick([.max, 1 << 59 | 1, 1 << 59, 1 << 59]))
            let step = max(row.markStep.units, 1)
            row.startPrice = Price(units: row.maxPrice.units / step * step)
            row.maxOpenInterest = Quantity(units: 1 << 37)
        } else {
            row.tick = Price(units: 1)
            row.markStep = row.tick
            row.minPrice = row.tick
            row.maxPrice = Price(units: 1_000)
            row.startPrice = Price(units: random.number(1...1_000))
            row.maxOpenInterest = Quantity(units: random.pick([.max, 1 << 61 | 1, 1 << 61, 1 << 61]))
        }
        row.maxLimitQuantity = row.maxOpenInterest
        row.maxMarketQuantity = row.maxOpenInterest
    }

    private mutating func terms(_ engine: borrowing Engine) -> Command {
        let symbols = Laws.instruments(engine).map { engine[$0].symbol.text }
        let families = AccountFamily.allCases
        var row = Universe.terms(
            random.pick(symbols), random.pick(families), taker: 60_000, maker: 20_000,
            scale: 60_000)
        row.tiers[3].limit = Money(units: 1 << 70)
        guard random.chance(40) else { return .setContractTerms(row) }
        switch random.number(0...6) {
        case 0: row.takerFee = Rate(units: random.edge(near: 10_000_000))
        case 1: row.makerFee = Rate(units: random.edge(near: -60_000))
        case 2: row.defaultLeverage = random.leverageEdge()
        case 3: row.maxLeverage = random.leverageEdge()
        case 4: row.tiers = []
        case 5: row.tiers = Array(repeating: row.tiers[0], count: Int(random.number(1...70)))
        default:
            let number = Int(random.number(0...3))
            row.tiers[number].limit = Money(units: random.wideEdge())
            row.tiers[number].maintenanceRate = Rate(units: random.edge(near: 99_999_999))
            row.tiers[number].maxLeverage = random.leverageEdge()
        }
        return .setContractTerms(row)
    }

    private mutating func collateral() -> [CollateralStep] {
        (0..<random.number(0...18)).map { _ in
            CollateralStep(
                limit: random.chance(20) ? nil : Money(units: random.wideEdge()), ratio: Rate(units: random.edge()))
        }
    }
}
