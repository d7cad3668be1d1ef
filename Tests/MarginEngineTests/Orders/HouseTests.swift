import Testing

/// `docs/rules/house.md`.
@Suite struct HouseTests {
    @Test("HOUSE-1: five levels of 50,000 USD a side, one tick apart, from one tick beside mark")
    func quotes() {
        var venue = Scenario()
        venue.run(
            """
            book SOLUSDT house
            ; 50,000 / 149.99 = 333.355.., down to 0.1
            SOLUSDT: bids 333.3@149.99,333.3@149.98,333.4@149.97,333.4@149.96,333.4@149.95
            SOLUSDT: asks 333.3@150.01,333.2@150.02,333.2@150.03,333.2@150.04,333.2@150.05
            book ETHUSD house
            ETHUSD: bids 50000@2999.99,50000@2999.98,50000@2999.97,50000@2999.96,50000@2999.95
            ETHUSD: asks 50000@3000.01,50000@3000.02,50000@3000.03,50000@3000.04,50000@3000.05
            book SOLUSDT only
            SOLUSDT: bids none asks none
            """)
    }

    @Test("HOUSE-1, HOUSE-2: a mark between two ticks is quoted outward, and each move renews the quotes")
    func betweenTicks() {
        var venue = Scenario()
        venue.run(
            """
            book SOLUSDT house
            mark SOLUSDT 150.005
            SOLUSDT: bids 333.3@149.99,333.3@149.98,333.4@149.97,333.4@149.96,333.4@149.95
            SOLUSDT: asks 333.2@150.02,333.2@150.03,333.2@150.04,333.2@150.05,333.2@150.06
            index SOLUSDT 200
            SOLUSDT: asks 333.2@150.02,333.2@150.03,333.2@150.04,333.2@150.05,333.2@150.06
            mark SOLUSDT 100
            SOLUSDT: bids 500@99.99,500.1@99.98,500.1@99.97,500.2@99.96,500.2@99.95
            """)
    }

    @Test("HOUSE-2, HOUSE-3: levels consumed are renewed; the house pays no fee and may owe")
    func consumption() {
        var venue = Scenario()
        venue.run(
            """
            account ann bybit uta2
            ann deposit 100000 USDT
            book SOLUSDT house
            ann buy 400 SOLUSDT market
            #1: status filled value 60004.667                  ; 333.3 * 150.01 + 66.7 * 150.02
            SOLUSDT: asks 333.3@150.01,333.2@150.02,333.2@150.03,333.2@150.04,333.2@150.05
            USDT: fees 33.00256685
            mark SOLUSDT 160
            ann sell 400 SOLUSDT market
            ann SOLUSDT: long 0 short 0
            """)
    }

    @Test("HOUSE-2: orders that a moved mark crosses are filled by the house at their own price, as makers")
    func crossed() {
        var venue = Scenario()
        venue.run(
            """
            account ann bybit uta2
            ann deposit 100000 USDT
            book SOLUSDT house
            ann buy 10 SOLUSDT @ 140                           ; #1
            ann buy 10 SOLUSDT @ 130                           ; #2
            mark SOLUSDT 139.99                                ; the house sells from 140
            #1: status filled filled 10 value 1400 fee 0.28
            #2: status new
            SOLUSDT: last 140
            ann BTCUSDT: long 0
            ann SOLUSDT: long 10
            mark SOLUSDT 125
            #2: status filled value 1300
            ann sell 20 SOLUSDT @ 150 reduce                   ; #3
            mark SOLUSDT 151
            #3: status filled filled 20 value 3000
            """)
    }

    @Test("A price beyond the instrument's range is not quoted")
    func edge() {
        var venue = Scenario()
        venue.run(
            """
            book SOLUSDT house
            mark SOLUSDT 0.02
            SOLUSDT: bids 5000000@0.01
            """)
    }
}
