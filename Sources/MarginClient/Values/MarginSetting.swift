/// How margin is set for a symbol of an account.
public struct MarginSetting: Sendable, Hashable {
    /// What was asked about.
    public let symbol: String
    /// What the mode belongs to.
    public let scope: ModeScope
    /// The mode in force.
    public let mode: MarginMode
    /// Of a long position in that mode; nil where leverage does not exist (Bybit's portfolio mode).
    public let longLeverage: DecimalNumber?
    /// Of a short position in that mode; equal to the other but in hedge mode.
    public let shortLeverage: DecimalNumber?
    /// What both are once the mode is switched between isolated and cross, long and short; nil where leverage lives
    /// through a switch.
    let leverageAfterSwitch: SideLeverage?
    /// Whether the symbol may have a long and a short position at a time.
    public let positionMode: PositionMode

    init(
        _ symbol: String, _ scope: ModeScope, _ mode: MarginMode, long: DecimalNumber?, short: DecimalNumber?,
        afterSwitch: SideLeverage? = nil, _ positionMode: PositionMode
    ) {
        self.symbol = symbol
        self.scope = scope
        self.mode = mode
        longLeverage = long
        shortLeverage = short
        leverageAfterSwitch = afterSwitch
        self.positionMode = positionMode
    }

    /// Whether all that is wanted is so.
    public func meets(_ wanted: WantedSetting) -> Bool {
        (wanted.mode ?? mode) == mode
            && (wanted.leverage == nil || wanted.leverage == longLeverage && wanted.leverage == shortLeverage)
    }
}

/// The leverage of long and of short positions.
struct SideLeverage: Sendable, Hashable {
    let long: DecimalNumber
    let short: DecimalNumber
}

/// What margin shall be set to; what is nil stays as it is.
public struct WantedSetting: Sendable, Hashable {
    /// The symbol, as the venue writes it.
    public var symbol: String
    /// The margin mode of the symbol, or of the account where the venue has one mode for all.
    public var mode: MarginMode?
    /// The leverage of both sides.
    public var leverage: DecimalNumber?

    /// What is wanted for a symbol.
    public init(_ symbol: String, mode: MarginMode? = nil, leverage: DecimalNumber? = nil) {
        self.symbol = symbol
        self.mode = mode
        self.leverage = leverage
    }
}
