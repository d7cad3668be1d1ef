import Calculator
import TestSupport
import Testing

/// What holds for each figure that help lists, with each of its options.
@Suite struct EveryFigureTests {
    private static let quantities = [
        "--qty": "2", "--closed-qty": "1", "--long-qty": "2", "--short-qty": "1", "--fills": "1.5:100,0.5:110",
        "--orders": "1.5:100,0.5:110", "--buys": "1.5:100,0.5:110", "--sells": "1.5:100,0.5:120",
        "--long": "1.5:100,0.5:110", "--short": "1.5:100,0.5:110",
    ]

    @Test func helpListsEachFigureWithItsOptions() {
        #expect(HelpedFigure.all.count == 59)
        #expect(HelpedFigure.all.allSatisfy { $0.options.isSuperset(of: ["--quantum", "--round"]) })
        #expect(
            CalculatorRun.usage.contains(
                """
                  fee                                 Fee of a fill.
                      --fee-rate (--value | --qty --price [--contract-size] [--contract]) [--quantum [--round]]
                """))
    }

    @Test(arguments: HelpedFigure.all)
    func eachWayToGiveItsOptionsMakesAFigure(_ figure: HelpedFigure) {
        for way in figure.ways {
            let run = Run(figure.command(way))
            #expect(run.lines.count == 1, "\(figure.command(way)): \(run.errors)")
            #expect(run.status == 0)
        }
    }

    @Test(arguments: HelpedFigure.all)
    func anyOtherOptionIsRefusedAndItsOwnAreNamed(_ figure: HelpedFigure) throws {
        let way = try #require(figure.ways.first)
        for option in CalculatorRun.options where option.name != "--rows" && !figure.options.contains(option.name) {
            let run = Run(figure.command(way + [option.name]))
            #expect(run.lines.isEmpty)
            #expect(run.status == 2)
            let error = try #require(run.errors.first)
            let start = "plimsoll calc: \(figure.name): \(option.name) would have no effect; the options are "
            #expect(error.hasPrefix(start))
            #expect(figure.options.allSatisfy { error.contains($0) })
        }
    }

    @Test(arguments: HelpedFigure.all)
    func itsOptionsAreAllRead(_ figure: HelpedFigure) {
        for way in figure.ways {
            for option in way { #expect(Run(figure.command(way, but: [option: "x"])).status == 2, "\(option)") }
        }
    }

    @Test(arguments: HelpedFigure.all.filter { !$0.options.isDisjoint(with: quantities.keys) })
    func whateverHasAQuantityTakesItInContracts(_ figure: HelpedFigure) {
        for way in figure.ways where way.contains(where: { Self.quantities[$0] != nil }) {
            for contract in way.contains("--contract") ? ["linear", "inverse"] : ["linear"] {
                let whole = Run(figure.command(way, but: ["--contract": contract]))
                let contracts = Self.quantities.merging(["--contract": contract, "--contract-size": "2"]) { $1 }
                #expect(way.contains("--contract-size"))
                #expect(whole.lines.count == 1)
                #expect(Run(figure.command(way, but: contracts)).lines == whole.lines, "\(contract)")
            }
        }
    }

    @Test func theSizeOfAContractTakesItsPartInTheFigure() {
        let position = "--side long --qty 10 --entry-price 60000 --mark-price 110000 --contract-size 0.0001"
        #expect(Run("unrealised-pnl \(position)").lines == ["50"])
        // 3 contracts of 100 USD: 300/40000 - 300/50000
        #expect(
            Run(
                "unrealised-pnl --contract inverse --side short --qty 3 --entry-price 50000 --mark-price 40000 "
                    + "--contract-size 100"
            ).lines == ["0.0015"])
        #expect(Run("fee --qty 3 --price 100 --fee-rate 0.001 --contract-size 0.1").lines == ["0.03"])
        // 45 / (1/10 + 0.0006 + 0.9 * 0.0006) / 100 coins, of which a contract has 2
        #expect(
            Run(
                "order-qty-from-cost --side long --cost 45 --price 100 --leverage 10 --fee-rate 0.0006 "
                    + "--contract-size 2 --quantum 0.0001"
            ).lines == ["2.2246"])
        #expect(Run("fee --qty 3 --price 100 --fee-rate 0.001 --contract-size 0").status == 2)
    }

    @Test(arguments: [
        ("fee --fee-rate 0.001 --value 5 --qty 1", "--qty"),
        ("initial-margin --qty 1 --price 1 --leverage 2 --margin-factor 0.5", "--margin-factor"),
        (
            "liq-price-bybit --side long --qty 1 --entry-price 9 --leverage 2 --fee-rate 0 --tiers 9:0.1 --mmr 0.1",
            "--mmr"
        ),
        ("roi --pnl 1 --margin 2 --qty 4", "--qty"),
        ("fee --fee-rate 0.001 --value 5 --round down", "--round"),
        ("fully-collateralised --long 1:2 --max-price 4", "--max-price"),
        ("pnl --side long --qty 1 --entry-price 1 --mark-price 1 --exit-price 1", "--mark-price"),
        ("pnl --family bybit --side long --qty 1 --entry-price 1 --mark-price 1", "--family"),
    ])
    func anOptionThatAnotherOneMakesIdleIsRefused(command: String, idle: String) {
        let run = Run(command)
        #expect(run.errors.first?.contains(": \(idle) would have no effect; the options are ") == true)
        #expect(run.status == 2)
    }

    @Test func aFamilyWithoutRulesForTheFigureIsRefused() {
        let position = "--side long --qty 1 --entry-price 9 --mark-price 9 --leverage 2 --extra-margin 1"
        #expect(
            Run("max-reducible --family okx \(position)").errors
                == ["plimsoll calc: max-removable-added: --family is not one of bybit, ztdx"])
        #expect(
            Run("order-cost --family gate --side long --qty 1 --price 9 --leverage 2 --fee-rate 0").errors
                == ["plimsoll calc: order-cost: --family is not one of bybit, bitget, ztdx"])
    }

    /// Numbers with 20 decimals, as venues print averages, margins and profits.
    @Test(arguments: HelpedFigure.all)
    func anyNumberMayHaveTwentyDecimals(_ figure: HelpedFigure) {
        let texts: Set = ["--family", "--contract", "--side", "--round", "--flat", "--tier", "--leverage"]
        for way in figure.ways {
            for option in way where !texts.contains(option) {
                let value = HelpedFigure.usual[option] ?? "1"
                let places = value.split(separator: ".").dropFirst().first?.utf8.count ?? 0
                guard !value.contains(":"), !value.contains(",") else { continue }
                let fine = (places == 0 ? "\(value)." : value) + String(repeating: "0", count: 19 - places) + "1"
                let run = Run(figure.command(way, but: [option: fine]))
                #expect(run.status == 0, "\(option) \(fine): \(run.errors)")
            }
        }
    }

    @Test(arguments: [
        // 7 * (30 - 28.37358490566037735849) = 11.38490566037735849057, down
        (
            "unrealised-pnl --side long --qty 7 --entry-price 28.37358490566037735849 --mark-price 30",
            "11.38490566"
        ),
        // 1000000 * (0.00001234567890123456 - 0.0000123) = 0.04567890123456, down: a price of 8 decimals would give 0.05
        (
            "realised-pnl --side long --qty 1000000 --entry-price 0.0000123 --exit-price 0.00001234567890123456",
            "0.0456789"
        ),
        // the same of a short, which loses
        (
            "realised-pnl --side short --qty 1000000 --entry-price 0.0000123 --exit-price 0.00001234567890123456",
            "-0.04567891"
        ),
        // 0.0000000001 contracts of 1000000: 0.0001 * (30 - 10)
        (
            "unrealised-pnl --side long --qty 0.0000000001 --contract-size 1000000 --entry-price 10 --mark-price 30",
            "0.002"
        ),
        // 0.123456789123 * 1000, down at the 8th decimal
        ("realised-pnl --side long --qty 0.123456789123 --entry-price 1000 --exit-price 2000", "123.45678912"),
        // 3 * 0.33333333333333333333 = 0.99999999999999999999, up
        ("position-value --qty 3 --price 0.33333333333333333333", "1"),
        ("position-value --qty 3 --price 0.33333333333333333333 --quantum 0.00000001 --round down", "0.99999999"),
        ("fee --fee-rate 0.001 --value 1.123456789", "0.00112346"),
        ("average-entry-price --fills 1:1.00000000000000000001,1:1.00000000000000000003", "1"),
        (
            "net-realised --pnl 0.00000000000000000003 --open-fee 0 --close-fee 0 --quantum 0.00000000000000000001",
            "0.00000000000000000003"
        ),
    ])
    func decimalsBeyondTheEighthCount(command: String, figure: String) {
        #expect(Run(command).lines == [figure])
    }

    @Test func whatWouldBecomeZeroIsRefusedRatherThanRounded() {
        #expect(
            Run("order-cost --side long --qty 0.000000001 --price 5 --leverage 1 --fee-rate 0").errors
                == ["plimsoll calc: order-cost: qty '0.000000001': too small for 8 decimals"])
    }

    /// Numbers at and beyond every bound, in all places at once: whatever comes of them, the calculator lives.
    @Test(arguments: HelpedFigure.all)
    func noNumberStopsTheCalculator(_ figure: HelpedFigure) {
        let numbers = [
            "0", "-1", "0.00000001", "1", "1000", "92233720368.54775807", "11805916207174.11303424", "x", "1e9", ".",
            "-",
            "0.00000000000000000001", "28.37358490566037735849", String(repeating: "9", count: 60), "-0.0",
            "0." + String(repeating: "0", count: 58) + "1", "340282366920938463463374607431768211456",
        ]
        var generator = SplitMix64(seed: 7)
        for round in 0..<60 {
            guard let way = figure.ways.randomElement(using: &generator) else { continue }
            var values = [
                "--side": round % 2 == 0 ? "long" : "short", "--contract": round % 4 < 2 ? "linear" : "inverse",
            ]
            for option in way where !["--side", "--contract", "--round", "--family", "--flat"].contains(option) {
                guard generator.next() % 2 == 0 else { continue }
                let (one, other) = (numbers.randomElement(using: &generator), numbers.randomElement(using: &generator))
                let isList = HelpedFigure.usual[option]?.contains(":") == true
                values[option] = isList ? "\(one ?? "1"):\(other ?? "1")" : one
            }
            let run = Run(figure.command(way, but: values))
            #expect(run.lines.count + run.errors.count == 1)
        }
    }
}
