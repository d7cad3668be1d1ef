import MarginEngine

/// What of an order's request shows again though the engine has no use for it.
enum OrderNote: Equatable {
    case nothing
    /// Its price was that of a level of the book.
    case levelPrice
    /// It was a market order that tolerates so much slippage.
    case slippage(SlippageTolerance)

    /// The same as `NewOrder.note`: the kind in the lowest bits, above them ticks or hundredths of a percent.
    var bits: UInt64 {
        switch self {
        case .nothing: 0
        case .levelPrice: 1
        case .slippage(.ticks(let ticks)): UInt64(clamping: ticks) << 2 | 2
        case .slippage(.fraction(let rate)): UInt64(clamping: rate.units / Self.basisPoint) << 2 | 3
        }
    }

    init(bits: UInt64) {
        let value = Int64(min(bits >> 2, Self.greatest))
        self =
            switch bits & 3 {
            case 1: .levelPrice
            case 2: .slippage(.ticks(value))
            case 3: .slippage(.fraction(Rate(units: value * Self.basisPoint)))
            default: .nothing
            }
    }

    private static let basisPoint = Rate.one.units / 10_000
    /// Both of ticks and of basis points: what a request may say.
    private static let greatest: UInt64 = 10_000
}

extension SlippageTolerance {
    /// `slippageToleranceType`.
    var wireType: String {
        switch self {
        case .ticks: "TickSize"
        case .fraction: "Percent"
        }
    }

    /// `slippageTolerance`.
    var wireValue: String {
        switch self {
        case .ticks(let ticks): "\(ticks)"
        case .fraction(let rate): Rate(units: rate.units * 100).text
        }
    }
}

extension Order {
    private var slippage: SlippageTolerance? {
        if case .slippage(let tolerance) = OrderNote(bits: note) { tolerance } else { nil }
    }

    /// `slippageToleranceType`.
    var wireSlippageType: String { slippage?.wireType ?? "UNKNOWN" }

    /// `slippageTolerance`.
    var wireSlippage: String { slippage?.wireValue ?? "0" }

    /// `orderType`.
    var wireKind: String { slippage == nil ? kind.wireName : OrderKind.market.wireName }

    /// `createType`.
    var wireCreateType: String {
        if isConditional { return purpose.wireCreateType }
        return OrderNote(bits: note) == .levelPrice ? "CreateByBboOrder" : origin.wireName
    }

    /// `price`: that of a market order is the worst that the venue protects it by, once it is live. BYBIT-CALL-9.
    /// https://bybit-exchange.github.io/docs/v5/order/create-order
    func shownPrice(in instrument: Instrument) -> Price {
        guard kind == .market else { return price }
        guard !isConditional || triggeredMs != nil else { return .zero }
        return instrument.limitPrice(for: side, atMark: markOnCreated)
    }
}
