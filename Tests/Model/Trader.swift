import EngineSupport
import MarginEngine
import TestSupport

/// Writes a stream of plausible commands by looking at the model: the same seed, the same stream.
struct Trader {
    var random: SplitMix64
    /// What is left of a scenario that was begun; a step is asked for its command when its turn comes.
    var pending: [Step] = []
    /// How far a mark moves in one command, in 1e-4.
    let volatility: Int64
    /// Filling a margin account with orders, or the venue with assets, makes all else slow; few streams do.
    let fillsOrders: Bool
    let fillsAssets: Bool
    private var isFirst = true

    init(seed: UInt64) {
        random = SplitMix64(seed: seed ^ 0xC0FF_EE00)
        volatility = random.pick([5, 30, 100, 400, 1_500])
        fillsOrders = seed % 50 == 7
        fillsAssets = seed % 50 == 9
    }

    mutating func next(_ model: ModelVenue) -> Command {
        if isFirst, fillsOrders { pending = manyOrders(model).map(Step.command) }
        isFirst = false
        if pending.isEmpty, random.chance(10) { pending = scenario(model) }
        while !pending.isEmpty {
            if let command = command(pending.removeFirst(), model) { return command }
        }
        switch random.number(0...99) {
        case 0..<36: return place(model)
        case 36..<44: return amend(model)
        case 44..<48: return cancel(model)
        case 48..<57: return movePrices(model)
        case 57..<65: return switchAccount(model)
        case 65..<71: return switchSymbol(model)
        case 71..<77: return adjust(model)
        case 77..<81: return .setLeverage(id(account(model)), id(instrument: instrument(model)), leverages())
        case 81..<84:
            return .setPositionMode(id(account(model)), positionModeScope(model), random.flag() ? .oneWay : .hedge)
        case 84..<87: return money(model)
        case 87: return switchCollateral(model)
        case 88..<93: return stops(model)
        default: return venue(model)
        }
    }

    // MARK: Whom and what

    func id(_ account: Int) -> MarginAccountID { MarginAccountID(index: Int32(account)) }

    func id(instrument: Int) -> InstrumentID { InstrumentID(index: UInt16(instrument)) }

    mutating func account(_ model: ModelVenue) -> Int {
        if random.chance(2) { return Int(random.number(-1...20)) }
        return random.pick(Trader.trading(model))
    }

    /// The places of accounts that trade.
    static func trading(_ model: ModelVenue) -> [Int] {
        model.accounts.indices.filter { !model.isVenueOwned($0) && !model.accounts[$0].isFunding }
    }

    mutating func instrument(_ model: ModelVenue) -> Int {
        Int(random.number(0...Int64(model.instruments.count - (random.chance(2) ? 0 : 1))))
    }

    mutating func asset() -> AssetID { AssetID(index: UInt8(random.number(0...(random.chance(4) ? 8 : 3)))) }

    mutating func openHolding(_ model: ModelVenue) -> ModelHolding? {
        let open = model.holdings.filter { $0.hasPosition && $0.account > ModelVenue.insurance }
        return open.isEmpty ? nil : random.pick(open)
    }

    func definition(_ model: ModelVenue, _ instrument: Int) -> InstrumentDefinition {
        model.instruments[min(instrument, model.instruments.count - 1)].definition
    }

    func units(_ exact: Rational) -> Int64 { Int64(clamping: exact.units ?? 0) }

    // MARK: Orders

    /// Most often of an account that trades the instrument.
    private mutating func place(_ model: ModelVenue) -> Command {
        let instrument = instrument(model)
        var account = account(model)
        for _ in 0..<2 where model.accounts.indices.contains(account) {
            if model.terms(instrument, model.accounts[account].family) == nil { account = self.account(model) }
        }
        return .placeOrder(order(model, account, instrument, random.side()))
    }

    mutating func order(
        _ model: ModelVenue, _ account: Int, _ instrument: Int, _ side: Side
    ) -> NewOrder {
        let isKnown = model.accounts.indices.contains(account) && model.instruments.indices.contains(instrument)
        let isHedge = isKnown && model.holding(account, instrument).positionMode == .hedge
        let named = isHedge != random.chance(3)
        let kind: OrderKind = random.chance(35) ? .market : .limit
        let times: [TimeInForce] = [.goodTillCancelled, .goodTillCancelled, .goodTillCancelled, .immediateOrCancel]
        let isConditional = random.chance(12)
        return NewOrder(
            marginAccount: id(account), instrument: id(instrument: instrument), side: side,
            target: named ? ((side == .buy) == random.chance(65) ? .long : .short) : .net, kind: kind,
            timeInForce: random.pick(times + [.fillOrKill, .postOnly]), quantity: quantity(model, instrument),
            price: kind == .market ? .zero : price(model, instrument, side), reduceOnly: random.chance(18),
            clientOrderID: name(),
            marginMode: random.chance(10) ? random.pick(MarginMode.allCases) : nil,
            trigger: isConditional ? trigger(model, instrument) : nil,
            trail: random.chance(isConditional ? 3 : 4) ? trail(model, instrument, side) : nil,
            selfTrade: random.pick([.none, .none, .none, .cancelMaker, .cancelTaker, .cancelBoth]),
            takeProfit: random.chance(10) ? stop(model, instrument, isAbove: side == .buy) : nil,
            stopLoss: random.chance(10) ? stop(model, instrument, isAbove: side == .sell) : nil)
    }

