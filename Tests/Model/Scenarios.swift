import EngineSupport
import MarginEngine
import TestSupport

/// A step of a scenario.
enum Step {
    case command(Command)
    /// Puts all that is available on an isolated position.
    case addAllMargin(account: Int, instrument: Int)
    /// Moves the mark until a unified account's equity is so many percent of its maintenance margin.
    case toTheBrink(account: Int, instrument: Int, percent: Int64)
    /// Closes a position of an account, if it has one.
    case closeOne(account: Int)
    /// Waits until so long after the next full hour.
    case wait(pastHourMs: Int64)
    /// Repays something of what an account owes, in one of a few ways.
    case repay(account: Int, way: Int64)
    /// Takes as much of an asset out of an account as can leave.
    case strip(account: Int, asset: Int)
    /// Lets the coins that back an account fall to so many percent, one after the other.
    case sink(account: Int, percent: Int64)
}

/// Streams of single commands rarely get where several together do.
extension Trader {
    /// The command of a step; none when it has lost its object.
    func command(_ step: Step, _ model: ModelVenue) -> Command? {
        switch step {
        case .command(let command): return command
        case .addAllMargin(let account, let instrument):
            let available = model.pool(account, model.instruments[instrument].settle).available.units ?? 0
            let side: PositionSide = model.holding(account, instrument).long.isOpen ? .long : .short
            return .adjustMargin(id(account), id(instrument: instrument), side, Money(units: available))
        case .closeOne(let account): return closeAll(model, account).first
        case .wait(let pastHourMs):
            return .advance(toMs: model.timeMs - model.timeMs % World.hourMs + World.hourMs + pastHourMs)
        case .repay(let account, let way): return repayment(model, account, way)
        case .strip(let account, let asset):
            let most = model.withdrawable(account, asset).units ?? 0
            return .withdraw(id(account), AssetID(index: UInt8(asset)), Money(units: most))
        case .sink(let account, let percent): return sinking(model, account, percent)
        case .toTheBrink(let account, let instrument, let percent):
            let holding = model.holding(account, instrument)
            guard holding.hasPosition, let contract = model.contract(holding) else { return nil }
            let side: PositionSide = holding.long.isOpen ? .long : .short
            let value = contract.valueAtMark(holding[side].size)
            let rate = contract.terms.tiers[contract.tier(value)].rate
            let deduction = value * rate - contract.maintenance(value)
            let share = Rational(units: percent) * 1_000_000
            let equity = model.unified(account, as: .cross).totalEquity - contract.profit(side, holding[side])
            let direction = contract.instrument.direction(side)
            let free = equity - direction * holding[side].entryValue + share * deduction
            let exact = free / (rate * share - direction) / holding[side].size
            let mark = exact.down(to: contract.instrument.definition.markStep.exact)
            guard contract.instrument.isLinear, mark.isPositive else { return nil }
            return .setPrices(
                id(instrument: instrument), mark: Price(units: units(mark)), index: Price(units: units(mark)))
        }
    }

    mutating func scenario(_ model: ModelVenue) -> [Step] {
        switch random.number(0...20) {
        case 19...20: borrowing(model)
        case 18: beyondCollateralLimit(model).map(Step.command)
        case 0..<5: squeeze(model).map(Step.command)
        case 5..<7: manyConditionals(model).map(Step.command)
        case 7: fillsAssets ? (1...8).map { .command(.listAsset("ASSET-\($0)", collateral: [])) } : modeSwitches(model)
        case 8..<10: crowd(model).map(Step.command)
        case 10..<14: brink(model)
        case 14: outgrowTier(model)
        default: modeSwitches(model)
        }
    }

    mutating func someAccount(
        _ model: ModelVenue, where isMeant: (ModelAccount) -> Bool = { _ in true }
    ) -> Int? {
        let meant = model.accounts.indices.filter {
            !model.isVenueOwned($0) && !model.accounts[$0].isFunding && isMeant(model.accounts[$0])
        }
        return meant.isEmpty ? nil : random.pick(meant)
    }

    mutating func someInstrument(_ model: ModelVenue, of family: AccountFamily) -> Int? {
        let traded = model.instruments.indices.filter { model.terms($0, family) != nil }
        return traded.isEmpty ? nil : random.pick(traded)
    }

    /// An order that opens; a market order without a price.
    func order(
        _ model: ModelVenue, _ account: Int, _ instrument: Int, _ side: Side, _ quantity: Rational,
        price: Rational? = nil
    ) -> Command {
        let isHedge = model.holding(account, instrument).positionMode == .hedge
        return .placeOrder(
            NewOrder(
                marginAccount: id(account), instrument: id(instrument: instrument), side: side,
                target: isHedge ? (side == .buy ? .long : .short) : .net, kind: price == nil ? .market : .limit,
                timeInForce: price == nil ? .immediateOrCancel : .goodTillCancelled,
                quantity: Quantity(units: units(quantity)), price: Price(units: price.map(units) ?? 0)))
    }

