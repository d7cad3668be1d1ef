import Wire

/// Bybit's words for margin modes of the whole account.
public enum BybitMarginMode: String, Sendable, CaseIterable {
    /// Isolated.
    case isolated = "ISOLATED_MARGIN"
    /// Cross.
    case regular = "REGULAR_MARGIN"
    /// Portfolio.
    case portfolio = "PORTFOLIO_MARGIN"

    /// The word for a mode.
    public init(_ mode: MarginMode) {
        switch mode {
        case .isolated: self = .isolated
        case .cross: self = .regular
        case .portfolio: self = .portfolio
        }
    }

    /// The mode it is.
    public var mode: MarginMode {
        switch self {
        case .isolated: .isolated
        case .regular: .cross
        case .portfolio: .portfolio
        }
    }
}

/// Which contracts a request is about.
public enum BybitCategory: String, Sendable, CaseIterable {
    /// Margined in USDT or USDC.
    case linear
    /// Margined in the coin itself.
    case inverse

    /// The category of a symbol by its name: `BTCUSDT` and `BTCPERP` are linear, `BTCUSD` and its futures inverse.
    /// https://bybit-exchange.github.io/docs/v5/enum#symbol
    public init(symbol: String) {
        let isLinear = symbol.contains("USDT") || symbol.hasSuffix("PERP") || symbol.contains("-")
        self = isLinear ? .linear : .inverse
    }
}

/// `GET /v5/account/info`. https://bybit-exchange.github.io/docs/v5/account/account-info
public struct BybitAccountInfo: Sendable, Equatable {
    /// 1 classic, 3 and 4 UTA1.0, 5 and 6 UTA2.0.
    public let unifiedMarginStatus: Int
    /// Of what is unified; a classic account's says nothing.
    public let marginMode: BybitMarginMode

    /// Whether a category's contracts share one margin mode; otherwise each symbol has its own.
    public func isUnified(_ category: BybitCategory) -> Bool {
        switch unifiedMarginStatus {
        case 1: false
        case 3, 4: category == .linear
        default: true
        }
    }
}

/// A position's row in `GET /v5/position/list`, which is there for a symbol without a position, too.
struct BybitPositionLine {
    let fields: AnswerFields
    let index: Int
    let size: DecimalNumber
    /// Nil without a position.
    let side: PositionSide?
    let leverage: DecimalNumber?
    /// 0 cross, 1 isolated; true only where each symbol has its own mode.
    let isIsolated: Bool

    init(_ fields: AnswerFields) throws(MarginVenueError) {
        self.fields = fields
        index = try fields.integer("positionIdx")
        size = try fields.number("size")
        side = size == .zero ? nil : try fields.text("side") == "Sell" ? .short : .long
        leverage = fields.numberIfAny("leverage")
        isIsolated = fields.json["tradeMode"]?.scalarText == "1"
    }

    /// Nil without a position.
    var position: PositionRow? {
        get throws(MarginVenueError) {
            guard let side else { return nil }
            return PositionRow(
                symbol: try fields.text("symbol"), side: side, size: size, entryPrice: fields.numberIfAny("avgPrice"),
                markPrice: fields.numberIfAny("markPrice"), leverage: leverage,
                margin: fields.numberIfAny("positionBalance") ?? fields.numberIfAny("positionIM"),
                unrealised: fields.numberIfAny("unrealisedPnl"), liquidationPrice: fields.numberIfAny("liqPrice"),
                handle: "\(index)", raw: fields.json)
        }
    }
}