    mutating func quantity(_ model: ModelVenue, _ instrument: Int) -> Quantity {
        let definition = definition(model, instrument)
        if random.chance(4) { return Quantity(units: definition.step.units * random.number(1...4)) }
        let most: Int64 = random.pick([20, 200, 2_000, random.chance(40) ? 25_000 : 600])
        let units =
            random.number((random.chance(3) ? 0 : 1)...most) * definition.step.units
            * (definition.payoff == .inverse ? 100 : 1)
        return Quantity(units: random.chance(1) ? units + 1 : units)
    }

    mutating func price(_ model: ModelVenue, _ instrument: Int, _ side: Side) -> Price {
        let definition = definition(model, instrument)
        let mark = units(model.instruments[min(instrument, model.instruments.count - 1)].mark)
        let tick = definition.tick.units
        let far = mark / tick / 12
        let away = random.chance(60) ? random.number(-8...12) : random.number(-far / 4...far)
        if random.chance(1) { return Price(units: random.pick([definition.maxPrice.units + tick, tick])) }
        let units = mark / tick * tick + (side == .buy ? -away : away) * tick
        return Price(units: random.chance(1) ? units + 1 : units)
    }

    mutating func priceKind() -> PriceKind { random.pick([.mark, .last, .index]) }

    mutating func trigger(_ model: ModelVenue, _ instrument: Int) -> Trigger {
        let isRising = random.flag()
        let side: Side = isRising != random.chance(6) ? .sell : .buy
        return Trigger(
            price: price(model, instrument, side), kind: priceKind(), direction: isRising ? .rising : .falling)
    }

    mutating func stop(_ model: ModelVenue, _ instrument: Int, isAbove: Bool) -> PositionStop {
        let side: Side = isAbove != random.chance(8) ? .sell : .buy
        return PositionStop(
            price: price(model, instrument, side), kind: priceKind(),
            quantity: random.chance(30) ? quantity(model, instrument) : .zero,
            limit: random.chance(30) ? price(model, instrument, side) : .zero)
    }

    mutating func amend(_ model: ModelVenue) -> Command {
        let own = model.orders.filter { $0.account > ModelVenue.insurance }
        guard !own.isEmpty, random.chance(96) else {
            return .amendOrder(
                id(account(model)), OrderID(number: random.next() % 100), price: nil, quantity: nil, trigger: nil)
        }
        let order = random.pick(own)
        let filled = Quantity(units: units(order.filled))
        let new: Quantity? =
            random.chance(10) ? filled : (random.chance(60) ? quantity(model, order.instrument) : nil)
        return .amendOrder(
            id(random.chance(97) ? order.account : account(model)), OrderID(number: order.id),
            price: random.chance(60) ? price(model, order.instrument, order.side) : nil, quantity: new,
            trigger: order.isWaiting && random.chance(60) ? price(model, order.instrument, random.side()) : nil,
            triggerKind: order.isWaiting && random.chance(20) ? priceKind() : nil,
            takeProfit: random.chance(20) ? change(model, order.instrument, isAbove: order.side == .buy) : .keep,
            stopLoss: random.chance(20) ? change(model, order.instrument, isAbove: order.side == .sell) : .keep)
    }

    mutating func cancel(_ model: ModelVenue) -> Command {
        let own = model.orders.filter { $0.account > ModelVenue.insurance }
        if own.isEmpty || random.chance(15) {
            let based = OrderScope.based(InlineText(random.pick(["BTC", "ETH"])) ?? .empty)
            let one = OrderScope.instrument(id(instrument: instrument(model)))
            return .cancelAllOrders(id(account(model)), random.pick([.all, one, .settled(asset()), based, .abandoned]))
        }
        let order = random.pick(own)
        return .cancelOrder(id(random.chance(92) ? order.account : account(model)), OrderID(number: order.id))
    }

