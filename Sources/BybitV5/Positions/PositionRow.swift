import MarginEngine
import Wire

/// Where a position is shown. What a flat one does not have is "" in answers to queries and "0" in the stream. BYBIT-CALL-8.
/// https://bybit-exchange.github.io/docs/v5/websocket/private/position
struct PositionForm {
    /// What the average entry price is called.
    let averagePriceName: StaticString
    /// What stands for a figure that there is none of.
    let none: String

    static let query = PositionForm(averagePriceName: "avgPrice", none: "")
    static let stream = PositionForm(averagePriceName: "entryPrice", none: "0")
}

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
    func write(to row: inout JSONWriter, as form: PositionForm = .query) {
        writeShared(to: &row, as: form)
        row.member("side", figures.map { $0.side == .long ? "Buy" : "Sell" } ?? "")
        // BYBIT-SWITCH-21.
        row.member("tradeMode", !isUnified && mode == .isolated ? 1 : 0)
        row.member("breakEvenPrice", breakEvenPrice ?? form.none)
        row.member("positionIMByMp", margin(\.initialMargin))
        row.member("positionMMByMp", margin(\.maintenanceMargin))
        row.member("positionBalance", figures?.margin.text ?? "0")
        row.member("tpslMode", "Full")
        row.member("sessionAvgPrice", sessionAveragePrice?.text ?? form.none)
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
    func writeShared(to row: inout JSONWriter, as form: PositionForm = .query) {
        row.member("symbol", symbol)
        row.member("positionIdx", index.rawValue)
        row.member("riskId", isPortfolio ? 0 : figures?.tier ?? 1)
        row.member("riskLimitValue", isPortfolio ? "0" : (figures?.tierLimit ?? lowestTierLimit).text)
        row.member("size", position.size.text)
        row.member("positionValue", figures?.value.text ?? form.none)
        row.member(form.averagePriceName, figures?.averagePrice.text ?? "0")
        row.member("liqPrice", liquidationPrice(form))
        row.member("bustPrice", isUnified ? "" : figures?.bankruptcyPrice?.text ?? "")
        row.member("markPrice", instrument.mark.text)
        row.member("leverage", isPortfolio ? "" : leverage.text)
        row.member("autoAddMargin", position.addsMarginAutomatically ? 1 : 0)
        row.member("positionStatus", "Normal")
        row.member("positionIM", margin(\.initialMargin))
        row.member("positionMM", margin(\.maintenanceMargin))
        row.member("unrealisedPnl", figures?.unrealised.text ?? form.none)
        row.member("cumRealisedPnl", position.cumulativeRealised.text)
        row.member("stopLoss", stopLoss?.text ?? form.none)
        row.member("takeProfit", takeProfit?.text ?? form.none)
        row.member("trailingStop", trailingStop?.text ?? "0")
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

    /// Empty where margin is not a position's own.
    private func margin(_ part: KeyPath<PositionFigures, Money>) -> String {
        isPortfolio ? "" : figures?[keyPath: part].text ?? "0"
    }

    /// Empty as well for a position that no price of the instrument liquidates.
    private func liquidationPrice(_ form: PositionForm) -> String {
        guard !isPortfolio else { return "" }
        guard let figures else { return form.none }
        return figures.liquidationPrice?.text ?? ""
    }

    private var sessionAveragePrice: Price? { settleCoin == "USDC" ? figures?.averagePrice : nil }

    /// BYBIT-CALL-10. The price at which closing leaves what was earned before at zero, its own fee deducted, of which the venue takes
    /// this for the least. Linear, as documented: `(entry value - earned) / (quantity - |quantity| * fee)`. Inverse, for
    /// the same reason: `(quantity + |quantity| * fee) / (entry value + earned)`. Both with their sign.
    private var breakEvenPrice: String? {
        guard let figures else { return nil }
        let sign: Int128 = figures.side == .long ? 1 : -1
        let fee = Int128(max(takerFee, Rate(units: 55_000)).units)
        let size = Int128(position.size.units)
        let entryValue = figures.side == .long ? position.entryValue : -position.entryValue
        let (dividend, divisor) =
            switch instrument.payoff {
            case .linear: ((entryValue - Value(earned)).units, size * (sign * unitsInOne - fee))
            case .inverse: (size * (sign * unitsInOne + fee), (entryValue + Value(earned)).units)
            }
        guard divisor != 0, (dividend < 0) == (divisor < 0) else { return nil }
        return Money(units: mulDiv(dividend, unitsInOne, divisor, .up)).text
    }
}
