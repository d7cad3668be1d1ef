public import Wire

/// Which contracts a request is about.
public enum BitgetProductType: String, Sendable, CaseIterable {
    /// Margined in USDT.
    case usdt = "USDT-FUTURES"
    /// Margined in USDC.
    case usdc = "USDC-FUTURES"
    /// Margined in the coin itself.
    case coin = "COIN-FUTURES"

    /// The product type of a symbol by its name: `BTCUSDT`, `BTCPERP`, `BTCUSD`.
    public init(symbol: String) {
        self = symbol.hasSuffix("USDT") ? .usdt : symbol.hasSuffix("PERP") ? .usdc : .coin
    }

    /// The coin that margin of a symbol is in.
    public func marginCoin(of symbol: String) -> String {
        switch self {
        case .usdt: "USDT"
        case .usdc: "USDC"
        case .coin: symbol.hasSuffix("USD") ? String(symbol.dropLast(3)) : symbol
        }
    }
}

/// Bitget's words for margin modes.
public enum BitgetMarginMode: String, Sendable, CaseIterable {
    /// Isolated.
    case isolated
    /// Cross.
    case crossed

    /// The word for a mode; nil for one that Bitget has not.
    public init?(_ mode: MarginMode) {
        switch mode {
        case .isolated: self = .isolated
        case .cross: self = .crossed
        case .portfolio: return nil
        }
    }

    /// The mode it is.
    public var mode: MarginMode { self == .isolated ? .isolated : .cross }
}

/// A symbol's settings. https://www.bitget.com/api-doc/contract/account/Get-Single-Account
public struct BitgetAccount: Sendable {
    /// The mode in force.
    public let marginMode: BitgetMarginMode
    /// Used in crossed mode.
    public let crossedLeverage: DecimalNumber
    /// Used for long positions in isolated mode.
    public let isolatedLongLeverage: DecimalNumber
    /// Used for short positions in isolated mode.
    public let isolatedShortLeverage: DecimalNumber
    /// Of the whole product type.
    public let positionMode: PositionMode
    /// The venue's own object.
    public let raw: JSON

    init(_ fields: AnswerFields) throws(MarginVenueError) {
        guard let mode = BitgetMarginMode(rawValue: try fields.text("marginMode")) else {
            throw fields.missing("marginMode")
        }
        marginMode = mode
        crossedLeverage = try fields.number("crossedMarginLeverage")
        isolatedLongLeverage = try fields.number("isolatedLongLever")
        isolatedShortLeverage = try fields.number("isolatedShortLever")
        positionMode = try fields.text("posMode") == "hedge_mode" ? .hedge : .oneWay
        raw = fields.json
    }
}

/// What `set-margin-mode` answers: the leverage in force after it.
public struct BitgetModeAnswer: Sendable, Equatable {
    /// The mode set.
    public let marginMode: BitgetMarginMode
    /// Of long positions.
    public let longLeverage: DecimalNumber
    /// Of short positions.
    public let shortLeverage: DecimalNumber
}
