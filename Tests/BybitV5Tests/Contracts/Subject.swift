import Desks
import MarginEngine
import Testing

/// What an account went through before it is asked.
enum Scenario: String, CaseIterable {
    /// Nothing, and it has no money.
    case empty
    /// Positions on three contracts, orders that rest, wait and ended, stops, a closed part, funding.
    case busy
    /// A long that was liquidated a moment ago.
    case liquidated
    /// The same of an isolated position, which the insurance fund took over.
    case takenOver

    /// Whether and how calls are refused is the same for both liquidations.
    var kind: Scenario { self == .takenOver ? .liquidated : self }
}

/// An account in a scenario, in a venue of its own.
struct Subject {
    let venue = TestVenue()
    let owner: TestVenue.Owner
    let scenario: Scenario

    /// The first funding instant after the start: a multiple of eight hours.
    private static let fundingMs: Int64 = 1_700_006_400_000

    init(_ generation: AccountGeneration, _ scenario: Scenario) {
        self.scenario = scenario
        switch scenario {
        case .empty:
            owner = venue.open(generation)
        case .busy:
            owner = venue.open(generation, usdt: "100000", btc: "1")
            makeBusy()
        case .liquidated:
            owner = venue.open(generation, usdt: "1000")
            venue.fundInsurance("1000000", "USDT")
            venue.trade(owner, "BTCUSDT", .buy, "0.1", at: "60000")
            venue.setMark("BTCUSDT", "50200")
        case .takenOver:
            owner = venue.open(generation, usdt: "1000")
            venue.fundInsurance("1000000", "USDT")
            setIsolated(true)
            venue.trade(owner, "BTCUSDT", .buy, "0.1", at: "60000")
            venue.setMark("BTCUSDT", "53900")
            setIsolated(false)
            venue.apply(.withdraw(owner.account.main, AssetID(index: 0), decimal("393.7")))
        }
    }

    /// Switches BTCUSDT, or the account where it has one mode for all.
    func setIsolated(_ isIsolated: Bool) {
        guard owner.account.generation == .classic else {
            _ = venue.setMode(isIsolated ? "ISOLATED" : "REGULAR", owner)
            return
        }
        let leverage = #""buyLeverage":"10","sellLeverage":"10""#
        _ = venue.post(
            "position/switch-isolated", btcusdt: #""tradeMode":\#(isIsolated ? 1 : 0),\#(leverage)"#, as: owner)
    }

    /// Takes all of its USDT from an account that borrows and lets it pay a fee of 3.3 USDT, which its BTC back.
    /// - Parameter isCharged: whether an hour of it is charged as well.
    func borrow(isCharged: Bool = false) {
        let account = owner.account.main
        let usdt = AssetID(index: 0)
        guard owner.account.generation != .classic, venue.desk.engine.borrowing(account, usdt).amount == .zero else {
            return
        }
        venue.deposit("1", "BTC", to: account)
        let free = venue.desk.engine.withdrawable(account, usdt)
        if free > .zero { venue.apply(.withdraw(account, usdt, free)) }
        venue.trade(owner, "BTCUSDT", .buy, "0.1", at: "60000")
        guard isCharged else { return }
        venue.apply(.advance(toMs: venue.desk.engine.timeMs / 3_600_000 * 3_600_000 + 3_900_000))
    }

    private func makeBusy() {
        venue.trade(owner, "BTCUSDT", .buy, "0.1", at: "60000")
        venue.trade(owner, "ETHUSDT", .sell, "1", at: "3000")
        venue.trade(owner, "BTCUSD", .buy, "600", at: "60000")
        venue.apply(.advance(toMs: Self.fundingMs))
        venue.trade(owner, "BTCUSDT", .sell, "0.04", at: "60500")
        let stops = [
            "orderLinkId": #""resting""#, "takeProfit": #""70000""#, "stopLoss": #""50000""#,
            "tpTriggerBy": #""MarkPrice""#,
        ]
        _ = venue.create(owner, stops)
        _ = venue.create(owner, ["orderLinkId": #""gone""#])
        _ = venue.post(
            "/v5/order/cancel", #"{"category":"linear","symbol":"BTCUSDT","orderLinkId":"gone"}"#, as: owner)
        let waiting = ["triggerPrice": #""65000""#, "triggerDirection": "1", "price": #""65000""#]
        _ = venue.create(owner, waiting)
        _ = venue.post(
            "/v5/position/trading-stop",
            #"{"category":"linear","symbol":"BTCUSDT","tpslMode":"Full","positionIdx":0,"takeProfit":"80000"}"#,
            as: owner)
    }
}
