/// What figures are computed from. The raw value is its name in a row; on the command line underscores are dashes.
enum Input: String, CaseIterable, Sendable {
    case qty
    case price
    case entryPrice = "entry_price"
    case markPrice = "mark_price"
    case exitPrice = "exit_price"
    case orderPrice = "order_price"
    case bustPrice = "bust_price"
    case side
    case leverage
    case feeRate = "fee_rate"
    case openFeeRate = "open_fee_rate"
    case closeFeeRate = "close_fee_rate"
    case openFee = "open_fee"
    case closeFee = "close_fee"
    case rate
    case tiers
    case tier
    case mmr
    case mmDeduction = "mm_deduction"
    case mmOffset = "mm_offset"
    case flat
    case quantum
    case round
    case positionMargin = "position_margin"
    case extraMargin = "extra_margin"
    case addedMargin = "added_margin"
    case isolatedWallet = "isolated_wallet"
    case walletBalance = "wallet_balance"
    case marginBalance = "margin_balance"
    case balance
    case available
    case equity
    case initialMargin = "initial_margin"
    case initialMargins = "initial_margins"
    case maintenanceMargin = "maintenance_margin"
    case otherMM = "other_mm"
    case otherUPnL = "other_upnl"
    case upnl
    case pnl
    case margin
    case fundingPaid = "funding_paid"
    case value
    case positionValue = "position_value"
    case entryValue = "entry_value"
    case exitValue = "exit_value"
    case lowerLimit = "lower_limit"
    case cost
    case closedQty = "closed_qty"
    case contractSize = "contract_size"
    case marginFactor = "margin_factor"
    case slippageFactor = "slippage_factor"
    case riskFactor = "risk_factor"
    case liqPrice = "liq_price"
    case maxPrice = "max_price"
    case longQty = "long_qty"
    case longEntry = "long_entry"
    case longMMR = "long_mmr"
    case longDeduction = "long_deduction"
    case shortQty = "short_qty"
    case shortEntry = "short_entry"
    case shortMMR = "short_mmr"
    case shortDeduction = "short_deduction"
    case fills
    case orders
    case buys
    case sells
    case long
    case short
    case factors

    /// Its name on the command line.
    var flag: String { "--" + dashed(rawValue) }

    /// Looks an input up by its name on the command line.
    static let byFlag = Dictionary(allCases.map { ($0.flag, $0) }, uniquingKeysWith: { first, _ in first })

    /// What it looks like on the command line.
    var placeholder: String {
        switch self {
        case .side: "long|short"
        case .round: "up|down|half_even"
        case .flat: "yes"
        case .tiers: "LIMIT:RATE[:LEVERAGE],..."
        case .fills, .orders, .buys, .sells, .long, .short: "QTY:PRICE,..."
        case .initialMargins, .upnl, .factors: "NUMBER,..."
        default: "NUMBER"
        }
    }

    var summary: String {
        switch self {
        case .qty: "Quantity: base coin (linear) or USD (inverse)."
        case .price: "The order's or position's price."
        case .feeRate: "Taker fee as a fraction: 0.00055."
        case .rate: "Funding rate as a fraction; positive: longs pay."
        case .tiers: "The risk tiers: greatest value, maintenance rate, most leverage."
        case .tier: "The tier's number, from 1."
        case .mmr: "Maintenance rate as a fraction: 0.005."
        case .mmDeduction, .mmOffset: "The tier's deduction."
        case .flat: "The rate on the whole value, without deductions."
        case .quantum: "Round the result to a multiple of it: for prices the tick."
        case .round: "In which direction it is rounded to the quantum."
        case .positionMargin: "Margin on the position, closing-fee reserve included."
        case .extraMargin: "Margin added by hand."
        case .fundingPaid: "Funding paid while it was held; negative when received."
        case .otherMM: "Maintenance margin of the other positions."
        case .otherUPnL: "Unrealised profit of the other positions."
        case .initialMargins: "Initial margins of the cross positions."
        case .upnl: "Unrealised profits of the cross positions."
        case .contractSize: "Base coins (inverse: USD) of one contract, when quantities are contracts."
        default: dashed(rawValue, with: " ") + "."
        }
    }
}

/// A name with its underscores replaced.
func dashed(_ name: String, with separator: String = "-") -> String {
    name.split(separator: "_").joined(separator: separator)
}