    mutating func stops(_ model: ModelVenue) -> Command {
        guard let holding = openHolding(model), random.chance(95) else {
            return .setPositionStops(
                id(account(model)), id(instrument: instrument(model)), .long, takeProfit: .remove, stopLoss: .keep)
        }
        let side: PositionSide = holding.long.isOpen != random.chance(8) ? .long : .short
        let present = model.waiting(holding.account, holding.instrument).filter { $0.purpose.isWholeStop }
        if let again = present.first, random.chance(6), let trigger = again.trigger {
            let stop = PositionStop(
                price: trigger.price, kind: trigger.kind, limit: Price(units: units(again.price)))
            return .setPositionStops(
                id(holding.account), id(instrument: holding.instrument), again.closed,
                takeProfit: again.purpose == .takeProfit ? .set(stop) : .keep,
                stopLoss: again.purpose == .stopLoss ? .set(stop) : .keep)
        }
        return .setPositionStops(
            id(holding.account), id(instrument: holding.instrument), side,
            takeProfit: change(model, holding.instrument, isAbove: side == .long),
            stopLoss: change(model, holding.instrument, isAbove: side == .short),
            trailing: trailing(model, holding.instrument, side),
            clientOrderIDs: StopClientOrderIDs(takeProfit: name(), stopLoss: name(), trailing: name()))
    }

    private mutating func name() -> InlineText {
        random.chance(15) ? InlineText("label-\(random.number(1...8))") ?? .empty : .empty
    }

    private mutating func trailing(
        _ model: ModelVenue, _ instrument: Int, _ side: PositionSide
    ) -> TrailingStopChange {
        switch random.number(0...9) {
        case 0..<6: return .keep
        case 6: return .remove
        default: return .set(trail(model, instrument, side.opening.opposite))
        }
    }

    /// - Parameter side: of the order that follows the price.
    private mutating func trail(_ model: ModelVenue, _ instrument: Int, _ side: Side) -> TrailingStop {
        let tick = definition(model, instrument).tick.units
        let distance = random.chance(3) ? random.pick([0, 1, -tick, .max]) : random.number(1...60) * tick
        let rate = random.chance(3) ? random.pick([0, -1, 100_000_000, .max]) : random.number(1...3_000_000)
        return TrailingStop(
            random.flag() ? .distance(Price(units: distance)) : .rate(Rate(units: rate)),
            kind: random.flag() ? .last : priceKind(),
            activation: random.flag() ? price(model, instrument, side) : nil,
            quantity: random.chance(25) ? quantity(model, instrument) : .zero)
    }

    mutating func change(_ model: ModelVenue, _ instrument: Int, isAbove: Bool) -> StopChange {
        switch random.number(0...9) {
        case 0..<3: .keep
        case 3: .remove
        default: .set(stop(model, instrument, isAbove: isAbove))
        }
    }

    // MARK: Margin

    mutating func leverage() -> Leverage? {
        guard random.chance(75) else { return nil }
        if random.chance(25) { return Leverage(hundredths: random.pick([0, -100, 99, 100, 10_000, 10_001])) }
        return random.flag()
            ? Leverage(random.pick([1, 3, 10, 20, 50, 100]))
            : Leverage(hundredths: Int32(random.number(100...10_000)))
    }

    mutating func leverages() -> LeverageChange {
        if random.chance(30) {
            return LeverageChange(cross: leverage(), isolatedLong: leverage(), isolatedShort: leverage())
        }
        let all = leverage()
        return LeverageChange(cross: all, isolatedLong: all, isolatedShort: all)
    }

    private mutating func switchAccount(_ model: ModelVenue) -> Command {
        let account = account(model)
        let isBitget = model.accounts.indices.contains(account) && model.accounts[account].family == .bitget
        guard random.chance(isBitget ? 80 : 5) else {
            return .setAccountMarginMode(id(account), random.pick(MarginMode.allCases))
        }
        return .setMarginRegime(id(account), random.chance(35) ? .unified : .perSymbol)
    }

    /// Leverage goes along with Bybit's switch only.
    mutating func switchSymbol(_ model: ModelVenue) -> Command {
        let account = account(model)
        let isBitget = model.accounts.indices.contains(account) && model.accounts[account].family == .bitget
        return .setSymbolMarginMode(
            id(account), id(instrument: instrument(model)), random.pick(MarginMode.allCases),
            leverage: isBitget ? nil : leverage())
    }

    mutating func adjust(_ model: ModelVenue) -> Command {
        guard let holding = openHolding(model), random.chance(90) else {
            return .adjustMargin(
                id(account(model)), id(instrument: instrument(model)), .long, World.money(random.number(-3...9)))
        }
        let side: PositionSide = holding.long.isOpen != random.chance(8) ? .long : .short
        if random.chance(20) {
            return .setAutoAddMargin(
                id(holding.account), id(instrument: holding.instrument), side, random.chance(70))
        }
        let removable =
            model.contract(holding)?.removable(side, holding[side], holding.leverage(side, .isolated)).units ?? 0
        let free = model.pool(holding.account, model.instruments[holding.instrument].settle).available.units ?? 0
        let amounts = [
            0, -removable, -removable - 1, -removable / 2, free, free + 1, free / 3,
            Int128(random.number(1...100_000_000_000)), random.flag() ? 1 << 100 : -1 << 100,
        ]
        return .adjustMargin(
            id(holding.account), id(instrument: holding.instrument), side, Money(units: random.pick(amounts)))
    }

