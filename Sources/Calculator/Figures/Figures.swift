import MarginEngine

extension Figure {
    /// Every figure, by subject.
    static let all = values + margins + prices + profits + balances

    private static let values = [
        Figure(
            "position_value", "Value in the settle coin.", .up, reads: .position(.qty, .price),
            ValueFormulas.positionValue),
        Figure(
            "entry_value", "Value of fills at their own prices.", .up, reads: .position(.fills),
            ValueFormulas.entryValue),
        Figure(
            "average_entry_price", "Average of fills.", .halfEven, reads: .position(.fills),
            ValueFormulas.averageEntryPrice),
        Figure(
            "initial_margin", "Value over leverage.", .up,
            reads: .position(.qty, .price) + .either([.input(.leverage), .input(.marginFactor)]),
            ValueFormulas.initialMargin),
        Figure(
            "order_cost", "What an order to open reserves.", .up,
            reads: .position(.side, .qty, .price, .leverage, .feeRate) + .optional(.family(Inputs.ours)),
            ValueFormulas.orderCost),
        Figure(
            "order_qty_from_cost", "Quantity that a cost pays for.", .down,
            reads: .position(.side, .cost, .price, .leverage, .feeRate), ValueFormulas.orderQuantityFromCost),
        Figure(
            "fee", "Fee of a fill.", .up,
            reads: .inputs(.feeRate) + .either([.input(.value), .position(.qty, .price)]), ValueFormulas.fee),
        Figure("fee_to_open", "Opening fee.", .up, reads: .position(.qty, .price, .feeRate), ValueFormulas.feeToOpen),
        Figure(
            "fee_to_close", "Closing fee at the bankruptcy price.", .up,
            reads: .position(.side, .qty, .price, .leverage, .feeRate), ValueFormulas.feeToClose),
        Figure(
            "fee_to_close_at_bust", "Closing fee at a bankruptcy price given.", .up,
            reads: .position(.qty, .bustPrice, .feeRate), ValueFormulas.feeToCloseAtBust),
        Figure("sum_fees", "Fees of fills.", .up, reads: .position(.fills, .feeRate), ValueFormulas.sumOfFees),
        Figure(
            "open_loss", "Binance: loss of an order away from mark.", .up,
            reads: .position(.side, .qty, .orderPrice, .markPrice), ValueFormulas.openLoss),
        Figure("product", "Product of factors.", .halfEven, reads: .inputs(.factors), ValueFormulas.product),
    ]

    private static let margins = [
        Figure(
            "position_im_with_fee", "Bybit isolated: initial margin and closing fee.", .up,
            reads: .position(.side, .qty, .leverage, .feeRate) + .either([.input(.price), .input(.entryPrice)]),
            MarginFormulas.positionInitial),
        Figure(
            "position_im_mark_with_fee", "Bybit cross: initial margin at mark and closing fee.", .up,
            reads: .position(.side, .qty, .entryPrice, .markPrice, .leverage, .feeRate),
            MarginFormulas.positionInitialAtMark),
        Figure(
            "position_mm_with_fee", "Bybit: maintenance margin and closing fee.", .up,
            reads: .position(.side, .qty, .entryPrice, .leverage, .feeRate) + .tiers() + .optional(.markPrice),
            MarginFormulas.positionMaintenance),
        Figure(
            "maintenance_margin", "At one rate.", .up, reads: .position(.qty, .price, .mmr) + .optional(.mmDeduction),
            MarginFormulas.maintenance),
        Figure(
            "maintenance_margin_tiered", "By tiers.", .up, reads: .position(.qty, .price, .tiers),
            MarginFormulas.maintenance),
        Figure(
            "maintenance_margin_with_fee", "Bitget: with the fee at mark.", .up,
            reads: .inputs(.feeRate) + .either([.input(.positionValue), .position(.qty, .price)])
                + .either([.inputs(.tiers) + .optional(.flat), .inputs(.mmr) + .optional(.mmDeduction)]),
            MarginFormulas.maintenanceWithFee),
        Figure(
            "maintenance_margin_hedge_larger", "Bitget cross: long and short together.", .up,
            reads: .position(.longQty, .shortQty, .price, .feeRate) + .tiers(), MarginFormulas.maintenanceOfHedge),
        Figure("mm_deduction", "Deduction of a tier.", .up, reads: .inputs(.tiers, .tier), MarginFormulas.deduction),
        Figure(
            "max_leverage", "Most leverage for a value.", .down, reads: .inputs(.positionValue, .tiers),
            MarginFormulas.maxLeverage),
        Figure(
            "max_removable_added", "Bybit, ZTDX: margin that can be taken out.", .down,
            reads: .position(.side, .qty, .entryPrice, .markPrice, .leverage, .extraMargin) + .optional(.feeRate)
                + .optional(.family([AccountFamily.bybit, .ztdx].map(\.description))),
            MarginFormulas.removableAdded),
        Figure(
            "max_removable_bitget", "Bitget: margin that can be taken out.", .down,
            reads: .position(.side, .qty, .entryPrice, .markPrice, .leverage, .positionMargin),
            MarginFormulas.removableBitget),
        Figure(
            "max_removable_binance", "Binance: margin that can be taken out.", .down,
            reads: .position(.side, .qty, .entryPrice, .markPrice, .leverage, .isolatedWallet, .maintenanceMargin),
            MarginFormulas.removableBinance),
        Figure(
            "auto_add_amount", "What auto-add margin adds.", .down,
            reads: .position(.qty, .entryPrice, .leverage, .positionMargin, .available), MarginFormulas.autoAdd),
        Figure(
            "margin_after_partial_close", "Margin left on the position.", .down,
            reads: .inputs(.qty, .closedQty, .positionMargin) + .optional(.contractSize),
            MarginFormulas.afterPartialClose),
        Figure(
            "margin_ratio_bitget", "Bitget: maintenance margin over what backs it.", .up,
            reads: .position(.side, .qty, .entryPrice, .markPrice, .mmr, .feeRate, .positionMargin),
            MarginFormulas.marginRatio),
    ]