    /// How much can be bought for an amount of the settle asset.
    func size(_ row: ModelInstrument, worth: Rational) -> Rational {
        (row.isLinear ? worth / row.mark : worth * row.mark).down(to: row.step)
    }

    /// How much an account can open with a part of what is available.
    private func affordable(
        _ model: ModelVenue, _ account: Int, _ instrument: Int, _ side: Side, percent: Int64
    ) -> Rational {
        let row = model.instruments[instrument]
        let holding = model.holding(account, instrument)
        let leverage = holding.leverage(side.opened, model.mode(of: holding))
        let available = model.pool(account, row.settle).available.orZero
        return size(row, worth: available * leverage * Rational(units: percent) * 1_000_000)
    }

    private func setAllLeverages(_ account: Int, _ instrument: Int, _ leverage: Leverage) -> Command {
        .setLeverage(
            id(account), id(instrument: instrument),
            LeverageChange(cross: leverage, isolatedLong: leverage, isolatedShort: leverage))
    }

    /// One switch after the other, of an account that may have an order resting and nothing else.
    private mutating func modeSwitches(_ model: ModelVenue) -> [Step] {
        let family = random.pick(AccountFamily.allCases)
        guard let account = someAccount(model, where: { $0.family == family }) else { return [] }
        let instrument = Int(random.number(0...Int64(model.instruments.count - 1)))
        let row = model.instruments[instrument]
        var commands: [Command] = random.chance(60) ? closeAll(model, account) : []
        if random.chance(75) {
            let price = (row.mark * Rational(units: 93_000_000)).down(to: row.tick)
            commands.append(order(model, account, instrument, .buy, row.step * (row.isLinear ? 5 : 500), price: price))
        }
        if random.chance(30) {
            commands.append(switching(model, account, instrument, .isolated))
            commands.append(order(model, account, instrument, .sell, row.step * (row.isLinear ? 5 : 500)))
        }
        for _ in 0..<random.number(4...12) {
            commands.append(switching(model, account, instrument, random.pick(MarginMode.allCases)))
        }
        return commands.map(Step.command)
    }

    private func switching(_ model: ModelVenue, _ account: Int, _ instrument: Int, _ mode: MarginMode) -> Command {
        model.accounts[account].regime == .unified
            ? .setAccountMarginMode(id(account), mode)
            : .setSymbolMarginMode(id(account), id(instrument: instrument), mode, leverage: nil)
    }

    func closeAll(_ model: ModelVenue, _ account: Int) -> [Command] {
        var commands: [Command] = []
        for holding in model.holdings where holding.account == account {
            for side in PositionSide.allCases where holding[side].isOpen {
                let target: PositionTarget = side == .long ? .long : .short
                commands.append(
                    .placeOrder(
                        NewOrder(
                            marginAccount: id(account), instrument: id(instrument: holding.instrument),
                            side: side.opening.opposite, target: holding.positionMode == .hedge ? target : .net,
                            kind: .market, timeInForce: .immediateOrCancel,
                            quantity: Quantity(units: units(holding[side].size)), reduceOnly: true)))
            }
        }
        return commands + [.cancelAllOrders(id(account), .all)]
    }

    /// A ZTDX account driven to just above its maintenance margin, where it may only reduce and cannot be pooled.
    private mutating func brink(_ model: ModelVenue) -> [Step] {
        guard let account = someAccount(model, where: { $0.family == .ztdx }),
            let instrument = someInstrument(model, of: .ztdx)
        else { return [] }
        let side = random.side()
        let opening = order(
            model, account, instrument, side, affordable(model, account, instrument, side, percent: 60))
        let leverage = Step.command(setAllLeverages(account, instrument, Leverage(50)))
        if model.accounts[account].mode == .isolated {
            return [
                leverage, .command(opening), .addAllMargin(account: account, instrument: instrument),
                .command(.cancelAllOrders(id(account), .all)),
                .toTheBrink(account: account, instrument: instrument, percent: random.number(101...110)),
                .command(.setAccountMarginMode(id(account), .cross)),
            ]
        }
        let more = order(model, account, instrument, side, model.instruments[instrument].step * 9)
        return [
            leverage, .command(opening),
            .toTheBrink(account: account, instrument: instrument, percent: random.number(101...121)), .command(more),
        ]
    }

