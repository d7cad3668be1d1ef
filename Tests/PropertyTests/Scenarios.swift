import EngineSupport
import MarginEngine
import TestSupport

/// Short sequences that lead to refusals which chance alone seldom meets.
extension Trader {
    mutating func begin(scenario engine: borrowing Engine) {
        switch random.number(0...4) {
        case 0: squeeze(engine)
        case 1: outgrowTier(engine)
        case 2: hedgeThenPortfolio(engine)
        case 3: emptyThenPortfolio()
        default: refundZTDX(engine)
        }
    }

    /// A ZTDX position with nothing beside its margin, half of which is lost: its pooled ratio is near 1.10.
    private mutating func squeeze(_ engine: borrowing Engine) {
        let account = Universe.account(random.number(9...10))
        let instrument = InstrumentID(index: 0)
        let row = engine[instrument]
        let side = random.side()
        let size = random.number(30...300) * row.step.units
        let free = engine.pool(account, row.settle).available
        let posted = Int128(size) * Int128(row.mark.units) / unitsInOne / 94
        let lost = row.mark.units / 1_000_000 * random.number(4_650...4_980) * (side == .buy ? -1 : 1)
        let mark = (row.mark.units + lost) / row.markStep.units * row.markStep.units
        pending = flatten(account, engine)
        guard pending.count == 1 else { return }
        for asset in Laws.assets(engine) where asset != row.settle {
            pending.append(.withdraw(account, asset, engine.wallet(account, asset)))
        }
        pending += [
            .setAccountMarginMode(account, .isolated),
            .setBookOnly(instrument, false),
            .setLeverage(
                account, instrument, LeverageChange(isolatedLong: Leverage(100), isolatedShort: Leverage(100))),
            market(account, instrument, side, size),
            .withdraw(account, row.settle, free - Money(units: posted)),
            .setPrices(instrument, mark: Price(units: mark), index: Price(units: mark)),
            .setAccountMarginMode(account, .cross),
            .setBookOnly(instrument, row.bookOnly),
        ]
    }

    private mutating func refundZTDX(_ engine: borrowing Engine) {
        let account = Universe.account(random.number(9...10))
        pending = [.deposit(account, AssetID(index: 0), Universe.money(5_000))] + flatten(account, engine)
        pending.append(.setAccountMarginMode(account, random.marginMode()))
    }

    /// Cancels and closes all that a one-way account has.
    private func flatten(_ account: MarginAccountID, _ engine: borrowing Engine) -> [Command] {
        var commands: [Command] = [.cancelAllOrders(account, .all)]
        for holding in engine.holdings(of: account) where holding.hasPosition {
            let side: Side = holding.long.isOpen ? .sell : .buy
            let size = max(holding.long.size.units, holding.short.size.units)
            commands.append(market(account, holding.instrument, side, size))
        }
        return commands
    }

    /// A position at the leverage of its tier, whose value the market then lifts into the next.
    private mutating func outgrowTier(_ engine: borrowing Engine) {
        let account = Universe.account(random.flag() ? 2 : 3)
        let instrument = InstrumentID(index: 0)
        let row = engine[instrument]
        let step = row.step.units
        let size = Int64(58_800 * unitsInOne * unitsInOne / Int128(row.mark.units)) / step * step
        let mark = row.mark.units / 100 * 105 / row.markStep.units * row.markStep.units
        pending = [
            .cancelAllOrders(account, .all),
            .deposit(account, row.settle, Universe.money(5_000)),
            .setAccountMarginMode(account, .cross),
            .setBookOnly(instrument, false),
            .setPositionMode(account, .instrument(instrument), .oneWay),
            .setLeverage(account, instrument, LeverageChange(cross: Leverage(100))),
            .setAccountMarginMode(account, .portfolio),
            market(account, instrument, .buy, size),
            .setPrices(instrument, mark: Price(units: mark), index: Price(units: mark)),
            .setAccountMarginMode(account, random.flag() ? .cross : .isolated),
            .setBookOnly(instrument, row.bookOnly),
        ]
    }

    private mutating func hedgeThenPortfolio(_ engine: borrowing Engine) {
        let account = Universe.account(random.flag() ? 2 : 3)
        let instrument = InstrumentID(index: 1)
        pending = [
            .setAccountMarginMode(account, .cross),
            .setPositionMode(account, .instrument(instrument), .hedge),
            .placeOrder(
                NewOrder(
                    marginAccount: account, instrument: instrument, side: .buy, target: .long, kind: .market,
                    timeInForce: .immediateOrCancel, quantity: Quantity(units: engine[instrument].step.units * 5))),
            .setAccountMarginMode(account, .portfolio),
        ]
    }

    /// Margin account 6 has less than the 1,000 USD that portfolio margin asks for.
    private mutating func emptyThenPortfolio() {
        pending = [.setAccountMarginMode(Universe.account(6), .portfolio)]
    }

    private func market(
        _ account: MarginAccountID, _ instrument: InstrumentID, _ side: Side, _ units: Int64
    ) -> Command {
        .placeOrder(
            NewOrder(
                marginAccount: account, instrument: instrument, side: side, kind: .market,
                timeInForce: .immediateOrCancel, quantity: Quantity(units: units)))
    }
}
