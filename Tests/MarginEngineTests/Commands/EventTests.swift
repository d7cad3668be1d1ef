import EngineSupport
import MarginEngine
import Testing

/// Each kind of event comes when its documentation says, and not else.
@Suite struct EventTests {
    private static let opened = """
        account ann bybit classic
        account bob bybit uta2
        time 1h
        ann deposit 100000 USDT
        bob deposit 1000000 USDT
        """

    private static func opening() -> Scenario {
        var venue = Scenario()
        venue.run(opened)
        return venue
    }

    @Test("No event is larger than an execution: all of them wait in one array")
    func size() {
        #expect(MemoryLayout<Event>.size <= MemoryLayout<Execution>.size + 1)
    }

    @Test("Prices are told whenever they are set, first; the market only when one of them moved")
    func prices() {
        var venue = Self.opening()
        venue.run(
            """
            mark BTCUSDT 60100
            events: kinds prices,market
            event 1: symbol BTCUSDT mark 60100 index 60000 time 3600000
            event 2: symbol BTCUSDT mark 60100 index 60000 last 60000 oi 0 time 3600000
            mark BTCUSDT 60100
            events: kinds prices
            index BTCUSDT 60100
            events: kinds prices,market
            mark BTCUSDT 0.001 -> priceOutOfRange
            events: kinds none
            """)
    }

    @Test("A rate and who quotes are told when they change; an instrument when it is listed")
    func settings() {
        var venue = Scenario()
        let listed = InstrumentDefinition.linear("LTCUSDT", "LTC", start: 80)
        _ = venue.apply(.listInstrument(listed))
        venue.run(
            """
            events: kinds market
            event 1: symbol LTCUSDT mark 80 last 80 bookonly true
            rate BTCUSDT 0.0001
            events: kinds market
            event 1: symbol BTCUSDT rate 0.0001
            rate BTCUSDT 0.0001
            events: kinds none
            book BTCUSDT house
            events: kinds market
            event 1: symbol BTCUSDT bookonly false
            book BTCUSDT only
            book BTCUSDT only
            insurance 10 USDT
            events: kinds none
            """)
    }

    @Test("A balance is told with what changed it: a deposit, a withdrawal, either side of a transfer")
    func balances() {
        var venue = Scenario()
        venue.run(
            """
            account ann bybit uta1
            ann deposit 5 BTC
            event 1: of ann cause deposit change 5 wallet 5
            ann withdraw 1 BTC
            event 1: of ann cause withdrawal change -1 wallet 4
            ann transfer 3 BTC ann.contract
            event 1: of ann cause transfer change -3 wallet 1
            event 2: of ann.contract cause transfer change 3 wallet 3
            """)
    }

    @Test("What only its account sees is no news of the market")
    func accounts() {
        var venue = Self.opening()
        venue.run(
            """
            ann deposit 1 USDT
            events: kinds balance
            ann leverage BTCUSDT 20x
            events: kinds holding
            ann mode isolated BTCUSDT
            events: kinds holding,marginMode
            ann buy 1 BTCUSDT market when=mark>61000
            events: kinds order
            ann cancel all
            events: kinds order
            """)
    }

    @Test("The market is told once for all that a command does to its book")
    func book() {
        var venue = Self.opening()
        venue.run(
            """
            bob sell 1 BTCUSDT @ 60010
            events: kinds order,market
            bob sell 1 BTCUSDT @ 60020
            bob amend #2 @ 60020 size 0.5
            events: kinds order,market
            bob amend #2 @ 60030 size 0.5
            events: kinds order,market
            ann buy 1.2 BTCUSDT @ 60040
            event 18: symbol BTCUSDT last 60030 oi 1.2
            bob cancel all
            events: kinds order,market
            """)
    }

    @Test("AMENDMENT-5: other stops of an order are no news of the market, a smaller quantity is")
    func stopsOfAnOrder() {
        var venue = Self.opening()
        venue.run(
            """
            bob sell 1 BTCUSDT @ 60010
            bob amend #1 sl=mark:61000
            events: kinds order
            bob amend #1 size 0.5
            events: kinds order,market
            """)
    }

