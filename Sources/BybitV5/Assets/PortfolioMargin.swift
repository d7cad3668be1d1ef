import Desks
import Dialects
import MarginEngine
import Wire

/// `GET /v5/asset/portfolio-margin`: the stress of each base coin that the account has positions on, term by term, as it
/// is in portfolio margin or would be. Options, the spot hedge and fees of closing are not simulated: they are nothing.
/// https://bybit-exchange.github.io/docs/v5/asset/portfolio-margin
struct PortfolioMargin: PrivateCall {
    private let marginAccount: MarginAccountID
    private let baseCoin: String?

    init(_ parameters: Parameters, by caller: Login) throws(ReturnCode) {
        marginAccount = caller.account.main
        baseCoin = try parameters.text("baseCoin")
    }

    func perform(on desk: inout Desk) throws(ReturnCode) -> Answer {
        let figures = desk.engine.unified(marginAccount, as: .portfolio)
        let orders = desk.engine.openOrders(of: marginAccount)
        var stresses: [BaseCoinStress] = []
        for unit in desk.engine.portfolioUnits(of: marginAccount) where baseCoin.map({ $0 == unit.base.text }) ?? true {
            let stress = BaseCoinStress(unit, of: marginAccount, orders, in: desk.engine)
            if !stress.positions.isEmpty { stresses.append(stress) }
        }
        return Answer(message: "Success") { result in
            result.memberObject("wallet") { figures.writePortfolioWallet(to: &$0) }
            result.memberArray("assetPnlRange") { list in
                for stress in stresses { list.object { stress.write(to: &$0) } }
            }
        }
    }
}

extension UnifiedFigures {
    fileprivate func writePortfolioWallet(to wallet: inout JSONWriter) {
        wallet.member("equity", totalEquity.text)
        wallet.member("cashBalance", totalWallet.text)
        wallet.member("marginBalance", marginBalance.text)
        wallet.member("availableBalance", available.text)
        wallet.member("accountIM", initialMargin.text)
        wallet.member("accountMM", maintenanceMargin.text)
        wallet.member("accountMMRate", rate(of: maintenanceMargin))
        wallet.member("accountIMRate", rate(of: initialMargin))
    }

    /// Of equity, cut to 4 digits as in the venue's example.
    private func rate(of margin: Money) -> String {
        guard margin > .zero else { return "0" }
        guard totalEquity > .zero else { return "" }
        let step: Int128 = 10_000
        let units = mulDiv(margin.units, unitsInOne, totalEquity.units, .down)
        return Money(units: units / step * step).text
    }
}

/// The positions on one base coin, and what they would gain and lose.
private struct BaseCoinStress {
    struct Held {
        let symbol: String
        let isLinear: Bool
        let settleCoin: String
        /// Negative for a short.
        let size: String
        let averagePrice: String
        let markPrice: String
        let orderSize: String
        /// In USD at mark, negative for a short.
        let value: Money
    }

    let unit: PortfolioUnit
    private(set) var positions: [Held] = []

    /// - Parameter orders: all open ones of the account.
    init(_ unit: PortfolioUnit, of account: MarginAccountID, _ orders: [Order], in engine: borrowing Engine) {
        self.unit = unit
        for holding in engine.holdings(of: account) {
            let instrument = engine[holding.instrument]
            guard instrument.base == unit.base else { continue }
            for side in PositionSide.allCases {
                guard let figures = engine.position(account, holding.instrument, side) else { continue }
                let resting = orders.filter { $0.instrument == holding.instrument && $0.side.opens == side }
                let value = engine.usdValueAtMark(holding, side)
                positions.append(
                    Held(
                        symbol: instrument.symbol.text, isLinear: instrument.payoff == .linear,
                        settleCoin: engine[instrument.settle].name.text,
                        size: (side == .long ? "" : "-") + holding[side].size.text,
                        averagePrice: figures.averagePrice.text,
                        markPrice: instrument.mark.text(decimals: 8),
                        orderSize: resting.reduce(Quantity.zero) { $0 + $1.remaining }.text,
                        value: side == .long ? value : -value))
            }
        }
    }

    func write(to row: inout JSONWriter) {
        row.member("baseCoin", unit.base.text)
        row.memberObject("totalPnlRanges") { totals in
            totals.memberObject("ALL") { write(unit.net, to: &$0) }
            totals.memberObject("PERPETUAL") { write(unit.net, to: &$0) }
            totals.memberObject("OPTION") { write(.zero, to: &$0) }
        }
        row.memberArray("perpPositionPnlRanges") { list in
            for position in positions { list.object { write(position, to: &$0) } }
        }
        row.memberArray("optionExpiryDatePnlRanges") { _ in }
        row.memberObject("contingency") { members in
            members.member("optionContingency", Money.zero.text(decimals: 8))
            members.member("futureDeltaContingency", unit.deltaContingency.text(decimals: 8))
            members.member("optionVegaContingency", Money.zero.text(decimals: 8))
            members.member("contingencyComponents", unit.contingency.text(decimals: 8))
            members.member("usdtUsdcContingency", unit.spreadContingency.text(decimals: 8))
            members.member("futureContingency", unit.futureContingency.text(decimals: 8))
        }
        row.memberObject("asset") { asset in
            asset.member("coin", unit.base.text)
            asset.member("assetIM", unit.initial.text)
            asset.member("assetMM", unit.maintenance.text)
        }
        row.member(
            "maxLossPriceMove", unit.net == .zero ? "0" : (unit.net > .zero ? -unit.terms.range : unit.terms.range).text
        )
        row.member("maxLossIvShock", "0")
        row.member("totalClosePzFee", "0")
        row.memberObject("spotHedgeInfo") { hedge in
            hedge.member("hedgeSpotSize", "0")
            hedge.member("walletBalance", "0")
            hedge.member("usdIndexPrice", "0")
            write(.zero, to: &hedge)
        }
        row.memberArray("maxLossIvShockList") { list in for _ in scales { list.value("0") } }
    }

    private func write(_ position: Held, to row: inout JSONWriter) {
        row.member("symbolName", position.symbol)
        row.member("position", position.size)
        write(position.value, to: &row)
        row.member("sessionAvgPrice", position.averagePrice)
        row.member("markPrice", position.markPrice)
        row.member("orderSize", position.orderSize)
        row.member("contractType", position.isLinear ? 2 : 1)
        row.member("settleCoin", position.settleCoin)
        row.member("symbolAlias", position.symbol)
    }

    /// From one end of the range to the other in eleven points, as the venue's example has them.
    private var scales: [Rate] {
        (-5...5).map { Rate(units: unit.terms.range.units / 5 * $0) }
    }

    /// What a value in USD gains at each point.
    private func write(_ value: Money, to members: inout JSONWriter) {
        members.memberArray("pnlRanges") { list in
            for scale in scales {
                list.object { point in
                    point.member("priceScale", scale == .zero ? "0.0" : scale.text)
                    point.memberArray("pnls") { $0.value(value.times(scale, .down).text(decimals: 8)) }
                }
            }
        }
    }
}