    private static let prices = [
        Figure(
            "bankruptcy_price", "Without added margin and fee.", .towardEntry,
            reads: .inputs(.side, .entryPrice, .leverage) + .optional(.contract), PriceFormulas.bankruptcy),
        Figure(
            "bankruptcy_price_margin", "By the margin on the position.", .towardEntry,
            reads: .position(.side, .qty, .entryPrice, .feeRate, .positionMargin), PriceFormulas.bankruptcyByMargin),
        Figure(
            "bankruptcy_price_cross", "By the balance there is for it.", .towardEntry,
            reads: .position(.side, .qty, .entryPrice, .feeRate, .balance), PriceFormulas.bankruptcyCross),
        Figure(
            "liq_price_bybit", "Bybit isolated.", .towardEntry,
            reads: .position(.side, .qty, .entryPrice, .leverage, .feeRate) + .tiers() + .optional(.extraMargin),
            PriceFormulas.bybit),
        Figure(
            "liq_price_bybit_tiered", "Bybit isolated, tier found at the price itself.", .towardEntry,
            reads: .position(.side, .qty, .entryPrice, .leverage, .feeRate, .tiers) + .optional(.extraMargin),
            PriceFormulas.bybit),
        Figure(
            "liq_price_bitget", "Bitget isolated.", .towardEntry,
            reads: .position(.side, .qty, .entryPrice, .feeRate, .positionMargin)
                + .tiers(deduction: .optional(.either([.input(.mmOffset), .input(.mmDeduction)]))),
            PriceFormulas.bitget),
        Figure(
            "liq_price_binance", "Binance; ZTDX isolated with the position margin as wallet balance.", .towardEntry,
            reads: .position(.side, .qty, .entryPrice, .walletBalance) + .tiers() + .optional(.otherUPnL, .otherMM),
            PriceFormulas.binance),
        Figure(
            "liq_price_margin_fee", "Gate, OKX isolated.", .towardEntry,
            reads: .position(.side, .qty, .entryPrice, .mmr, .feeRate, .positionMargin) + .optional(.mmDeduction),
            PriceFormulas.marginFee),
        Figure(
            "liq_price_hedge_cross", "Binance cross: long and short share one.", .towardEntry,
            reads: .position(
                .longQty, .longEntry, .longMMR, .longDeduction, .shortQty, .shortEntry, .shortMMR, .shortDeduction,
                .walletBalance) + .optional(.otherUPnL, .otherMM), PriceFormulas.hedgeCross),
        Figure(
            "liq_price_entry_mm", "Bybit isolated until September 2025.", .towardEntry,
            reads: .position(.side, .qty, .entryPrice, .leverage, .mmr) + .optional(.mmDeduction, .extraMargin),
            PriceFormulas.entryMaintenance),
        Figure(
            "liq_price_cross_legacy", "Bybit cross until September 2025.", .towardEntry,
            reads: .position(.side, .qty, .entryPrice, .mmr, .feeRate, .balance, .bustPrice), PriceFormulas.crossLegacy),
        Figure(
            "liq_price_shift", "A liquidation price after margin was added.", .towardEntry,
            reads: .position(.side, .qty, .liqPrice, .addedMargin), PriceFormulas.shifted),
    ]

