import MarginEngine
import Wire

/// A position as the venue shows it, flat ones included.
/// https://bybit-exchange.github.io/docs/v5/position
struct PositionRow {
    private let instrument: Instrument
    private let settleCoin: String
    private let index: PositionIndex
    private let leverage: Leverage
    private let position: Position
    /// Nil for a flat one.
    private let figures: PositionFigures?
    private let takerFee: Rate
    private let lowestTierLimit: Money
    private let isUnified: Bool
    private let mode: MarginMode
    private let takeProfit: Price?
    private let stopLoss: Price?
    private let trailingStop: Price?
    private let deleveragingRank: Rate?

    /// - Parameter side: in one-way mode the open side, any when flat.
    init(_ holding: Holding, _ side: PositionSide, in engine: borrowing Engine) {
        instrument = engine[holding.instrument]
        settleCoin = engine.settleCoin(holding.instrument)
        index = holding.index(of: side)
        mode = engine.mode(of: holding)
        leverage = holding.leverage(side, in: mode)
        position = holding[side]
        figures = engine.position(holding.marginAccount, holding.instrument, side)
        let attached = engine.pendingOrders(of: holding.marginAccount).filter { order in
            order.instrument == holding.instrument && order.side == (side == .long ? .sell : .buy)
        }
        takeProfit = attached.first { $0.purpose == .takeProfit }?.trigger?.price
        stopLoss = attached.first { $0.purpose == .stopLoss }?.trigger?.price
        trailingStop = attached.first { $0.purpose == .trailingStop }?.trail?.distance
        deleveragingRank = engine.deleveragingRank(holding.marginAccount, holding.instrument, side)
        isUnified = engine.regime(of: holding.marginAccount) == .unified
        let terms = engine.terms(holding.instrument, .bybit)
        takerFee = terms?.takerFee ?? .zero
        lowestTierLimit = terms.flatMap { engine.tiers(of: $0).first?.limit } ?? .zero
    }

    var symbol: String { instrument.symbol.text }

    /// The members of `position/list`.
    /// - Parameter averagePriceName: what the average entry price is called.
    func write(to row: inout JSONWriter, averagePriceName: StaticString = "avgPrice") {
        writeShared(to: &row, averagePriceName: averagePriceName)
        row.member("side", figures.map { $0.side == .long ? "Buy" : "Sell" } ?? "")
        // BYBIT-SWITCH-21.
        row.member("tradeMode", !isUnified && mode == .isolated ? 1 : 0)
        row.member("breakEvenPrice", breakEvenPrice)
        row.member("positionIMByMp", margin(\.initialMargin))
        row.member("positionMMByMp", margin(\.maintenanceMargin))
        row.member("positionBalance", figures?.margin.text ?? "0")
        row.member("tpslMode", "Full")
        row.member("sessionAvgPrice", settleCoin == "USDC" ? figures?.averagePrice.text ?? "" : "")
        row.member("delta", "")
        row.member("gamma", "")
        row.member("vega", "")
        row.member("theta", "")
        row.member("curRealisedPnl", earned.text)
        row.member("adlRankIndicator", adlRankIndicator)
        row.member("seq", position.sequence == 0 ? -1 : Int64(clamping: position.sequence))
        row.member("openTime", position.openedMs)
        row.member("isReduceOnly", false)
        row.member("mmrSysUpdatedTime", "")
        row.member("leverageSysUpdatedTime", "")
    }

    /// The members that `position/list` and `position/add-margin` share.
    func writeShared(to row: inout JSONWriter, averagePriceName: StaticString = "avgPrice") {
        row.member("symbol", symbol)
        row.member("positionIdx", index.rawValue)
        row.member("riskId", isPortfolio ? 0 : figures?.tier ?? 1)
        row.member("riskLimitValue", isPortfolio ? "" : (figures?.tierLimit ?? lowestTierLimit).text)
        row.member("size", position.size.text)
        row.member("positionValue", figures?.value.text ?? "")
        row.member(averagePriceName, figures?.averagePrice.text ?? "0")
        row.member("liqPrice", isPortfolio ? "" : figures?.liquidationPrice?.text ?? "")
        row.member("bustPrice", isUnified ? "" : figures?.bankruptcyPrice?.text ?? "")
        row.member("markPrice", instrument.mark.text)
        row.member("leverage", isPortfolio ? "" : leverage.text)
        row.member("autoAddMargin", position.addsMarginAutomatically ? 1 : 0)
        row.member("positionStatus", "Normal")
        row.member("positionIM", margin(\.initialMargin))
        row.member("positionMM", margin(\.maintenanceMargin))
        row.member("unrealisedPnl", figures?.unrealised.text ?? "")
        row.member("cumRealisedPnl", position.cumulativeRealised.text)
        row.member("stopLoss", stopLoss?.text ?? "")
        row.member("takeProfit", takeProfit?.text ?? "")
        row.member("trailingStop", trailingStop?.text ?? "")
        row.member("createdTime", "\(position.openedMs)")
        row.member("updatedTime", "\(position.updatedMs)")
    }

    /// In portfolio mode margin belongs to the whole account, so what is said of one position is empty.
    private var isPortfolio: Bool { mode == .portfolio }

    /// The fifth of its side's queue that the position is in: 5 for the first to be deleveraged, 0 for a flat one.
    private var adlRankIndicator: Int64 {
        guard let rank = deleveragingRank else { return 0 }
        return max(rank.units - 1, 0) / (Rate.one.units / 5) + 1
    }

    /// Profit realised since it was opened, fees and funding deducted.
    private var earned: Money { position.realised - position.costs }

    private func margin(_ part: KeyPath<PositionFigures, Money>) -> String {
        guard !isPortfolio, let figures else { return "" }
        return figures[keyPath: part].text
    }

    /// `(entry value - realised) / (quantity - |quantity| * fee)`, as documented for linear contracts, with at least
    /// this fee.
    private var breakEvenPrice: String {
        guard let figures, instrument.payoff == .linear else { return "" }
        let sign: Int128 = figures.side == .long ? 1 : -1
        let fee = max(takerFee, Rate(units: 55_000))
        let cost = sign * position.entryValue.units - earned.units
        let quantity = Int128(position.size.units) * (sign * unitsInOne - Int128(fee.units))
        guard quantity != 0 else { return "" }
        return Money(units: mulDiv(cost, unitsInOne * unitsInOne, quantity, .up)).text
    }
}