    mutating func positionModeScope(_ model: ModelVenue) -> PositionModeScope {
        switch random.number(0...4) {
        case 0: .idleSettled(asset())
        case 1: .every(random.chance(70) ? asset() : nil)
        default: .instrument(id(instrument: instrument(model)))
        }
    }

    // MARK: The venue

    mutating func movePrices(_ model: ModelVenue) -> Command {
        let instrument = instrument(model)
        let definition = definition(model, instrument)
        let start = definition.startPrice.units
        let mark = units(model.instruments[min(instrument, model.instruments.count - 1)].mark)
        let isFar = mark > start * 2 || mark < start / 2
        let to = isFar ? start : mark + mark / 10_000 * random.number(-volatility...volatility)
        return prices(model, instrument, to)
    }

    mutating func prices(_ model: ModelVenue, _ instrument: Int, _ mark: Int64) -> Command {
        let definition = definition(model, instrument)
        let step = definition.markStep.units
        let index = mark + mark / 10_000 * random.number(-3...3)
        let rounded = mark / step * step
        if random.chance(2) {
            let wrong = random.pick([rounded + 1, definition.minPrice.units - step, definition.maxPrice.units + step])
            return .setPrices(
                id(instrument: instrument), mark: Price(units: wrong), index: Price(units: index / step * step))
        }
        return .setPrices(
            id(instrument: instrument), mark: Price(units: rounded), index: Price(units: index / step * step))
    }

    mutating func venue(_ model: ModelVenue) -> Command {
        switch random.number(0...13) {
        case 13:
            return .setAccountKind(
                uid: UInt64(random.number(0...9)), random.chance(70) ? .copyTrader : .standard)
        case 12: return .setCollateralLimit(asset(), random.pick(CollateralLimit.allCases + [.reached]))
        case 0..<5:
            if random.chance(6) { return .advance(toMs: model.timeMs + random.pick([-1, 367 * 86_400_000, 1 << 45])) }
            return .advance(toMs: model.timeMs + random.number(0...(random.chance(80) ? 9 : 40) * World.hourMs))
        case 5..<8:
            return .setFundingRate(id(instrument: instrument(model)), Rate(units: random.number(-510_000...510_000)))
        case 8: return .setBookOnly(id(instrument: instrument(model)), random.flag())
        case 9:
            guard model.logins.count < 9 else { return .openAccount(uid: 1, family: .bybit, generation: .uta2) }
            return .openAccount(
                uid: UInt64(random.number(0...12)), family: random.pick(AccountFamily.allCases),
                generation: random.pick([.uta2, .only]))
        default: return listing(model)
        }
    }

    mutating func listing(_ model: ModelVenue) -> Command {
        var definition = definition(model, instrument(model))
        if random.chance(12) { return loanTerms() }
        switch random.number(0...9) {
        case 7...9:
            func share(_ most: Int64) -> Rate { Rate(units: random.number(-most / 20...most)) }
            return .setPortfolioTerms(
                base: random.pick([definition.base, definition.base, "NONE"]),
                PortfolioTerms(
                    range: share(random.pick([20_000_000, 110_000_000])), futureContingency: share(1_000_000),
                    deltaContingency: share(500_000), spreadContingency: share(2_000_000)))
        case 0: return .listAsset(random.pick(["USDT", "", "EUR", "GBP", "CHF", "JPY", "SEK"]), collateral: [])
        case 1:
            let step = CollateralStep(limit: Money(units: 5), ratio: Rate(units: random.number(0...200_000_000)))
            return .listAsset("BAD", collateral: [step, step])
        case 2: return .listInstrument(definition)
        case 3:
            definition.symbol = "OTHER"
            definition.settle = "NONE"
            return .listInstrument(definition)
        case 4:
            definition.symbol = "OTHER"
            definition.maxOpenInterest = Quantity(units: .max)
            return .listInstrument(definition)
        default:
            return .setContractTerms(
                ContractTermsDefinition(
                    symbol: random.pick([definition.symbol, "NONE"]), family: random.pick(AccountFamily.allCases),
                    takerFee: Rate(units: 60_000), makerFee: .zero, defaultLeverage: Leverage(1),
                    maxLeverage: Leverage(100), tiers: [], offersCross: random.flag()))
        }
    }
}