    private static let profits = [
        Figure(
            "unrealised_pnl", "Profit at mark.", .down, reads: .position(.side, .qty, .entryPrice, .markPrice),
            ProfitFormulas.unrealised),
        Figure(
            "realised_pnl", "Profit of a close.", .down, reads: .position(.side, .qty, .entryPrice, .exitPrice),
            ProfitFormulas.realised),
        Figure(
            "closed_pnl", "Profit of a close less fees and funding.", .down,
            reads: .position(.side, .qty, .entryPrice, .exitPrice, .openFeeRate, .closeFeeRate)
                + .optional(.fundingPaid),
            ProfitFormulas.closed),
        Figure(
            "closed_pnl_from_values", "The same from the two values.", .down,
            reads: .inputs(.side, .entryValue, .exitValue, .openFeeRate, .closeFeeRate) + .optional(.fundingPaid)
                + .optional(.contract), ProfitFormulas.closedFromValues),
        Figure(
            "net_realised", "Profit less fees and funding given.", .down,
            reads: .inputs(.pnl, .openFee, .closeFee) + .optional(.fundingPaid), ProfitFormulas.netRealised),
        Figure(
            "roi_percent", "Profit in percent of the margin.", .halfEven,
            reads: .either([
                .inputs(.pnl, .margin), .position(.side, .qty, .entryPrice, .markPrice, .leverage, .feeRate),
            ]), ProfitFormulas.roi),
        Figure(
            "funding_cash", "Paid to the holder.", .down, reads: .position(.side, .qty, .markPrice, .rate),
            ProfitFormulas.funding),
        Figure(
            "adl_score", "Rank for deleveraging.", .halfEven,
            reads: .position(.side, .qty, .entryPrice, .markPrice, .positionMargin), ProfitFormulas.deleveragingScore),
        Figure(
            "shortfall", "Loss beyond the margin.", .up,
            reads: .position(.side, .qty, .entryPrice, .exitPrice, .positionMargin), ProfitFormulas.shortfall),
    ]

    private static let balances = [
        Figure(
            "unimmr", "Equity over maintenance margin.", .down, reads: .inputs(.equity, .maintenanceMargin),
            BalanceFormulas.uniMMR),
        Figure(
            "account_im_rate", "Initial margin over margin balance.", .up,
            reads: .inputs(.initialMargin, .marginBalance),
            BalanceFormulas.initialRate),
        Figure(
            "account_mm_rate", "Maintenance margin over margin balance.", .up,
            reads: .inputs(.maintenanceMargin, .marginBalance), BalanceFormulas.maintenanceRate),
        Figure(
            "cross_available_net", "What can open cross positions.", .down,
            reads: .inputs(.walletBalance, .upnl, .initialMargins), BalanceFormulas.crossAvailable),
        Figure(
            "loss_capacity", "Loss that a cross position can take.", .down,
            reads: .inputs(.available, .initialMargin, .maintenanceMargin), BalanceFormulas.lossCapacity),
        Figure(
            "tier_excess", "Value above a tier.", .up, reads: .inputs(.positionValue, .lowerLimit),
            BalanceFormulas.tierExcess),
        Figure(
            "order_margin_list", "Vega.", .up, reads: .inputs(.orders, .marginFactor) + .optional(.contractSize),
            BalanceFormulas.orderMarginList),
        Figure(
            "order_margin_sides", "Vega: the dearer side.", .up,
            reads: .inputs(.buys, .sells, .marginFactor) + .optional(.contractSize), BalanceFormulas.orderMarginSides),
        Figure(
            "fully_collateralised", "Vega: all that can be lost.", .up,
            reads: .either([.inputs(.short, .maxPrice) + .optional(.long), .inputs(.long)]) + .optional(.contractSize),
            BalanceFormulas.fullyCollateralised),
        Figure(
            "vega_maintenance", "Vega.", .up,
            reads: .inputs(.qty, .price, .slippageFactor, .riskFactor) + .optional(.contractSize),
            BalanceFormulas.vegaMaintenance),
    ]
}
