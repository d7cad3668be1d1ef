import EngineSupport
import MarginEngine
import TestSupport

/// Writes a stream of plausible commands by looking at the engine it is for: the same seed, the same stream.
struct Trader {
    var random: SplitMix64
    /// Commands of a scenario that was begun.
    var pending: [Command] = []
    /// How far the mark moves in one command, in 1e-4.
    private let volatility: Int64
    private let favourites: [MarginAccountID]
    private let market: InstrumentID

    init(seed: UInt64) {
        random = SplitMix64(seed: seed)
        volatility = random.pick([5, 30, 100, 400])
        market = InstrumentID(index: UInt16(random.number(0...3)))
        var chosen: [MarginAccountID] = []
        for _ in 0..<3 { chosen.append(Universe.account(random.number(2...10))) }
        favourites = chosen
    }

    /// The next command for an engine in this state.
    mutating func next(_ engine: borrowing Engine) -> Command {
        if pending.isEmpty, random.chance(3) { begin(scenario: engine) }
        if !pending.isEmpty { return pending.removeFirst() }
        switch random.number(0...99) {
        case 0..<43: return place(engine)
        case 43..<50: return amend(engine)
        case 50..<53: return .cancelOrder(account(), order(engine))
        case 53: return .cancelAllOrders(account(), orderScope())
        case 54..<62: return movePrices(engine)
        case 62..<67: return .setAccountMarginMode(account(), random.marginMode())
        case 67: return .setMarginRegime(account(), random.flag() ? .unified : .perSymbol)
        case 68..<75: return symbolMode()
        case 75..<81: return adjust(engine)
        case 81..<86: return .setLeverage(account(), instrument(), leverages())
        case 86..<89: return .setPositionMode(account(), positionModeScope(), random.flag() ? .oneWay : .hedge)
        case 89..<92: return money(engine)
        case 92: return .setCollateralSwitch(account(), AssetID(index: UInt8(random.number(0...4))), random.flag())
        default: return venue(engine)
        }
    }

    mutating func account() -> MarginAccountID {
        let any = random.chance(4) ? random.pick(Universe.funding) : Universe.account(random.number(0...11))
        return random.chance(70) ? random.pick(favourites) : any
    }

    mutating func instrument() -> InstrumentID {
        random.chance(60) ? market : InstrumentID(index: UInt16(random.number(0...(random.chance(2) ? 5 : 3))))
    }

    // MARK: Orders

    private mutating func place(_ engine: borrowing Engine) -> Command {
        var account = account()
        let instrument = instrument()
        if account == Universe.account(3), engine.instrumentCount > Int(instrument.index),
            engine[instrument].payoff == .inverse
        {
            account = Universe.account(4)
        }
        return .placeOrder(order(engine, account, instrument, random.side()))
    }

    mutating func order(
        _ engine: borrowing Engine, _ account: MarginAccountID, _ instrument: InstrumentID, _ side: Side
    ) -> NewOrder {
        guard Int(instrument.index) < engine.instrumentCount, Laws.marginAccounts(engine).contains(account) else {
            return NewOrder(
                marginAccount: account, instrument: instrument, side: side, kind: .market,
                timeInForce: .immediateOrCancel, quantity: Quantity(units: 100_000_000))
        }
        let row = engine[instrument]
        let isHedge = (engine.holding(account, instrument).positionMode == .hedge) != random.chance(5)
        let kind: OrderKind = random.chance(35) ? .market : .limit
        let times: [TimeInForce] = [
            .goodTillCancelled, .goodTillCancelled, .goodTillCancelled, .immediateOrCancel, .fillOrKill, .postOnly,
        ]
        return NewOrder(
            marginAccount: account, instrument: instrument, side: side,
            target: isHedge ? ((side == .buy) == random.chance(65) ? .long : .short) : .net, kind: kind,
            timeInForce: random.pick(times), quantity: quantity(row),
            price: kind == .market ? .zero : price(row, side), reduceOnly: random.chance(20),
            clientOrderID: random.chance(15) ? InlineText("label-\(random.number(1...8))") ?? .empty : .empty,
            marginMode: random.chance(10) ? random.marginMode() : nil, trigger: random.chance(8) ? trigger(row) : nil,
            selfTrade: random.pick([.none, .none, .cancelMaker, .cancelTaker, .cancelBoth]),
            takeProfit: random.chance(6) ? stop(row) : nil, stopLoss: random.chance(6) ? stop(row) : nil)
    }

    private mutating func quantity(_ row: Instrument) -> Quantity {
        let most: Int64 = random.pick([20, 200, 2_000, 25_000])
        let scale: Int64 = row.payoff == .inverse ? 100 : 1
        let units = random.number(0...most) * row.step.units * scale
        return Quantity(units: random.chance(1) ? units + 1 : units)
    }

