/// The engine's margin formulas on one instrument outside any venue: no account, no order, no clock.
///
/// What a calculator computes with, so that it shows exactly what a venue would charge. Nothing in it checks its
/// numbers: quantities and values within `maxValue`, prices above 0, leverage at least 1, fees from 0 to 0.1.
package struct MarginSheet: ~Copyable {
    private let state: State
    private let margin: MarginTerms

    /// The greatest value of a position or an order, in the settle asset: 2^70 units of 1e-8.
    package static var maxValue: Money { Money(units: Bounds.openInterestValue) }

    /// - Parameters:
    ///   - tick: what bankruptcy and liquidation prices are rounded to.
    ///   - mark: the price that unrealised profit, cross and maintenance margin and funding are computed at.
    ///   - family: whose policy applies.
    ///   - tiers: the ladder; without one no maintenance margin is needed.
    package init(
        _ payoff: Payoff, tick: Price, mark: Price, fundingRate: Rate = .zero, family: AccountFamily, takerFee: Rate,
        tiers: [RiskTier]
    ) {
        let greatest = Quantity(units: .max)
        let definition = InstrumentDefinition(
            symbol: "", payoff: payoff, base: "", quote: "", settle: "", tick: tick, markStep: Price(units: 1),
            step: Quantity(units: 1), minPrice: Price(units: 1), maxPrice: Price(units: .max),
            minQuantity: Quantity(units: 1), maxLimitQuantity: greatest, maxMarketQuantity: greatest,
            minNotional: .zero, maxOpenInterest: greatest, priceLimitRatio: .one, fundingIntervalMs: 28_800_000,
            fundingRateCap: .one, fundingRate: fundingRate, startPrice: mark, bookOnly: true)
        let free = RiskTier(limit: Self.maxValue, maintenanceRate: .zero, maxLeverage: Leverage(1), deductionFine: 0)
        let ladder = tiers.isEmpty ? [free] : tiers
        var state = State(families: .standard)
        for tier in ladder { _ = state.tiers.append(tier) }
        self.state = state
        margin = MarginTerms(
            instrument: Instrument(
                definition, symbol: .empty, base: .empty, quote: .empty, settle: AssetID(index: 0), nextFundingMs: 0),
            terms: ContractTerms(
                takerFee: takerFee, makerFee: .zero, defaultLeverage: Leverage(1), maxLeverage: Leverage(1_000),
                offersCross: true, firstTier: Handle(index: 0), tierCount: Int32(clamping: ladder.count)),
            policy: Families.standard[family].margin)
    }

    /// The value of a quantity at a price, in the settle asset. MARGIN-1.
    package func value(of quantity: Quantity, at price: Price, _ rounding: Rounding) -> Value {
        margin.instrument.exactValue(of: quantity, at: price).value(rounding)
    }

    /// A position filled at one price; its entry value is rounded as a fill's is. MARGIN-18.
    package func position(_ side: PositionSide, _ size: Quantity, at entry: Price) -> Position {
        let fill = Fill(side.opening, .net, size, of: margin.instrument, at: entry, feeRate: .zero)
        return Position(size: size, entryValue: fill.value)
    }

    // MARK: Margins

    /// What an order to open reserves. MARGIN-4.
    package func orderCost(
        _ side: PositionSide, _ quantity: Quantity, at price: Price, _ leverage: Leverage
    ) -> Money {
        margin.orderCost(side, quantity, at: price, leverage)
    }

    /// The fee for closing at the bankruptcy price, on an entry value. MARGIN-5.
    package func closingFee(_ side: PositionSide, entryValue: Value, _ leverage: Leverage) -> Money {
        margin.closingFee(side, ExactValue(entryValue), leverage)
    }

    /// What an isolated position of an entry value must post. MARGIN-6.
    package func isolatedRequirement(_ side: PositionSide, entryValue: Value, _ leverage: Leverage) -> Money {
        margin.isolatedRequirement(side, entryValue: entryValue, leverage)
    }

    /// What a cross position needs at mark. MARGIN-7.
    package func crossRequirement(_ side: PositionSide, _ position: Position, _ leverage: Leverage) -> Money {
        margin.crossRequirement(side, position, size: position.size, leverage)
    }

    /// The tier a position value lies in. MARGIN-8.
    package func tier(of value: Value) -> RiskTier { state.tier(margin.terms, of: value.rounded(.up)).tier }

    /// The maintenance margin of a position value at mark, without a closing reserve. MARGIN-9.
    package func maintenance(of value: Value) -> Money { state.maintenance(margin, ExactValue(value)) }

    /// The maintenance margin of one position alone. MARGIN-9.
    package func maintenance(_ side: PositionSide, _ position: Position, _ leverage: Leverage) -> Money {
        state.maintenance(margin, side, position, leverage)
    }

    /// The maintenance margin of a long and a short in cross mode together. MARGIN-10.
    package func hedgedMaintenance(long: Position, short: Position, _ leverage: Leverage) -> Money {
        state.crossMargins(long: long, short: short, leverage, margin).maintenance
    }

    /// How much margin can leave an isolated position. MARGIN-11.
    package func removableMargin(_ side: PositionSide, _ position: Position, _ leverage: Leverage) -> Money {
        state.removableMargin(margin, side, position, leverage)
    }

    // MARK: Prices, profit and funding

    /// The price at which a margin is used up, rounded to the tick toward entry; nil when there is none. MARGIN-12.
    package func bankruptcyPrice(_ side: PositionSide, _ position: Position, margin posted: Money) -> Price? {
        margin.bankruptcyPrice(side, position, margin: posted)
    }

    /// The liquidation price of an isolated position by its posted margin, rounded to the tick toward entry; nil when
    /// there is none. MARGIN-13.
    package func liquidationPrice(_ side: PositionSide, _ position: Position, _ leverage: Leverage) -> Price? {
        margin.liquidationPrice(
            side, position, cash: state.isolatedCash(margin, side, position, leverage), tiers: state)
    }

    /// The liquidation price by what the position can lose besides its profit. MARGIN-13.
    package func liquidationPrice(_ side: PositionSide, _ position: Position, cash: Money) -> Price? {
        margin.liquidationPrice(side, position, cash: Value(cash), tiers: state)
    }

    /// The average entry price. MARGIN-21.
    package func averagePrice(_ position: Position) -> Price { margin.averagePrice(position) }

    /// Profit at a price, rounded down. MARGIN-2.
    package func unrealised(_ side: PositionSide, _ position: Position, at price: Price) -> Money {
        margin.unrealised(side, position, at: price)
    }

    /// What funding pays the holder at mark, negative when he pays. MARGIN-35.
    package func fundingCash(_ side: PositionSide, _ size: Quantity) -> Money {
        margin.instrument.fundingCash(side, size)
    }
}

extension Position {
    /// A position of which only the margins matter; it never was in a venue.
    package init(size: Quantity, entryValue: Value, margin: Money = .zero) {
        self = .none
        self.size = size
        self.entryValue = entryValue
        self.margin = margin
    }
}

extension RiskTier {
    /// A tier with its deduction given rather than derived, and room for every value.
    package init(maintenanceRate: Rate, deduction: Money) {
        self.init(
            limit: MarginSheet.maxValue, maintenanceRate: maintenanceRate, maxLeverage: Leverage(1),
            deductionFine: deduction.units * unitsInOne)
    }
}
