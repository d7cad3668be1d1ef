/// One base coin's share of what a portfolio account needs, in USD. MARGIN-15.
/// https://bybit-exchange.github.io/docs/v5/asset/portfolio-margin
public struct PortfolioUnit: Sendable, BitwiseCopyable {
    /// The coin that its contracts are on.
    public let base: InlineText
    /// How it is stressed.
    public let terms: PortfolioTerms
    /// The value at mark of its longs less that of its shorts.
    public internal(set) var net = Money.zero
    /// The value at index of all its positions.
    public internal(set) var gross = Money.zero
    /// The values at index of its longs less its shorts, by the place of their settle asset.
    private var nets = InlineArray<8, Money>(repeating: .zero)

    init(_ base: InlineText, _ terms: PortfolioTerms) {
        self.base = base
        self.terms = terms
    }

    mutating func add(_ side: PositionSide, atMark: Money, atIndex: Money, settledIn asset: AssetID) {
        net += side == .long ? atMark : -atMark
        gross += atIndex
        nets[Int(asset.index)] += side == .long ? atIndex : -atIndex
    }

    /// What it would lose at the worse end of its range: that of perpetuals is always one of the two.
    public var greatestLoss: Money { max(net, -net).times(terms.range, .up) }
    /// For all its positions.
    public var futureContingency: Money { gross.times(terms.futureContingency, .up) }
    /// For what is not hedged.
    public var deltaContingency: Money {
        let net = nets.indices.reduce(Money.zero) { $0 + nets[$1] }
        return max(net, -net).times(terms.deltaContingency, .up)
    }
    /// For what contracts of different settle coins hedge of each other.
    public var spreadContingency: Money {
        let long = nets.indices.reduce(Money.zero) { $0 + nets[$1].orZero }
        let short = nets.indices.reduce(Money.zero) { $0 + (-nets[$1]).orZero }
        return min(long, short).times(terms.spreadContingency, .up)
    }
    /// All contingencies together.
    public var contingency: Money { futureContingency + deltaContingency + spreadContingency }
    /// The greatest loss and all contingencies.
    public var maintenance: Money { greatestLoss + contingency }
    /// Maintenance margin times 1.2.
    public var initial: Money { maintenance.times(Self.initialFactor, .up) }

    /// Initial over maintenance margin, as the venue's example has it.
    static let initialFactor = Rate(units: 120_000_000)
}

extension State {
    /// Initial and maintenance margin of all positions under the stress of portfolio margin, in USD.
    func portfolioRisk(
        _ account: MarginAccountID, supposing supposed: Supposition? = nil
    ) -> (initial: Money, maintenance: Money) {
        var maintenance = Money.zero
        forEachPortfolioUnit(of: account, supposing: supposed) { maintenance += $0.maintenance }
        return (maintenance.times(PortfolioUnit.initialFactor, .up), maintenance)
    }

    /// The base coins that an account has holdings on, each once, the newest first.
    func forEachPortfolioUnit(
        of account: MarginAccountID, supposing supposed: Supposition? = nil, _ body: (PortfolioUnit) -> Void
    ) {
        let extra = supposed.flatMap { holdingHandle(account, $0.holding.instrument) == nil ? $0.holding : nil }
        var handle = self[account].newestHolding
        while !handle.isNone {
            let holding = holdings[handle]
            if isNewest(ofItsBase: handle) {
                body(portfolioUnit(account, self[holding.instrument].base, supposing: supposed))
            }
            handle = holding.older
        }
        if let extra, !anyHolding(of: account, { self[$0.instrument].base == self[extra.instrument].base }) {
            body(portfolioUnit(account, self[extra.instrument].base, supposing: supposed))
        }
    }

    private func isNewest(ofItsBase handle: Handle<Holding>) -> Bool {
        let base = self[holdings[handle].instrument].base
        var other = self[holdings[handle].marginAccount].newestHolding
        while other != handle, !other.isNone {
            if self[holdings[other].instrument].base == base { return false }
            other = holdings[other].older
        }
        return true
    }

    private func portfolioUnit(
        _ account: MarginAccountID, _ base: InlineText, supposing supposed: Supposition?
    ) -> PortfolioUnit {
        var unit = PortfolioUnit(base, portfolioTerms(of: base))
        func add(_ holding: Holding) {
            let instrument = self[holding.instrument]
            guard instrument.base == base else { return }
            for side in PositionSide.allCases where holding[side].isOpen {
                unit.add(
                    side, atMark: usdValue(instrument, holding[side].size, at: instrument.mark),
                    atIndex: usdValue(instrument, holding[side].size, at: instrument.index),
                    settledIn: instrument.settle)
            }
        }
        forEachHolding(of: account) { _, holding in
            add(supposed?.holding.instrument == holding.instrument ? supposed?.holding ?? holding : holding)
        }
        if let supposed, holdingHandle(account, supposed.holding.instrument) == nil { add(supposed.holding) }
        return unit
    }

    /// The USD value of a quantity at a price: a linear one's in its settle asset's USD price, an inverse one's its own.
    func usdValue(_ instrument: Instrument, _ size: Quantity, at price: Price) -> Money {
        guard instrument.payoff == .linear else { return Money(units: Int128(size.units)) }
        let dollars = Int128(usdPrice(of: instrument.settle).units)
        return instrument.exactValue(of: size, at: price).times(dollars, over: unitsInOne, .up)
    }
}
