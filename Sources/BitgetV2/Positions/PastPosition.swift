import Desks
import Dialects
import MarginEngine
import Wire

/// A position from its opening to its end.
struct PastPosition {
    let instrument: InstrumentID
    private let side: PositionSide
    private let positionMode: PositionMode
    private let marginMode: MarginMode
    /// That of the trade that closed it.
    let number: UInt64
    let closedMs: Int64
    private var openedMs: Int64
    private var size = Quantity.zero
    private var entryValue = Value.zero
    private var exitValue = Value.zero
    private var profit = Money.zero
    /// All fees and funding paid.
    private var costs = Money.zero
    private var closingFees = Money.zero
    /// Funding received; negative when paid.
    private var funding = Money.zero

    private init(endedBy execution: Execution, _ side: PositionSide) {
        instrument = execution.order.instrument
        self.side = side
        positionMode = execution.order.positionMode
        marginMode = execution.order.marginMode
        number = execution.trade
        closedMs = execution.timeMs
        openedMs = execution.timeMs
    }

    /// All that ended, read back from what is open now. One whose beginning is no longer in the ledger is told as far
    /// as it goes.
    /// - Parameter ledger: the newest first.
    static func all(
        in ledger: [LedgerEntry], of account: MarginAccountID, _ engine: borrowing Engine
    ) -> [PastPosition] {
        var sizes = PositionSizes(of: account)
        var unfinished: [PositionPlace: PastPosition] = [:]
        var finished: [PastPosition] = []
        for entry in ledger {
            switch entry {
            case .balance: continue
            case .funding(let payment):
                unfinished[PositionPlace(payment.instrument, payment.side)]?.funding += payment.cash
            case .execution(let execution):
                let (opened, closed) = (execution.increased, execution.reduced)
                let closedAfter = sizes.size(closed, engine)
                sizes.undo(execution, engine)
                if execution.quantity > execution.closedQuantity {
                    unfinished[opened]?.openedMs = execution.timeMs
                    if sizes.size(opened, engine) == .zero, let position = unfinished.removeValue(forKey: opened) {
                        finished.append(position)
                    }
                }
                if execution.closedQuantity > .zero {
                    if closedAfter == .zero { unfinished[closed] = PastPosition(endedBy: execution, closed.side) }
                    unfinished[closed]?.add(execution)
                }
            }
        }
        return finished + unfinished.values
    }

    private mutating func add(_ execution: Execution) {
        let closed = execution.closedQuantity
        openedMs = execution.timeMs
        size += closed
        entryValue += execution.closedEntryValue
        exitValue += execution.value.part(closed, of: execution.quantity, .down)
        profit += execution.realised
        costs += execution.closedCosts
        closingFees += execution.fee.part(closed, of: execution.quantity, .up)
    }

    /// The members of the history position channel:
    /// https://www.bitget.com/api-doc/contract/websocket/private/History-Positions-Channel
    func writePush(to json: inout JSONWriter, _ contract: Contract) {
        let instrument = contract.instrument
        json.member("posId", WireID.text(position: contract.id, side, openedMs: openedMs))
        json.member("instId", contract.symbol)
        json.member("marginCoin", contract.marginCoin)
        json.member("marginMode", marginMode.word)
        json.member("holdSide", side.word)
        json.member("posMode", positionMode.word)
        json.member("openPriceAvg", instrument.averagePrice(of: size, worth: entryValue)?.text ?? "0")
        json.member("closePriceAvg", instrument.averagePrice(of: size, worth: exitValue)?.text ?? "0")
        json.member("openSize", size.text)
        json.member("closeSize", size.text)
        json.member("achievedProfits", profit.text)
        json.member("settleFee", funding.text)
        json.member("openFee", (closingFees - costs - funding).text)
        json.member("closeFee", (-closingFees).text)
        json.member("cTime", String(openedMs))
        json.member("uTime", String(closedMs))
    }

    /// Fees and funding are negative when they were paid, as in bills and fills.
    func write(to json: inout JSONWriter, _ contract: Contract) {
        let instrument = contract.instrument
        json.member("positionId", WireID.text(number))
        json.memberSymbol(contract)
        json.member("holdSide", side.word)
        json.member("openAvgPrice", instrument.averagePrice(of: size, worth: entryValue)?.text ?? "0")
        json.member("closeAvgPrice", instrument.averagePrice(of: size, worth: exitValue)?.text ?? "0")
        json.member("marginMode", marginMode.word)
        json.member("openTotalPos", size.text)
        json.member("closeTotalPos", size.text)
        json.member("pnl", profit.text)
        json.member("netProfit", (profit - costs).text)
        json.member("totalFunding", funding.text)
        json.member("openFee", (closingFees - costs - funding).text)
        json.member("closeFee", (-closingFees).text)
        json.member("posMode", positionMode.word)
        json.member("ctime", String(openedMs))
        json.member("utime", String(closedMs))
    }
}
