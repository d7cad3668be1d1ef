import EngineSupport
import MarginEngine
import Testing

/// What is borrowed, and what an hour of it costs: `docs/rules/borrowing.md`.
@Suite struct InterestTests {
    /// Ann pays the fee of a trade, 3.3 USDT, that she does not have; her BTC back it.
    private static let borrower =
        """
        account ann bybit uta2
        account bob bybit uta2
        time 1h
        ann deposit 1 BTC
        bob deposit 100000 USDT
        ann trade buy 0.1 BTCUSDT @ 60000 bob
        """

    @Test("BORROW-3: the interest of an hour is the venue's own example, rounded down at 8 decimals")
    func example() throws {
        let rate = try #require(InterestRate("0.000001216904"))
        let amount = try #require(Money("1.06333265"))
        #expect(amount.interest(at: rate).text == "0.00000129")
        #expect(rate.text == "0.000001216904")
        #expect(InterestRate("0.0000015021220000")?.text == "0.000001502122")
        #expect(InterestRate("0.00000000000000001") == nil)
    }

    @Test("BORROW-1: borrowed is what equity is below zero, unrealised profit and loss included")
    func borrowed() {
        var venue = Scenario()
        venue.run(Self.borrower)
        venue.run(
            """
            loan USDT 0.00001
            ann USDT: wallet -3.3 borrowed 3.3 unrealisedloss 0 interest 0.000033
            ann BTC: borrowed 0
            bob USDT: borrowed 0
            mark BTCUSDT 60020
            ann USDT: equity -1.3 borrowed 1.3 unrealisedloss 0 interest 0.000013
            mark BTCUSDT 60040
            ann USDT: equity 0.7 borrowed 0 interest 0
            mark BTCUSDT 59000
            ann USDT: equity -103.3 borrowed 103.3 unrealisedloss 100 interest 0.001033
            """)
    }

    @Test("BORROW-2: what unrealised losses cause bears no interest up to the coin's limit, a negative wallet does")
    func exempt() {
        var venue = Scenario()
        venue.run(Self.borrower)
        venue.run(
            """
            loan USDT 0.00001 free=60
            mark BTCUSDT 59500
            ann USDT: borrowed 53.3 unrealisedloss 50 exempt 50 interest 0.000033
            mark BTCUSDT 59000
            ann USDT: borrowed 103.3 unrealisedloss 100 exempt 60 interest 0.000433   ; 40 more than the limit
            ann deposit 50 USDT
            ann USDT: wallet 46.7 borrowed 53.3 unrealisedloss 53.3 exempt 53.3 interest 0
            """)
    }

    @Test("BORROW-3: it is charged at five past each hour, on what is borrowed then")
    func instants() {
        var venue = Scenario()
        venue.run(Self.borrower)
        venue.run(
            """
            loan USDT 0.00001
            venue: due 3900000
            time 3899999ms
            ann USDT: wallet -3.3
            time 3900s
            ann USDT: wallet -3.300033
            venue: due 7500000
            time 7499s
            ann USDT: wallet -3.300033
            ann deposit 1.300033 USDT
            time 7500s
            ann USDT: wallet -2.00002
            time 14700s                                        ; 4:05: two charges of 0.0000200002
            ann USDT: wallet -2.00006
            """)
    }

    @Test("BORROW-3: one command over many hours charges what one for each would")
    func steps() {
        func digest(_ times: [String]) -> Digest {
            var venue = Scenario()
            venue.run(Self.borrower)
            venue.run("loan USDT 0.0012345678901234\nrate BTCUSDT 0.0001")
            for time in times { venue.run("time \(time)") }
            return venue.engine.digest()
        }
        let times = ["3900s", "2h", "3h", "18300s", "8h", "30899s", "32699999ms", "10h"]
        #expect(digest(["10h"]) == digest(times))
    }