    @Test("Of a fill: balance, execution, order, holding; the resting side first, the market last")
    func fill() {
        var venue = Self.opening()
        venue.run(
            """
            ann trade buy 1 BTCUSDT @ 60000 bob
            events: kinds order,\(Self.filled),\(Self.filled),market
            """)
    }

    private static let filled = "balance,execution,order,holding"

    @Test("Posted margin that moves is told before its holding: by hand, by leverage, by the flag")
    func margin() {
        var venue = Self.opening()
        venue.run(
            """
            ann mode isolated BTCUSDT 10x
            ann trade buy 1 BTCUSDT @ 60000 bob
            ann margin 100 BTCUSDT long
            events: kinds margin,holding
            event 1: of ann symbol BTCUSDT side long cause adjusted amount 100 wallet 99967 time 3600000
            ann margin -40 BTCUSDT long
            event 1: cause adjusted amount -40
            ann margin 1000000 BTCUSDT long -> insufficientBalance
            events: kinds none
            ann leverage BTCUSDT 5x
            events: kinds margin,holding
            ; 60,000 / 5 and the closing fee at the bankruptcy price, 26.4, less 6,029.7 and the 60 added
            event 1: side long cause leverage amount 5936.7
            ann leverage BTCUSDT 6x
            ann autoadd on BTCUSDT long
            mark BTCUSDT 48000
            events: kinds prices,margin,liquidation,holding,market
            event 2: of ann side long cause automatic amount 10000
            """)
    }

    @Test("Every instant of every instrument is told when it is passed, whether or not anybody has a position")
    func instants() {
        var venue = Scenario()
        let markets = Array(repeating: "market", count: 6)
        let instants = Array(repeating: "fundingInstant", count: 6)
        func kinds(_ kinds: [String]) -> String { "events: kinds \(kinds.joined(separator: ","))" }
        venue.run(
            """
            rate ETHUSDT 0.0001
            ; a venue that has had no time yet owes nothing for the time before
            time 1h
            \(kinds(markets))
            time 2h
            events: kinds none
            time 8h
            \(kinds(instants + markets))
            event 2: symbol ETHUSDT rate 0.0001 time 28800000
            event 8: symbol ETHUSDT next 57600000 time 28800000
            time 25h
            \(kinds(instants + instants + markets))
            event 1: symbol BTCUSDT rate 0 time 57600000
            event 8: symbol ETHUSDT rate 0.0001 time 86400000
            event 14: symbol ETHUSDT next 115200000 time 90000000
            """)
    }

    @Test("An instant comes before what it pays")
    func payments() {
        var venue = Self.opening()
        venue.run(
            """
            ann trade buy 1 BTCUSDT @ 60000 bob
            rate BTCUSDT 0.0001
            time 8h
            events: kinds fundingInstant,\(Self.paid),\(Self.paid),\(Self.others)
            """)
    }

    private static let paid = "balance,funding,holding"
    private static let others = (Array(repeating: "fundingInstant", count: 5) + Array(repeating: "market", count: 6))
        .joined(separator: ",")

    @Test("A deleveraging names the takeover that the fund could not bear, and whose it was")
    func deleveraging() {
        var venue = Self.opening()
        venue.run(
            """
            ann mode isolated BTCUSDT 10x
            ann trade buy 1 BTCUSDT @ 60000 bob
            mark BTCUSDT 50000
            steps: kinds takenOver,deleveraged
            step 1: of ann takeover 2 from ann
            step 2: of bob takeover 2 from ann
            """)
    }

    @Test("What the fund holds and later must let go names no takeover")
    func laterDeleveraging() {
        var venue = Self.opening()
        venue.run(
            """
            insurance 5000 USDT
            ann mode isolated BTCUSDT 10x
            ann trade buy 1 BTCUSDT @ 60000 bob
            mark BTCUSDT 53000
            steps: kinds takenOver
            mark BTCUSDT 40000
            steps: kinds deleveraged
            step 1: of bob takeover none from nobody
            """)
    }
}
