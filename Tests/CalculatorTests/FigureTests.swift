import Testing

/// Every figure there is, and how results are rounded.
@Suite struct FigureTests {
    @Test(arguments: [
        "position_value", "entry_value", "average_entry_price", "initial_margin", "fee_to_open", "fee_to_close",
        "order_cost", "order_qty_from_cost", "fee_to_close_at_bust", "position_im_with_fee",
        "position_im_mark_with_fee", "position_mm_with_fee", "maintenance_margin", "maintenance_margin_tiered",
        "mm_deduction", "max_leverage", "maintenance_margin_with_fee", "maintenance_margin_hedge_larger",
        "bankruptcy_price", "bankruptcy_price_margin", "bankruptcy_price_cross", "unrealised_pnl", "realised_pnl",
        "closed_pnl", "closed_pnl_from_values", "sum_fees", "net_realised", "roi_percent", "max_removable_binance",
        "auto_add_amount", "margin_after_partial_close", "open_loss", "adl_score", "loss_capacity", "shortfall",
        "tier_excess", "product", "liq_price_entry_mm", "liq_price_bybit", "liq_price_bybit_tiered",
        "liq_price_bitget", "liq_price_margin_fee", "liq_price_binance", "liq_price_hedge_cross",
        "liq_price_cross_legacy", "liq_price_shift", "funding_cash", "fee", "max_removable_added",
        "margin_ratio_bitget", "cross_available_net", "unimmr", "order_margin_list", "order_margin_sides",
        "fully_collateralised", "vega_maintenance",
    ])
    func aFigureWithoutInputsNamesWhatItNeeds(name: String) {
        let run = Run(name)
        #expect(run.errors.first?.contains(": missing --") == true)
        #expect(run.status == 2)
    }

    @Test(arguments: [
        ("fee_to_close_at_bust --qty 2 --bust-price 100 --fee-rate 0.001", "0.2"),
        ("net_realised --pnl 10 --open-fee 1 --close-fee 2 --funding-paid -0.5", "7.5"),
        ("order_margin_list --orders 2:100,1:50 --margin-factor 0.5", "125"),
        ("vega_maintenance --qty 2 --price 100 --slippage-factor 0.01 --risk-factor 0.1", "22"),
        (
            "maintenance_margin_with_fee --position-value 330000 --tiers 200000:0.004,900000:0.005 --fee-rate 0.0006 "
                + "--flat yes", "1848"
        ),
        ("shortfall --side short --qty 1 --entry-price 100 --exit-price 90 --position-margin 5", "0"),
        ("position-maintenance-margin --family bitget --qty 1 --price 1000 --mmr 0.004 --fee-rate 0.0006", "4.6"),
        (
            "position-initial-margin --family bybit --side long --qty 75 --price 0.3615 --leverage 10 --fee-rate 0.0006",
            "2.72589075"
        ),
    ])
    func figuresWithoutAPublishedRow(command: String, figure: String) {
        #expect(Run(command).lines == [figure])
    }

    @Test(arguments: [
        ("2.5", "up", "3"), ("2.5", "down", "2"), ("-2.5", "up", "-2"), ("-2.5", "down", "-3"),
        ("2.5", "half_even", "2"), ("3.5", "half_even", "4"), ("-2.5", "half_even", "-2"), ("2.51", "half_even", "3"),
        ("-0.4", "up", "0"), ("7", "up", "7"),
    ])
    func aResultIsRoundedOnceInTheDirectionAskedFor(number: String, direction: String, rounded: String) {
        #expect(Run("product --factors \(number) --quantum 1 --round \(direction)").lines == [rounded])
    }

    @Test func aRoundedResultHasTheQuantumsDecimals() {
        #expect(Run("product --factors 1 --quantum 0.0010").lines == ["1.000"])
        #expect(Run("product --factors 10 --quantum 0.25").lines == ["10.00"])
        #expect(Run("product --factors 10 --quantum 4 --round up").lines == ["12"])
    }

    @Test func exactNumbersAreOfAnySize() {
        let factor = "123456789012345678901234567890.5"
        #expect(
            Run("product --factors \(factor),\(factor) --quantum 0.01").lines
                == ["15241578753238836750495351562659655576514250878776253619990.25"])
        #expect(Run("unimmr --equity \(factor) --maintenance-margin \(factor)").lines == ["1"])
    }
}