    /// A portfolio whose position outgrows the tier of its leverage.
    private mutating func outgrowTier(_ model: ModelVenue) -> [Step] {
        guard let account = someAccount(model, where: { $0.family == .bybit && $0.regime == .unified }),
            let instrument = someInstrument(model, of: .bybit),
            let limit = model.contract(instrument, .bybit)?.terms.tiers[0].limit
        else { return [] }
        let row = model.instruments[instrument]
        let coins = World.money(row.isLinear ? 90_000 : 5)
        return [
            .deposit(id(account), AssetID(index: UInt8(row.settle)), coins),
            .setAccountMarginMode(id(account), .cross), setAllLeverages(account, instrument, Leverage(100)),
            .setAccountMarginMode(id(account), .portfolio),
            order(model, account, instrument, .sell, size(row, worth: limit * Rational(units: 98_000_000))),
            prices(model, instrument, units(row.mark) / 100 * (row.isLinear ? 104 : 96)),
            .setAccountMarginMode(id(account), random.pick([.cross, .isolated])),
        ].map(Step.command)
    }

    /// A position as large as can be and a move against it.
    private mutating func squeeze(_ model: ModelVenue) -> [Command] {
        guard let account = someAccount(model) else { return [] }
        let instrument = Int(random.number(0...Int64(model.instruments.count - 1)))
        let side = random.side()
        let row = model.instruments[instrument]
        let size = affordable(model, account, instrument, side, percent: random.pick([60, 90]))
        var commands = [order(model, account, instrument, side, size)]
        for _ in 0..<random.number(1...4) {
            let per10000 = random.number(100...1_500) * (side == .buy ? -1 : 1)
            commands.append(prices(model, instrument, units(row.mark) / 10_000 * (10_000 + per10000)))
        }
        return commands + [setAllLeverages(account, instrument, Leverage(random.pick([20, 100])))]
    }

    /// Everybody on both sides of a book, then a jump: bankruptcies without a book to close on.
    private mutating func crowd(_ model: ModelVenue) -> [Command] {
        let instrument = Int(random.number(0...Int64(model.instruments.count - 1)))
        let row = model.instruments[instrument]
        let price = row.mark.down(to: row.tick)
        var commands: [Command] = [.setBookOnly(id(instrument: instrument), true)]
        for account in Trader.trading(model) {
            let size = size(row, worth: (model.pool(account, row.settle).available * 8).orZero)
            commands.append(
                order(model, account, instrument, account.isMultiple(of: 2) ? .buy : .sell, size, price: price))
        }
        let fund = model.accounts[ModelVenue.insurance].wallets[row.settle].units ?? 0
        commands.append(.fundInsurance(AssetID(index: UInt8(row.settle)), Money(units: -fund)))
        let jump = random.pick([Int64(-3_000), -1_300, 1_300, 3_000])
        commands.append(prices(model, instrument, units(row.mark) / 10_000 * (10_000 + jump)))
        commands.append(.setBookOnly(id(instrument: instrument), random.flag()))
        return commands
    }

    /// More orders than a margin account may have.
    mutating func manyOrders(_ model: ModelVenue) -> [Command] {
        let account = random.pick(Trader.trading(model))
        let row = model.instruments[0]
        let side = random.side()
        let isHedge = model.holding(account, 0).positionMode == .hedge
        let tick = row.definition.tick.units
        let away = side == .buy ? Rational(units: 95_000_000) : Rational(units: 105_000_000)
        let price = units((row.mark * away).down(to: row.tick))
        return (0..<530).map { number in
            .placeOrder(
                NewOrder(
                    marginAccount: id(account), instrument: id(instrument: 0), side: side,
                    target: isHedge ? (side == .buy ? .long : .short) : .net, kind: .limit,
                    timeInForce: .goodTillCancelled,
                    quantity: Quantity(units: row.definition.step.units * (row.isLinear ? 10 : 20)),
                    price: Price(units: price + (side == .buy ? -1 : 1) * Int64(number % 7) * tick)))
        }
    }

    /// More conditional orders, or more attached ones, than a symbol may have.
    private mutating func manyConditionals(_ model: ModelVenue) -> [Command] {
        guard random.flag(), let holding = openHolding(model) else {
            let account = random.pick(Trader.trading(model))
            let instrument = instrument(model)
            return (0..<18).map { _ in
                var order = order(model, account, instrument, random.side())
                order.trigger = trigger(model, instrument)
                order.clientOrderID = .empty
                return .placeOrder(order)
            }
        }
        let side: PositionSide = holding.long.isOpen ? .long : .short
        return (0..<24).map { _ in
            let stop = PositionStop(
                price: price(model, holding.instrument, side == .long ? .sell : .buy), kind: .mark,
                quantity: model.instruments[holding.instrument].definition.step)
            return .setPositionStops(
                id(holding.account), id(instrument: holding.instrument), side, takeProfit: .set(stop),
                stopLoss: random.flag() ? .keep : change(model, holding.instrument, isAbove: side == .short))
        }
    }
}
