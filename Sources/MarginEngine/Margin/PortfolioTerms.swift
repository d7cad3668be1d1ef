/// How portfolio margin stresses the contracts on one base coin. The venue documents the terms, not their figures but
/// BTC's contingency: MARGIN-15. https://bybit-exchange.github.io/docs/v5/asset/portfolio-margin
public struct PortfolioTerms: Sendable, Equatable, BitwiseCopyable {
    /// The greatest move of the coin's price, either way: above 0, at most 1.
    public var range: Rate
    /// Of the value at index of all positions: 0 to 1.
    public var futureContingency: Rate
    /// Of the net value at index: 0 to 1.
    public var deltaContingency: Rate
    /// Of the value at index of what contracts of different settle coins hedge of each other: 0 to 1.
    public var spreadContingency: Rate

    /// Checked when they are set: `Refusal.invalidDefinition`.
    public init(
        range: Rate, futureContingency: Rate, deltaContingency: Rate = .zero, spreadContingency: Rate = .zero
    ) {
        self.range = range
        self.futureContingency = futureContingency
        self.deltaContingency = deltaContingency
        self.spreadContingency = spreadContingency
    }

    /// Those of a coin of which none were set: BTC's contingency is the venue's, the ranges of BTC and ETH too, the rest
    /// ours.
    static func standard(of base: InlineText) -> PortfolioTerms {
        PortfolioTerms(
            range: Rate(units: base == bitcoin || base == ether ? 10_000_000 : 15_000_000),
            futureContingency: Rate(units: base == bitcoin ? 30_000 : 500_000))
    }

    private static let bitcoin = InlineText("BTC")
    private static let ether = InlineText("ETH")
}

/// The portfolio terms of a base coin that some were set for.
struct PortfolioTermsRow: BitwiseCopyable {
    let base: InlineText
    var terms: PortfolioTerms
}

extension Engine {
    mutating func setPortfolioTerms(_ base: String, _ terms: PortfolioTerms) -> Outcome {
        if let refusal = state.set(terms, of: base) { return .refused(refusal) }
        for instrument in state.instrumentIDs where state[instrument].base.text == base {
            forEachHolder(of: instrument) { $0.state.loosen($0.state.holdings[$1].marginAccount) }
            watchAll(in: instrument)
        }
        return .accepted
    }
}

extension State {
    /// Sets the portfolio terms of a base coin, or says why not.
    mutating func set(_ terms: PortfolioTerms, of base: String) -> Refusal? {
        guard let base = InlineText(base), terms.isWithinBounds,
            instrumentIDs.contains(where: { self[$0].base == base })
        else { return .invalidDefinition }
        if let handle = portfolioTerms.handles.first(where: { portfolioTerms[$0].base == base }) {
            portfolioTerms[handle].terms = terms
        } else {
            _ = portfolioTerms.append(PortfolioTermsRow(base: base, terms: terms))
        }
        return nil
    }

    /// The portfolio terms that apply to the contracts on a base coin.
    func portfolioTerms(of base: InlineText) -> PortfolioTerms {
        let set = portfolioTerms.handles.first { portfolioTerms[$0].base == base }
        return set.map { portfolioTerms[$0].terms } ?? .standard(of: base)
    }
}

extension PortfolioTerms {
    fileprivate var isWithinBounds: Bool {
        range > .zero && range <= .one
            && [futureContingency, deltaContingency, spreadContingency].allSatisfy { (.zero ... .one).contains($0) }
    }
}
