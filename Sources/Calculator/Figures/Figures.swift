extension Figure {
    /// Every figure, by subject.
    static let all = values + margins + prices + profits + balances

    private static let values = [
        Figure("position_value", "Value in the settle coin.", .up, needs: [.qty, .price], ValueFormulas.positionValue),
        Figure("entry_value", "Value of fills at their own prices.", .up, needs: [.fills], ValueFormulas.entryValue),
        Figure("average_entry_price", "Average of fills.", .halfEven, needs: [.fills], ValueFormulas.averageEntryPrice),
        Figure("initial_margin", "Value over leverage.", .up, needs: [.qty, .price], ValueFormulas.initialMargin),
        Figure(
            "order_cost", "What an order to open reserves.", .up, needs: [.side, .qty, .price, .leverage, .feeRate],
            ValueFormulas.orderCost),
        Figure(
            "order_qty_from_cost", "Quantity that a cost pays for.", .down,
            needs: [.side, .cost, .price, .leverage, .feeRate], ValueFormulas.orderQuantityFromCost),
        Figure("fee", "Fee of a fill.", .up, needs: [.feeRate], ValueFormulas.fee),
        Figure("fee_to_open", "Opening fee.", .up, needs: [.qty, .price, .feeRate], ValueFormulas.feeToOpen),
        Figure(
            "fee_to_close", "Closing fee at the bankruptcy price.", .up,
            needs: [.side, .qty, .price, .leverage, .feeRate],
            ValueFormulas.feeToClose),
        Figure(
            "fee_to_close_at_bust", "Closing fee at a bankruptcy price given.", .up,
            needs: [.qty, .bustPrice, .feeRate],
            ValueFormulas.feeToCloseAtBust),
        Figure("sum_fees", "Fees of fills.", .up, needs: [.fills, .feeRate], ValueFormulas.sumOfFees),
        Figure(
            "open_loss", "Binance: loss of an order away from mark.", .up,
            needs: [.side, .qty, .orderPrice, .markPrice],
            ValueFormulas.openLoss),
        Figure("product", "Product of factors.", .halfEven, needs: [.factors], ValueFormulas.product),
    ]

    private static let margins = [
        Figure(
            "position_im_with_fee", "Bybit isolated: initial margin and closing fee.", .up,
            needs: [.side, .qty, .leverage, .feeRate], MarginFormulas.positionInitial),
        Figure(
            "position_im_mark_with_fee", "Bybit cross: initial margin at mark and closing fee.", .up,
            needs: [.side, .qty, .entryPrice, .markPrice, .leverage, .feeRate], MarginFormulas.positionInitialAtMark),
        Figure(
            "position_mm_with_fee", "Bybit: maintenance margin and closing fee.", .up,
            needs: [.side, .qty, .entryPrice, .leverage, .feeRate], MarginFormulas.positionMaintenance),
        Figure("maintenance_margin", "At one rate.", .up, needs: [.qty, .price, .mmr], MarginFormulas.maintenance),
        Figure(
            "maintenance_margin_tiered", "By tiers.", .up, needs: [.qty, .price, .tiers], MarginFormulas.maintenance),
        Figure(
            "maintenance_margin_with_fee", "Bitget: with the fee at mark.", .up, needs: [.feeRate],
            MarginFormulas.maintenanceWithFee),
        Figure(
            "maintenance_margin_hedge_larger", "Bitget cross: long and short together.", .up,
            needs: [.longQty, .shortQty, .price, .feeRate], MarginFormulas.maintenanceOfHedge),
        Figure("mm_deduction", "Deduction of a tier.", .up, needs: [.tiers, .tier], MarginFormulas.deduction),
        Figure(
            "max_leverage", "Most leverage for a value.", .down, needs: [.positionValue, .tiers],
            MarginFormulas.maxLeverage),
        Figure(
            "max_removable_added", "Bybit, ZTDX: margin that can be taken out.", .down,
            needs: [.side, .qty, .entryPrice, .markPrice, .leverage, .extraMargin], MarginFormulas.removableAdded),
        Figure(
            "max_removable_bitget", "Bitget: margin that can be taken out.", .down,
            needs: [.side, .qty, .entryPrice, .markPrice, .leverage, .positionMargin], MarginFormulas.removableBitget),
        Figure(
            "max_removable_binance", "Binance: margin that can be taken out.", .down,
            needs: [.side, .qty, .entryPrice, .markPrice, .leverage, .isolatedWallet, .maintenanceMargin],
            MarginFormulas.removableBinance),
        Figure(
            "auto_add_amount", "What auto-add margin adds.", .down,
            needs: [.qty, .entryPrice, .leverage, .positionMargin, .available], MarginFormulas.autoAdd),
        Figure(
            "margin_after_partial_close", "Margin left on the position.", .down,
            needs: [.qty, .closedQty, .positionMargin],
            MarginFormulas.afterPartialClose),
        Figure(
            "margin_ratio_bitget", "Bitget: maintenance margin over what backs it.", .up,
            needs: [.side, .qty, .entryPrice, .markPrice, .mmr, .feeRate, .positionMargin], MarginFormulas.marginRatio),
    ]

    private static let prices = [
        Figure(
            "bankruptcy_price", "Without added margin and fee.", .towardEntry, needs: [.side, .entryPrice, .leverage],
            PriceFormulas.bankruptcy),
        Figure(
            "bankruptcy_price_margin", "By the margin on the position.", .towardEntry,
            needs: [.side, .qty, .entryPrice, .feeRate, .positionMargin], PriceFormulas.bankruptcyByMargin),
        Figure(
            "bankruptcy_price_cross", "By the balance there is for it.", .towardEntry,
            needs: [.side, .qty, .entryPrice, .feeRate, .balance], PriceFormulas.bankruptcyCross),
        Figure(
            "liq_price_bybit", "Bybit isolated.", .towardEntry, needs: [.side, .qty, .entryPrice, .leverage, .feeRate],
            PriceFormulas.bybit),
        Figure(
            "liq_price_bybit_tiered", "Bybit isolated, tier found at the price itself.", .towardEntry,
            needs: [.side, .qty, .entryPrice, .leverage, .feeRate, .tiers], PriceFormulas.bybit),
        Figure(
            "liq_price_bitget", "Bitget isolated.", .towardEntry,
            needs: [.side, .qty, .entryPrice, .feeRate, .positionMargin],
            PriceFormulas.bitget),
        Figure(
            "liq_price_binance", "Binance; ZTDX isolated with the position margin as wallet balance.", .towardEntry,
            needs: [.side, .qty, .entryPrice, .walletBalance], PriceFormulas.binance),
        Figure(
            "liq_price_margin_fee", "Gate, OKX isolated.", .towardEntry,
            needs: [.side, .qty, .entryPrice, .mmr, .feeRate, .positionMargin], PriceFormulas.marginFee),
        Figure(
            "liq_price_hedge_cross", "Binance cross: long and short share one.", .towardEntry,
            needs: [
                .longQty, .longEntry, .longMMR, .longDeduction, .shortQty, .shortEntry, .shortMMR, .shortDeduction,
                .walletBalance,
            ], PriceFormulas.hedgeCross),
        Figure(
            "liq_price_entry_mm", "Bybit isolated until September 2025.", .towardEntry,
            needs: [.side, .qty, .entryPrice, .leverage, .mmr], PriceFormulas.entryMaintenance),
        Figure(
            "liq_price_cross_legacy", "Bybit cross until September 2025.", .towardEntry,
            needs: [.side, .qty, .entryPrice, .mmr, .feeRate, .balance, .bustPrice], PriceFormulas.crossLegacy),
        Figure(
            "liq_price_shift", "A liquidation price after margin was added.", .towardEntry,
            needs: [.side, .qty, .liqPrice, .addedMargin], PriceFormulas.shifted),
    ]

    private static let profits = [
        Figure(
            "unrealised_pnl", "Profit at mark.", .down, needs: [.side, .qty, .entryPrice, .markPrice],
            ProfitFormulas.unrealised),
        Figure(
            "realised_pnl", "Profit of a close.", .down, needs: [.side, .qty, .entryPrice, .exitPrice],
            ProfitFormulas.realised),
        Figure(
            "closed_pnl", "Profit of a close less fees and funding.", .down,
            needs: [.side, .qty, .entryPrice, .exitPrice, .openFeeRate, .closeFeeRate], ProfitFormulas.closed),
        Figure(
            "closed_pnl_from_values", "The same from the two values.", .down,
            needs: [.side, .entryValue, .exitValue, .openFeeRate, .closeFeeRate], ProfitFormulas.closedFromValues),
        Figure(
            "net_realised", "Profit less fees and funding given.", .down, needs: [.pnl, .openFee, .closeFee],
            ProfitFormulas.netRealised),
        Figure("roi_percent", "Profit in percent of the margin.", .halfEven, needs: [], ProfitFormulas.roi),
        Figure(
            "funding_cash", "Paid to the holder.", .down, needs: [.side, .qty, .markPrice, .rate],
            ProfitFormulas.funding),
        Figure(
            "adl_score", "Rank for deleveraging.", .halfEven,
            needs: [.side, .qty, .entryPrice, .markPrice, .positionMargin],
            ProfitFormulas.deleveragingScore),
        Figure(
            "shortfall", "Loss beyond the margin.", .up,
            needs: [.side, .qty, .entryPrice, .exitPrice, .positionMargin],
            ProfitFormulas.shortfall),
    ]

    private static let balances = [
        Figure(
            "unimmr", "Equity over maintenance margin.", .down, needs: [.equity, .maintenanceMargin],
            BalanceFormulas.uniMMR),
        Figure(
            "account_im_rate", "Initial margin over margin balance.", .up, needs: [.initialMargin, .marginBalance],
            BalanceFormulas.initialRate),
        Figure(
            "account_mm_rate", "Maintenance margin over margin balance.", .up,
            needs: [.maintenanceMargin, .marginBalance],
            BalanceFormulas.maintenanceRate),
        Figure(
            "cross_available_net", "What can open cross positions.", .down,
            needs: [.walletBalance, .upnl, .initialMargins],
            BalanceFormulas.crossAvailable),
        Figure(
            "loss_capacity", "Loss that a cross position can take.", .down,
            needs: [.available, .initialMargin, .maintenanceMargin], BalanceFormulas.lossCapacity),
        Figure(
            "tier_excess", "Value above a tier.", .up, needs: [.positionValue, .lowerLimit], BalanceFormulas.tierExcess),
        Figure("order_margin_list", "Vega.", .up, needs: [.orders, .marginFactor], BalanceFormulas.orderMarginList),
        Figure(
            "order_margin_sides", "Vega: the dearer side.", .up, needs: [.buys, .sells, .marginFactor],
            BalanceFormulas.orderMarginSides),
        Figure(
            "fully_collateralised", "Vega: all that can be lost.", .up, needs: [.maxPrice],
            BalanceFormulas.fullyCollateralised
        ),
        Figure(
            "vega_maintenance", "Vega.", .up, needs: [.qty, .price, .slippageFactor, .riskFactor],
            BalanceFormulas.vegaMaintenance),
    ]
}
