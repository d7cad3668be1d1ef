/// A name for which the family and the inputs given decide the figure.
enum Shortcut: String, CaseIterable, Sendable {
    case liquidationPrice = "liquidation-price"
    case positionInitialMargin = "position-initial-margin"
    case positionMaintenanceMargin = "position-maintenance-margin"
    case deduction
    case pnl
    case roi
    case funding
    case maxReducible = "max-reducible"

    var summary: String {
        switch self {
        case .liquidationPrice: "The family's isolated liquidation price."
        case .positionInitialMargin: "Initial margin of a position; Bybit: with closing fee, cross at --mark-price."
        case .positionMaintenanceMargin: "The family's maintenance margin of a position."
        case .deduction: "The maintenance deduction of a tier."
        case .pnl: "Profit at --mark-price, or of a close at --exit-price."
        case .roi: "Profit in percent of the position's margin."
        case .funding: "What a funding instant pays the holder."
        case .maxReducible: "How much margin the family lets leave an isolated position."
        }
    }

    /// True where the families differ.
    private var needsFamily: Bool {
        switch self {
        case .liquidationPrice, .positionInitialMargin, .positionMaintenanceMargin, .maxReducible: true
        case .deduction, .pnl, .roi, .funding: false
        }
    }

    /// The name of the figure that it stands for. A family that decides it has had its effect.
    func figure(_ inputs: inout Inputs) throws(CalculationError) -> String {
        if needsFamily {
            guard !inputs.venue.isEmpty else { throw .missing([CalculatorOption.family.name]) }
            inputs.asked.removeAll { $0 == .family }
        }
        return name(inputs)
    }

    private func name(_ inputs: Inputs) -> String {
        switch self {
        case .liquidationPrice:
            switch inputs.venue {
            case "bybit": inputs.has(.tiers) ? "liq_price_bybit_tiered" : "liq_price_bybit"
            case "bitget": "liq_price_bitget"
            case "okx", "gate": "liq_price_margin_fee"
            default: "liq_price_binance"
            }
        case .positionInitialMargin:
            switch inputs.venue {
            case "bybit": inputs.has(.markPrice) ? "position_im_mark_with_fee" : "position_im_with_fee"
            default: "initial_margin"
            }
        case .positionMaintenanceMargin:
            switch inputs.venue {
            case "bybit": "position_mm_with_fee"
            case "bitget": "maintenance_margin_with_fee"
            default: inputs.has(.tiers) ? "maintenance_margin_tiered" : "maintenance_margin"
            }
        case .deduction: "mm_deduction"
        case .pnl:
            if inputs.has(.exitPrice) {
                inputs.has(.openFeeRate) || inputs.has(.closeFeeRate) ? "closed_pnl" : "realised_pnl"
            } else {
                "unrealised_pnl"
            }
        case .roi: "roi_percent"
        case .funding: "funding_cash"
        case .maxReducible:
            switch inputs.venue {
            case "bitget": "max_removable_bitget"
            case "binance": "max_removable_binance"
            default: "max_removable_added"
            }
        }
    }
}
