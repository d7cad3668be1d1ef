import Calculator
import Testing

/// Figures from options, and what is said when they cannot be computed.
@Suite struct OptionsTests {
    @Test(arguments: [
        // (6,000 - 60,000) / (0.005 - 1), up to the tick
        (
            "liquidation-price --family bybit --contract linear --side long --qty 1 --entry-price 60000 --leverage 10 "
                + "--fee-rate 0.00055 --mmr 0.005 --quantum 0.1", "54271.4"
        ),
        // (9.669505 - 250) / (0.01 * (0.0046 - 1)), up at the 8th decimal
        (
            "liquidation-price --family bitget --side long --qty 0.01 --entry-price 25000 --position-margin 9.6695050 "
                + "--mmr 0.004 --fee-rate 0.0006", "24144.11241712"
        ),
        ("liquidation-price --family ztdx --side short --qty 1 --entry-price 10 --wallet-balance 2 --mmr=0", "12"),
        ("order-cost --family bybit --side long --qty 1 --price 50000 --leverage 10 --fee-rate 0.0006", "5057"),
        ("order-cost --family ztdx --side long --qty 1 --price 50000 --leverage 10 --fee-rate 0.0006", "5000"),
        ("bankruptcy-price --contract inverse --side long --entry-price 7890.08 --leverage 50 --quantum 0.5", "7735.5"),
        ("pnl --side short --qty 0.4 --entry-price 6000 --mark-price 5000", "400"),
        ("pnl --side long --qty 1 --entry-price 90000 --exit-price 94000", "4000"),
        ("roi --pnl 100 --margin 140.693 --quantum 0.01", "71.08"),
        ("funding --side long --qty 1 --mark-price 90000 --rate 0.001", "-90"),
        ("deduction --tiers 2000000:0.005:100,2600000:0.0056:90,3200000:0.0063:80 --tier 3", "3020"),
        ("max-leverage --tiers 2000000:0.005:100,2600000:0.0056:90 --position-value 2000000.01", "90"),
        ("average_entry_price --fills 0.8:25000,0.6:28000 --quantum 0.1", "26285.7"),
        (
            "max-reducible --family bitget --side long --qty 1 --entry-price 100 --mark-price 90 --leverage 10 "
                + "--position-margin 25", "6"
        ),
        ("unimmr --equity 1.1 --maintenance-margin 1", "1.1"),
        ("account-mm-rate --maintenance-margin 1 --margin-balance 3", "0.33333334"),
        ("bankruptcy-price-margin --side long --qty 1 --entry-price 100 --fee-rate 0 --position-margin 100", "none"),
    ])
    func aFigureIsPrintedAlone(command: String, figure: String) {
        let run = Run(command)
        #expect(run.lines == [figure])
        #expect(run.status == 0)
        #expect(run.errors.isEmpty)
    }

    @Test(arguments: [
        ("order-cost --qty 1 --price 50000 --side long", "order-cost: missing --leverage, --fee-rate"),
        (
            "liquidation-price --family bybit --side long --qty 1 --entry-price 6 --leverage 2 --fee-rate 0",
            "liq-price-bybit: missing --tiers or --mmr"
        ),
        ("liquidation-price --side long", "missing --family"),
        ("fee --fee-rate 0.001 --qty 1", "fee: missing --value or --price"),
        ("order-cots", "unknown quantity 'order-cots'; did you mean 'order-cost'?"),
        ("liquidationprice", "unknown quantity 'liquidationprice'; did you mean 'liquidation-price'?"),
        ("fee --fee-rat 1", "unknown option '--fee-rat'; did you mean '--fee-rate'?"),
        ("fee --value", "--value needs a value: NUMBER"),
        ("fee --value 1 --value 2", "--value is given twice"),
        ("fee 1", "unexpected argument '1'"),
        ("fee --family kraken", "--family is not one of bybit, bitget, ztdx, binance, okx, gate"),
        ("fee --contract quanto", "--contract is not linear or inverse"),
        ("fee --rows a.csv", "--rows stands alone"),
        ("--rows", "--rows needs a value: FILE"),
        ("--qty 1", "missing a quantity, or --rows FILE"),
        ("fee --value 1 --fee-rate 0.2", "fee: fee_rate '0.2': not between 0 and 0.1"),
        (
            "initial-margin --qty 1 --price 1 --leverage 0.5",
            "initial-margin: leverage '0.5': not a leverage of 1 to 1,000 in steps of 0.01"
        ),
        ("position-value --qty 90000000000 --price 90000000000", "position-value: the position is too large"),
        ("unimmr --equity 1 --maintenance-margin 0", "unimmr: division by zero"),
        ("pnl --side up --qty 1 --entry-price 1 --mark-price 1", "unrealised-pnl: side 'up': not long or short"),
        (
            "deduction --tiers 100:0.01,100:0.02 --tier 1",
            "mm-deduction: tiers '100,0.02': limits must rise and rates must not fall"
        ),
        ("deduction --tiers 100:0.01 --tier 2", "mm-deduction: tier '2': there are 1 tiers"),
    ])
    func whatIsWrongIsSaid(command: String, reason: String) {
        let run = Run(command)
        #expect(run.errors == ["plimsoll calc: \(reason)"])
        #expect(run.lines.isEmpty)
        #expect(run.status == 2)
    }

    @Test func helpNamesEveryOption() {
        for command in ["", "--help", "fee --help"] {
            let run = Run(command)
            #expect(run.status == 0)
            for option in CalculatorRun.options { #expect(run.lines.joined().contains(option.name + " ")) }
        }
    }
}
