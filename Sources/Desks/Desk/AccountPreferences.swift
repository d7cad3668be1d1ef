public import MarginEngine

/// What an account has set that no rule of the engine looks at.
public struct AccountPreferences: Sendable, Equatable {
    /// For how long the streams of its clients may be gone before orders are cancelled; nil for ever. Seconds, of
    /// contracts, spot and options.
    public var contractWindow: Int64?
    /// The same of spot.
    public var spotWindow: Int64?
    /// The same of options.
    public var optionWindow: Int64?
    /// True when a contract's limit price beyond the band is moved to its edge, false when it is refused.
    public var movesContractPrices = false
    /// The same of spot.
    public var movesSpotPrices = false
    /// True when spot should hedge contracts in portfolio margin; there is no spot to do so.
    public var hedgesWithSpot = false

    /// Those of an account that has set nothing.
    public init() {}
}

extension AccountPreferences: Coded {
    /// All of it.
    public init(coding given: Self?, by coder: inout some Coder) throws(DecodingFailure) {
        self.init()
        contractWindow = try coder.code(optional: given?.contractWindow)
        spotWindow = try coder.code(optional: given?.spotWindow)
        optionWindow = try coder.code(optional: given?.optionWindow)
        movesContractPrices = try coder.code(given?.movesContractPrices)
        movesSpotPrices = try coder.code(given?.movesSpotPrices)
        hedgesWithSpot = try coder.code(given?.hedgesWithSpot)
    }
}