    private mutating func price(_ row: Instrument, _ side: Side) -> Price {
        let away = random.flag() ? random.number(-8...12) : random.number(-300...3_000)
        let tick = row.tick.units
        let units = row.mark.units / tick * tick + (side == .buy ? -away : away) * tick
        return Price(units: random.chance(1) ? units + 1 : units)
    }

    private mutating func trigger(_ row: Instrument) -> Trigger {
        Trigger(
            price: price(row, random.side()), kind: random.pick([.mark, .last, .index]),
            direction: random.flag() ? .rising : .falling)
    }

    private mutating func stop(_ row: Instrument) -> PositionStop {
        PositionStop(
            price: price(row, random.side()), kind: random.pick([.mark, .last, .index]),
            quantity: random.flag() ? .zero : quantity(row), limit: random.flag() ? .zero : price(row, random.side()))
    }

    private mutating func stopChange(_ row: Instrument) -> StopChange {
        switch random.number(0...5) {
        case 0: .keep
        case 1: .remove
        default: .set(stop(row))
        }
    }

    private mutating func order(_ engine: borrowing Engine) -> OrderID {
        guard random.chance(92) else { return OrderID(number: random.next() % 200) }
        let account = account()
        guard Laws.marginAccounts(engine).contains(account) else { return OrderID(number: 0) }
        return engine.pendingOrders(of: account).map(\.id).randomElement(using: &random) ?? OrderID(number: 1)
    }

    private mutating func trailing(_ row: Instrument, _ side: PositionSide) -> TrailingStopChange {
        if random.chance(10) { return .remove }
        let activation = random.flag() ? price(row, side == .long ? .sell : .buy) : nil
        return .set(
            TrailingStop(
                distance: Price(units: row.tick.units * Int64(random.number(1...80))), activation: activation))
    }

    private mutating func amend(_ engine: borrowing Engine) -> Command {
        let all = Laws.marginAccounts(engine).flatMap { engine.pendingOrders(of: $0) }
        guard let order = all.randomElement(using: &random) else {
            return .amendOrder(account(), OrderID(number: 1), price: nil, quantity: nil, trigger: nil)
        }
        let row = engine[order.instrument]
        return .amendOrder(
            random.chance(95) ? order.marginAccount : account(), order.id,
            price: random.chance(60) ? price(row, order.side) : nil,
            quantity: random.chance(60) ? quantity(row) : nil,
            trigger: random.chance(order.status == .untriggered ? 60 : 5) ? price(row, order.side) : nil)
    }

    private mutating func orderScope() -> OrderScope {
        switch random.number(0...4) {
        case 0: .all
        case 1: .instrument(instrument())
        case 4: .abandoned
        case 2: .settled(AssetID(index: UInt8(random.number(0...3))))
        default: .based(InlineText("BTC") ?? .empty)
        }
    }

    private mutating func positionModeScope() -> PositionModeScope {
        switch random.number(0...3) {
        case 0: .idleSettled(AssetID(index: UInt8(random.number(0...4))))
        case 1: .every(random.chance(70) ? AssetID(index: UInt8(random.number(0...4))) : nil)
        default: .instrument(instrument())
        }
    }

    // MARK: Margin

    private mutating func leverage() -> Leverage? {
        guard random.chance(70) else { return nil }
        let any = random.number(100...10_000)
        return Leverage(hundredths: Int32(random.chance(30) ? random.pick([99, 100, 10_000, 10_001]) : any))
    }

    private mutating func symbolMode() -> Command {
        let account = account()
        let isBitget = account == Universe.account(7) || account == Universe.account(8)
        return .setSymbolMarginMode(
            account, instrument(), random.marginMode(), leverage: isBitget && random.chance(90) ? nil : leverage())
    }

    private mutating func leverages() -> LeverageChange {
        guard random.chance(70) else {
            return LeverageChange(cross: leverage(), isolatedLong: leverage(), isolatedShort: leverage())
        }
        let all = random.pick([1, 3, 10, 20, 50, 100])
        return LeverageChange(
            cross: Leverage(Int32(all)), isolatedLong: Leverage(Int32(all)), isolatedShort: Leverage(Int32(all)))
    }

