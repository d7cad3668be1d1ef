import MarginEngine

extension FixedPoint {
    var exact: Rational { Rational(units: units) }
}

extension Value {
    var exact: Rational { Rational(units: units) * Rational(units: 1) }
}

extension Leverage {
    var exact: Rational { Rational(units: hundredths) * 1_000_000 }
}

/// Why the model refuses a command, thrown from wherever the rule stands.
struct Refused: Error {
    let refusal: Refusal
}

/// A rule: what must hold, and the refusal when it does not.
func require(_ condition: Bool, _ refusal: Refusal) throws(Refused) {
    if !condition { throw Refused(refusal: refusal) }
}

extension Side {
    /// The position side that an order of this side opens in one-way mode.
    var opened: PositionSide { self == .buy ? .long : .short }
}

extension Purpose {
    var isWholeStop: Bool { self == .takeProfit || self == .stopLoss || self == .trailingStop }
}

extension PortfolioTerms {
    /// What applies where nothing was set. MARGIN-15.
    static func published(of base: String) -> PortfolioTerms {
        PortfolioTerms(
            range: Rate(units: base == "BTC" || base == "ETH" ? 10_000_000 : 15_000_000),
            futureContingency: Rate(units: base == "BTC" ? 30_000 : 500_000))
    }
}

extension Command {
    /// Whom a command is about, and in which instrument, if in one.
    var accountAndInstrument: (account: Int, instrument: Int?)? {
        let (account, instrument): (MarginAccountID, InstrumentID?)
        switch self {
        case .setPositionMode(let id, .instrument(let one), _): (account, instrument) = (id, one)
        case .deposit(let id, _, _), .withdraw(let id, _, _), .transfer(let id, _, _, _),
            .setAccountMarginMode(let id, _), .setPositionMode(let id, _, _), .amendOrder(let id, _, _, _, _, _, _, _),
            .cancelOrder(let id, _), .cancelAllOrders(let id, _), .setMarginRegime(let id, _),
            .repay(let id, _, _), .setCollateralSwitch(let id, _, _):
            (account, instrument) = (id, nil)
        case .setSymbolMarginMode(let id, let one, _, _), .adjustMargin(let id, let one, _, _),
            .setAutoAddMargin(let id, let one, _, _), .setLeverage(let id, let one, _),
            .setPositionStops(let id, let one, _, _, _, _, _):
            (account, instrument) = (id, one)
        case .placeOrder(let order): (account, instrument) = (order.marginAccount, order.instrument)
        case .listAsset, .listInstrument, .setContractTerms, .setPortfolioTerms, .setLoanTerms, .openAccount,
            .setAccountKind, .fundInsurance,
            .setCollateralLimit, .setPrices, .setFundingRate, .setBookOnly, .advance:
            return nil
        }
        return (Int(account.index), instrument.map { Int($0.index) })
    }
}
