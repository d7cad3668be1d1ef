import Desks
import Dialects
import MarginEngine
import Wire

/// One side of a contract with a position on it.
struct PositionRow {
    private let figures: PositionFigures
    private let contract: Contract
    private let positionMode: PositionMode
    /// Received since it was opened; negative when paid.
    private let funding: Money
    private var takeProfit: Order?
    private var stopLoss: Order?
    private let pool: PoolFigures
    private let union: UnionFigures?
    /// What resting orders would add to it and take from it.
    private var opening = Quantity.zero
    private var closing = Quantity.zero

    init(_ figures: PositionFigures, _ contract: Contract, of login: Login, _ desk: borrowing Desk) {
        self.figures = figures
        self.contract = contract
        positionMode = desk.engine.holding(login.marginAccount, contract.id).positionMode
        pool = desk.engine.pool(login.marginAccount, contract.instrument.settle)
        union = UnionFigures(login.marginAccount, in: desk.engine)
        funding = desk.history.ledger(of: login.accountID).reduce(.zero) { sum, entry in
            sum + entry.funding(of: figures, contract.id)
        }
        for order in desk.engine.pendingOrders(of: login.marginAccount) where order.instrument == contract.id {
            guard order.concerns(figures.side) else { continue }
            if order.status == .untriggered {
                guard order.closedSide == figures.side else { continue }
                if order.purpose == .takeProfit { takeProfit = order }
                if order.purpose == .stopLoss { stopLoss = order }
            } else if order.side == figures.side.opening {
                opening += order.remaining
            } else {
                closing += order.remaining
            }
        }
        closing = min(closing, figures.position.size)
    }

    func isNewer(than other: PositionRow) -> Bool {
        let (mine, theirs) = (figures.position, other.figures.position)
        return (mine.openedMs, mine.sequence) > (theirs.openedMs, theirs.sequence)
    }

    func write(to json: inout JSONWriter) {
        let position = figures.position
        json.member("symbol", contract.symbol)
        json.member("marginCoin", contract.marginCoin)
        json.member("holdSide", figures.side.word)
        json.member("openDelegateSize", opening.text)
        json.member("marginSize", marginSize.text)
        json.member("available", (position.size - closing).text)
        json.member("locked", closing.text)
        json.member("total", position.size.text)
        json.member("leverage", figures.leverage.text)
        json.member("achievedProfits", position.realised.text)
        json.member("openPriceAvg", figures.averagePrice.text)
        json.member("marginMode", figures.mode.word)
        json.member("posMode", positionMode.word)
        json.member("unrealizedPL", figures.unrealised.text)
        json.member("liquidationPrice", figures.liquidationPrice?.text ?? "0")
        json.member("keepMarginRate", figures.maintenanceRate.text)
        json.member("markPrice", contract.instrument.mark.text)
        json.member("breakEvenPrice", breakEvenPrice.text)
        json.member("totalFee", funding.text)
        json.member("deductedFee", (position.costs + funding).text)
        json.member("marginRatio", marginRatio)
        json.member("assetMode", assetModeWord)
        json.member("autoMargin", position.addsMarginAutomatically ? "on" : "off")
        json.member("grant", "")
        json.member("takeProfit", takeProfit?.trigger?.price.text ?? "")
        json.member("stopLoss", stopLoss?.trigger?.price.text ?? "")
        json.member("takeProfitId", takeProfit?.id.text ?? "")
        json.member("stopLossId", stopLoss?.id.text ?? "")
        json.member("cTime", String(position.openedMs))
        json.member("uTime", String(position.updatedMs))
    }

    /// Isolated: what is posted. Crossed: entry value / leverage, for display only.
    private var marginSize: Money {
        figures.mode == .isolated
            ? figures.margin : figures.position.entryValue.divided(by: figures.leverage, .up)
    }

    /// At 1 the position, or what shares its cross margin, is liquidated.
    private var marginRatio: String {
        if let union { return union.riskRate }
        return figures.mode == .isolated
            ? ratio(figures.maintenanceMargin, to: figures.margin + figures.unrealised, .up)
            : ratio(pool.crossMaintenanceMargin, to: pool.crossEquity, .up)
    }

    private var assetModeWord: String { (union == nil ? MarginRegime.perSymbol : .unified).assetModeWord }

    /// Where a close pays for the taker fee of both ends: entry * (1 + f) / (1 - f) for a long, the inverse of that
    /// for a short, whichever way the contract pays.
    private var breakEvenPrice: Price {
        let fee = Int128(contract.terms.takerFee.units)
        let (more, less) = (unitsInOne + fee, unitsInOne - fee)
        let entry = Int128(figures.averagePrice.units)
        let units = figures.side == .long ? mulDiv(entry, more, less, .up) : mulDiv(entry, less, more, .down)
        return Price(units: Int64(clamping: units))
    }
}

extension LedgerEntry {
    /// What the entry is of an open position's funding.
    fileprivate func funding(of figures: PositionFigures, _ instrument: InstrumentID) -> Money {
        guard case .funding(let payment) = self, payment.instrument == instrument, payment.side == figures.side,
            payment.timeMs > figures.position.openedMs
        else { return .zero }
        return payment.cash
    }
}

extension Order {
    /// True when a fill may change the position on that side.
    func concerns(_ side: PositionSide) -> Bool {
        switch target {
        case .net: true
        case .long: side == .long
        case .short: side == .short
        }
    }
}

extension PositionRow {
    /// The members of the positions channel:
    /// https://www.bitget.com/api-doc/contract/websocket/private/Positions-Channel
    func writePush(to json: inout JSONWriter) {
        let position = figures.position
        json.member("posId", positionID)
        json.member("instId", contract.symbol)
        json.member("marginCoin", contract.marginCoin)
        json.member("marginSize", marginSize.text)
        json.member("marginMode", figures.mode.word)
        json.member("holdSide", figures.side.word)
        json.member("posMode", positionMode.word)
        json.member("total", position.size.text)
        json.member("available", (position.size - closing).text)
        json.member("frozen", closing.text)
        json.member("openPriceAvg", figures.averagePrice.text)
        json.member("leverage", figures.leverage.whole)
        json.member("achievedProfits", position.realised.text)
        json.member("unrealizedPL", figures.unrealised.text)
        json.member("unrealizedPLR", ratio(figures.unrealised, to: marginSize, .down))
        json.member("liquidationPrice", figures.liquidationPrice?.text ?? "0")
        json.member("keepMarginRate", figures.maintenanceRate.text)
        json.member("isolatedMarginRate", figures.mode == .isolated ? marginRatio : "0")
        json.member("marginRate", marginRatio)
        json.member("breakEvenPrice", breakEvenPrice.text)
        json.member("totalFee", funding.text)
        json.member("deductedFee", (position.costs + funding).text)
        json.member("markPrice", contract.instrument.mark.text)
        json.member("assetMode", assetModeWord)
        json.member("autoMargin", position.addsMarginAutomatically ? "on" : "off")
        json.member("cTime", String(position.openedMs))
        json.member("uTime", String(position.updatedMs))
    }

    private var positionID: String {
        WireID.text(position: contract.id, figures.side, openedMs: figures.position.openedMs)
    }
}

extension WireID {
    /// A position has no number of its own: its place and when it was opened name it.
    static func text(position instrument: InstrumentID, _ side: PositionSide, openedMs: Int64) -> String {
        text(UInt64(max(0, openedMs)) * 1_000 + UInt64(instrument.index) * 2 + UInt64(side.rawValue - 1))
    }
}