    private mutating func adjust(_ engine: borrowing Engine) -> Command {
        let open = Laws.marginAccounts(engine).dropFirst(2).flatMap { engine.holdings(of: $0) }.filter(\.hasPosition)
        let isolated = open.filter { engine.mode(of: $0) == .isolated }
        let candidates = random.chance(85) && !isolated.isEmpty ? isolated : open
        guard random.chance(90), let holding = candidates.randomElement(using: &random) else {
            return .adjustMargin(account(), instrument(), random.positionSide(), Money(units: 100_000_000))
        }
        let side: PositionSide = holding.long.isOpen != random.chance(8) ? .long : .short
        if random.chance(8) {
            return .setAutoAddMargin(holding.marginAccount, holding.instrument, side, random.flag())
        }
        if random.chance(30) {
            let row = engine[holding.instrument]
            return .setPositionStops(
                holding.marginAccount, holding.instrument, side, takeProfit: stopChange(row), stopLoss: stopChange(row),
                trailing: random.chance(40) ? trailing(row, side) : .keep)
        }
        let removable = engine.position(holding.marginAccount, holding.instrument, side)?.removableMargin ?? .zero
        let free = engine.pool(holding.marginAccount, engine[holding.instrument].settle).available
        let amounts = [
            .zero, -removable, -removable - Money(units: 1), free, free + Money(units: 1), Money(units: free.units / 3),
            Money(units: -removable.units / 2), Money(units: Int128(random.number(1...100_000_000_000))),
        ]
        return .adjustMargin(holding.marginAccount, holding.instrument, side, random.pick(amounts))
    }

    // MARK: The venue

    private mutating func movePrices(_ engine: borrowing Engine) -> Command {
        let instrument = instrument()
        guard Int(instrument.index) < engine.instrumentCount else {
            return .setPrices(instrument, mark: Price(units: 1_000_000), index: Price(units: 1_000_000))
        }
        let row = engine[instrument]
        let start: Int64 = row.symbol == InlineText("ETHUSDT") ? 300_000_000_000 : 6_000_000_000_000
        let isFar = row.mark.units > start * 2 || row.mark.units < start / 2
        let mark = isFar ? start : moved(row.mark.units, by: random.number(-volatility...volatility))
        return prices(instrument, row, mark)
    }

    private mutating func prices(_ instrument: InstrumentID, _ row: Instrument, _ mark: Int64) -> Command {
        let step = row.markStep.units
        let index = moved(mark, by: random.number(-3...3))
        let rounded = mark / step * step
        return .setPrices(
            instrument, mark: Price(units: random.chance(1) ? rounded + 1 : rounded),
            index: Price(units: index / step * step))
    }

    private func moved(_ units: Int64, by basisPoints: Int64) -> Int64 { units + units / 10_000 * basisPoints }

    private mutating func money(_ engine: borrowing Engine) -> Command {
        let account = random.chance(25) ? random.pick(Universe.funding) : account()
        let asset = AssetID(index: UInt8(random.number(0...4)))
        let amount = Money(units: Int128(random.number(-10...1_000_000_000_000)))
        switch random.number(0...11) {
        case 10...11: return .repay(account, repayment(asset), converting: random.chance(80))
        case 0..<3: return .deposit(account, asset, random.chance(90) ? amount : Money(units: amount.units << 70))
        case 3..<6: return .withdraw(account, asset, amount)
        case 6..<8:
            return .transfer(
                from: account, to: random.chance(80) ? sibling(account, engine) : self.account(), asset, amount)
        default: return .fundInsurance(asset, random.flag() ? amount : -amount)
        }
    }

    private mutating func repayment(_ asset: AssetID) -> RepaymentScope {
        guard random.chance(60) else { return .all }
        return .asset(asset, random.flag() ? nil : Money(units: Int128(random.number(-10...10_000_000_000))))
    }

    /// Another wallet of the same owner, where there is one.
    private mutating func sibling(_ account: MarginAccountID, _ engine: borrowing Engine) -> MarginAccountID {
        guard Laws.marginAccounts(engine).contains(account) else { return account }
        let owner = engine[engine.owner(of: account)]
        let others = [owner.main, owner.inverse, owner.funding ?? owner.main].filter { $0 != account }
        return others.isEmpty ? account : random.pick(others)
    }

    private mutating func venue(_ engine: borrowing Engine) -> Command {
        switch random.number(0...11) {
        case 11:
            return .setAccountKind(uid: UInt64(random.number(10...32)), random.flag() ? .copyTrader : .standard)
        case 10:
            return .setCollateralLimit(
                AssetID(index: UInt8(random.number(0...4))), random.pick(CollateralLimit.allCases))
        case 0..<4: return .advance(toMs: engine.timeMs + random.number(-1...30_000_000))
        case 4..<7: return .setFundingRate(instrument(), Rate(units: random.number(-400_000...400_000)))
        case 7: return .setBookOnly(instrument(), random.flag())
        case 8: return .openAccount(uid: UInt64(random.number(10...14)), family: .bybit, generation: .uta2)
        default:
            return random.flag()
                ? .listAsset("USDT", collateral: [])
                : .listInstrument(Universe.linear("BTCUSDT", "BTC", "USDT", start: 60_000, step: 100_000, false))
        }
    }
}
