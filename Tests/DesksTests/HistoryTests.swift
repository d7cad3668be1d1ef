import Desks
import MarginEngine
import TestDesks
import Testing

/// What accounts did lately, folded from events. One contract quoted by the house; taker fee 0.06 %.
@Suite struct HistoryTests {
    private static let btcusdt = InstrumentID(index: 0)
    private static let usdt = AssetID(index: 0)

    private static func opened() -> Desk {
        var desk = Desk()
        desk.wallMs = 1_700_000_000_000
        desk.open()
        return desk
    }

    private static func owner(_ desk: borrowing Desk, _ uid: UInt64) -> AccountID {
        desk.engine.owner(of: desk.main(uid))
    }

    private static func setMark(_ desk: inout Desk, _ whole: Int64) {
        let price = Price(units: whole * 100_000_000)
        _ = desk.apply(.setPrices(btcusdt, mark: price, index: price))
    }

    /// A limit order that closes a long.
    private static func closing(_ desk: borrowing Desk, _ thousandths: Int64, at whole: Int64) -> Command {
        .placeOrder(
            NewOrder(
                marginAccount: desk.main(1), instrument: btcusdt, side: .sell, target: .long, kind: .limit,
                timeInForce: .goodTillCancelled, quantity: Quantity(units: thousandths * 100_000),
                price: Price(units: whole * 100_000_000)))
    }

    /// What all entries of an account's ledger changed its wallet by.
    private static func sum(_ ledger: [LedgerEntry]) -> Money {
        ledger.reduce(.zero) { sum, entry in
            switch entry {
            case .execution(let execution): sum + execution.realised - execution.fee
            case .funding(let payment): sum + payment.cash
            case .balance(let change): sum + change.change
            }
        }
    }

    @Test("One order closes one row, with the fees of opening and closing what it closed")
    func closedPositions() throws {
        var desk = Self.opened()
        _ = desk.apply(desk.market(1, .buy, thousandths: 200))  // 0.2 at 60,000.1: fee 7.200012
        _ = desk.apply(desk.market(1, .sell, thousandths: 50, closing: true))
        _ = desk.apply(desk.market(1, .sell, thousandths: 150, closing: true))
        let owner = Self.owner(desk, 1)
        let rows = desk.history.closedPositions(of: owner)
        #expect(rows.map(\.quantity.text) == ["0.15", "0.05"])
        #expect(rows.map(\.side) == [.long, .long])
        #expect(rows.map { $0.entryValue.amount(to: .buy).text } == ["9000.015", "3000.005"])
        #expect(rows.map { $0.exitValue.amount(to: .sell).text } == ["8999.985", "2999.995"])
        #expect(rows.map(\.profit.text) == ["-0.03", "-0.01"])
        // closing 8,999.985 and 2,999.995 * 0.0006; opening 7.200012 * 3/4 and 1/4
        #expect(rows.map(\.closingFees.text) == ["5.399991", "1.799997"])
        #expect(rows.map(\.costs.text) == ["10.8", "3.6"])
    }

    @Test("Fills of one order make one row even when another order closed in between")
    func interleavedFills() throws {
        var desk = Self.opened()
        _ = desk.apply(desk.market(1, .buy, thousandths: 300))
        _ = desk.apply(Self.closing(desk, 200, at: 60_010))
        // uid 2 takes half of the resting order from below the house's next quotes.
        _ = desk.apply(.setBookOnly(Self.btcusdt, true))
        _ = desk.apply(desk.market(2, .buy, thousandths: 100))
        _ = desk.apply(.setBookOnly(Self.btcusdt, false))
        _ = desk.apply(desk.market(1, .sell, thousandths: 100, closing: true))
        _ = desk.apply(.setBookOnly(Self.btcusdt, true))
        _ = desk.apply(desk.market(2, .buy, thousandths: 100))
        let owner = Self.owner(desk, 1)
        let rows = desk.history.closedPositions(of: owner)
        #expect(rows.map(\.quantity.text) == ["0.1", "0.2"])
        #expect(rows.map(\.fillCount) == [1, 2])
        #expect(rows.last?.exitValue.rounded(.down) == Money("12002"))
    }

    @Test("Every change of a wallet is in the ledger once: deposits, trades, funding, a takeover")
    func ledgerOfALiquidation() throws {
        var desk = Self.opened()
        _ = desk.apply(.fundInsurance(Self.usdt, Money(units: 100_000_000_000_000)))
        _ = desk.apply(.setPositionMode(desk.main(1), .instrument(Self.btcusdt), .oneWay))
        _ = desk.apply(.setSymbolMarginMode(desk.main(1), Self.btcusdt, .isolated, leverage: nil))
        let order = NewOrder(
            marginAccount: desk.main(1), instrument: Self.btcusdt, side: .buy, kind: .market,
            timeInForce: .immediateOrCancel, quantity: Quantity(units: 50_000_000))
        _ = desk.apply(.placeOrder(order))
        desk.wallMs += 28_800_000
        desk.keepTime()
        Self.setMark(&desk, 54_000)
        let owner = Self.owner(desk, 1)
        let rows = desk.history.closedPositions(of: owner)
        #expect(rows.map(\.kind) == [.takeover])
        let wallet = desk.engine.wallet(desk.main(1), Self.usdt)
        // 100,000 - 18.00003 - 0.0001 * 30,000 - margin 3,000.005
        #expect(wallet.text == "96978.99497")
        let ledger = desk.history.ledger(of: owner)
        #expect(ledger.count == 4)
        #expect(Self.sum(ledger) == wallet)
    }