    @Test("BORROW-4: the wallet pays, the fee account gets it, and it is told after the balance")
    func told() {
        var venue = Scenario()
        venue.run(Self.borrower)
        venue.run(
            """
            loan USDT 0.00001 free=60
            USDT: fees 4.5                                     ; 3.3 and the maker's 1.2
            mark BTCUSDT 59000
            time 3900s
            events: kinds balance,interest
            event 2: of ann asset USDT borrowed 103.3 unrealised 100 exempt 60 rate 0.00001 cost 0.000433
            event 2: wallet -3.300433 time 3900000
            USDT: fees 4.500433
            """)
        #expect(
            venue.engine.events.contains {
                if case .balance(let change) = $0 { change.cause == .interest } else { false }
            })
    }

    @Test("BORROW-5: what bears no interest is told as a charge of nothing; what is not borrowed is not")
    func toldOfNothing() {
        var venue = Scenario()
        venue.run(Self.borrower)
        venue.run(
            """
            loan USDT 0.00001 free=60
            ann deposit 3.3 USDT
            time 3900s
            events: kinds none
            mark BTCUSDT 59900
            time 7500s
            events: kinds interest
            event 1: borrowed 10 unrealised 10 exempt 10 cost 0 wallet 0
            """)
    }

    @Test("BORROW-6: terms beyond their bounds are refused, others take the place of the ones before")
    func bounds() {
        var venue = Scenario()
        venue.run(Self.borrower)
        venue.run(
            """
            loan USDT -0.0000000000000001 -> invalidDefinition
            loan USDT 1.0000000000000001 -> invalidDefinition
            loan USDT 0.1 free=-1 -> invalidDefinition
            loan USDT 0.1 max=10000000001 -> invalidDefinition
            loan USDT 0.1 convert=-0.00000001 -> invalidDefinition
            loan USDT 0.1 0:0.04:0.2 -> invalidDefinition
            loan USDT 0.1 100:0:0.2 -> invalidDefinition
            loan USDT 0.1 100:0.3:0.2 -> invalidDefinition
            loan USDT 0.1 100:0.04:1.1 -> invalidDefinition
            loan USDT 0.1 100:0.04:0.2 100:0.04:0.2 -> invalidDefinition
            loan USDT 0.1 100:0.04:0.2 200:0.03:0.2 -> invalidDefinition
            loan USDT 0.1 100:0.04:0.2 200:0.04:0.1 -> invalidDefinition
            loan USDT 0.1 1:1:1 2:1:1 3:1:1 4:1:1 5:1:1 6:1:1 7:1:1 8:1:1 9:1:1 -> invalidDefinition
            venue: due 28800000                                ; funding: nothing is lent
            loan USDT 1 1:1:1 2:1:1 3:1:1 4:1:1 5:1:1 6:1:1 7:1:1 8:1:1
            loan USDT 0 max=10000000000
            ann USDT: borrowed 3.3 interest 0
            loan USDT 0.5
            ann USDT: interest 1.65
            """)
    }

    @Test("BORROW-1: isolated mode, a mode per symbol and other families borrow nothing")
    func others() {
        var venue = Scenario()
        venue.run(
            """
            loan USDT 0.5
            loan BTC 0.5
            account ann bybit uta2
            account bob bybit classic
            account cy bitget
            account dan ztdx
            account eve bybit uta1
            time 1h
            ann deposit 10000 USDT
            ann mode isolated
            bob deposit 100000 USDT
            bob deposit 1 BTC
            cy deposit 2000 USDC
            cy assets union
            dan deposit 10000 USDT
            dan mode cross
            eve.contract deposit 1 BTC
            cy trade buy 0.1 BTCUSDT @ 60000 bob to-long
            ann trade buy 0.1 BTCUSDT @ 60000 bob
            dan trade buy 0.1 BTCUSDT @ 60000 bob
            eve.contract trade buy 100 BTCUSD @ 60000 bob
            prices BTCUSDT 59000
            cy USDT: equity -103.6 borrowed 0 interest 0       ; fee 3.6
            ann USDT: borrowed 0
            dan USDT: borrowed 0
            bob USDT: borrowed 0
            eve.contract BTC: borrowed 0
            time 3900s
            events: kinds none
            """)
    }

    @Test("BORROW-7: of a coin at most its equity can leave: what is borrowed does not")
    func leaving() {
        var venue = Scenario()
        for command in [
            .listAsset("XYZ", collateral: []), .listInstrument(.linear("BTCXYZ", "BTC", "XYZ")),
            Fixture.terms("BTCXYZ", .bybit),
        ] as [Command] {
            venue.apply(command)
        }
        venue.run(
            """
            account ann bybit uta2
            account bob bybit uta2
            ann deposit 1 BTC
            ann deposit 100 XYZ
            bob deposit 100000 XYZ
            ann trade buy 0.1 BTCXYZ @ 60000 bob
            mark BTCXYZ 59500
            ann XYZ: wallet 96.7 equity 46.7 withdrawable 46.7
            ann withdraw 46.70000001 XYZ -> insufficientBalance
            ann withdraw 46.7 XYZ
            ann XYZ: equity 0 borrowed 0
            """)
    }
}