    @Test("A liquidated position is one row, with what justified it and what the account was after it")
    func liquidation() throws {
        var desk = Self.opened()
        _ = desk.apply(.fundInsurance(Self.usdt, Money(units: 100_000_000_000_000)))
        _ = desk.apply(.setSymbolMarginMode(desk.main(1), Self.btcusdt, .isolated, leverage: nil))
        _ = desk.apply(desk.market(1, .buy, thousandths: 500))
        Self.setMark(&desk, 54_000)
        let owner = Self.owner(desk, 1)
        let others = desk.history.liquidations(of: Self.owner(desk, 2))
        #expect(others.isEmpty)
        let rows = desk.history.liquidations(of: owner)
        let wallet = desk.engine.wallet(desk.main(1), Self.usdt)
        #expect(rows.map(\.quantity.text) == ["0.5"])
        let row = try #require(rows.first)
        // Bought at 60,000.1 and 10x: 3,000.005 posted, 3,000.05 lost at mark; 0.4 % and the closing fee of 27,000.
        #expect(row.entryValue.amount(to: .buy).text == "30000.05")
        #expect(row.mark.text == "54000")
        #expect(row.equity.text == "-0.045")
        #expect(row.maintenanceMargin.text == "124.2")
        #expect(row.profit - row.fees == -Money(units: 300_000_500_000))
        #expect(row.equityAfter == wallet)
        #expect(row.maintenanceMarginAfter == .zero)
        #expect(!row.wasDeleveraged)
        let restored = try Desk(restoring: desk)
        let kept = try #require(restored.history.liquidations(of: owner).first)
        #expect(kept.profit == row.profit)
        #expect(kept.equityAfter == row.equityAfter)
    }

    @Test("A deleveraged position is in the ledger once, and is a closed position")
    func ledgerOfADeleveraging() throws {
        var desk = Self.opened()
        _ = desk.apply(.setBookOnly(Self.btcusdt, true))
        let long = NewOrder(
            marginAccount: desk.main(1), instrument: Self.btcusdt, side: .buy, target: .long, kind: .limit,
            timeInForce: .goodTillCancelled, quantity: Quantity(units: 1_500_000_000),
            price: Price(units: 6_000_000_000_000))
        _ = desk.apply(.placeOrder(long))
        _ = desk.apply(desk.market(2, .sell, thousandths: 15_000))
        Self.setMark(&desk, 50_000)
        for uid: UInt64 in [1, 2] {
            let owner = Self.owner(desk, uid)
            let wallet = desk.engine.wallet(desk.main(uid), Self.usdt)
            #expect(Self.sum(desk.history.ledger(of: owner)) == wallet)
            let kinds = desk.history.closedPositions(of: owner).map(\.kind)
            #expect(kinds == [uid == 1 ? .takeover : .deleveraging])
            let wereDeleveraged = desk.history.liquidations(of: owner).map(\.wasDeleveraged)
            #expect(wereDeleveraged == (uid == 1 ? [true] : []))
        }
        let owner = Self.owner(desk, 1)
        let takeover = try #require(desk.history.executions(of: owner).first { $0.kind == .takeover })
        let restored = try Desk(restoring: desk)
        #expect(restored.history.liquidations(of: owner).map(\.takeover) == [takeover.trade])
    }

    @Test("The oldest rows are dropped: 500 orders, 500 executions, 200 closed positions, 1,000 wallet changes")
    func caps() throws {
        var desk = Self.opened()
        for _ in 0..<560 {
            _ = desk.apply(desk.market(1, .buy, thousandths: 1))
            _ = desk.apply(desk.market(1, .sell, thousandths: 1, closing: true))
        }
        let owner = Self.owner(desk, 1)
        let orders = desk.history.orders(of: owner).map(\.id.number)
        #expect(orders.count == 500)
        #expect(orders.first == 1_120)
        #expect(orders.last == 621)
        let executions = desk.history.executions(of: owner).map(\.order.id.number)
        #expect(executions.count == 500)
        #expect(executions.last == 621)
        let closed = desk.history.closedPositions(of: owner).map(\.order.id.number)
        #expect(closed.count == 200)
        #expect(closed.first == 1_120)
        #expect(closed.last == 722)
        let ledger = desk.history.ledger(of: owner)
        #expect(ledger.count == 1_000)
        guard case .execution(let oldest) = try #require(ledger.last) else {
            Issue.record("not an execution")
            return
        }
        #expect(oldest.order.id.number == 121)
    }

    @Test("The last hundred mode switches, each with the figures before and after")
    func modeSwitches() throws {
        var desk = Self.opened()
        for _ in 0..<60 {
            _ = desk.apply(.setSymbolMarginMode(desk.main(1), Self.btcusdt, .isolated, leverage: nil))
            _ = desk.apply(.setSymbolMarginMode(desk.main(1), Self.btcusdt, .cross, leverage: nil))
        }
        let owner = Self.owner(desk, 1)
        let switches = desk.history.modeSwitches(of: owner)
        #expect(switches.count == 100)
        #expect(switches.first?.to == .cross)
        #expect(switches.last?.to == .isolated)
        #expect(switches.first?.before.equity.text == "100000")
    }

    @Test("What never happened is an empty list")
    func nothing() {
        let desk = Self.opened()
        let owner = Self.owner(desk, 2)
        let count = desk.history.orders(of: owner).count + desk.history.closedPositions(of: owner).count
        #expect(count == 0)
        #expect(desk.history.ledger(of: owner).count == 1)
    }
}
