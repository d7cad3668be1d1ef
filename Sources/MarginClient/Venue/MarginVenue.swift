/// What all venues can do for whoever looks after margin. Each also has calls of its own, in its own words and types.
///
/// Every call is sent at most once unless nothing can have happened by the first sending: see ``Patience``.
public protocol MarginVenue: Sendable {
    /// The venue's clock, milliseconds since 1970.
    func timeMs() async throws(MarginVenueError) -> Int64

    /// The contracts, or the one of a symbol.
    func instruments(_ symbol: String?) async throws(MarginVenueError) -> [InstrumentRow]

    /// The risk limits of a symbol, the lowest first.
    func tiers(of symbol: String) async throws(MarginVenueError) -> [TierRow]

    /// The margin mode and leverage that hold for a symbol.
    func setting(of symbol: String) async throws(MarginVenueError) -> MarginSetting

    /// The open positions, or those of a symbol.
    func positions(_ symbol: String?) async throws(MarginVenueError) -> [PositionRow]

    /// What the account has, coin by coin.
    func balances() async throws(MarginVenueError) -> [BalanceRow]

    /// The open orders, or those of a symbol.
    func openOrders(_ symbol: String?) async throws(MarginVenueError) -> [OpenOrderRow]

    /// Sets a margin mode.
    /// - Throws: `.notOffered` where the venue has no mode of that scope.
    func setMode(_ mode: MarginMode, of scope: ModeScope) async throws(MarginVenueError)

    /// Sets the leverage of both sides.
    func setLeverage(_ leverage: DecimalNumber, of symbol: String) async throws(MarginVenueError)

    /// The request that adds margin to an isolated position, or with a negative amount takes some away, after a look at
    /// which position that is.
    /// - Parameters:
    ///   - amount: in the contract's settle coin.
    ///   - symbol: the contract.
    ///   - side: which position; nil for the only one.
    /// - Throws: `.notOffered` when there is no position to name.
    func marginChange(
        by amount: DecimalNumber, of symbol: String, side: PositionSide?
    ) async throws(MarginVenueError) -> VenueChange

    /// The requests that bring a setting to what is wanted, in their order; none when it is so already.
    /// - Throws: `.notOffered` when the venue cannot be brought there.
    func changes(
        from setting: MarginSetting, to wanted: WantedSetting
    ) throws(MarginVenueError) -> [VenueChange]

    /// Sends one of those requests.
    func send(_ change: VenueChange) async throws(MarginVenueError)
}

extension MarginVenue {
    /// Adds margin to an isolated position, or with a negative amount takes some away.
    ///
    /// There is nothing to know a repetition by: after `.resultUnknown` look at the position before doing it again.
    /// - Parameters:
    ///   - amount: in the contract's settle coin.
    ///   - symbol: the contract.
    ///   - side: which position; nil for the only one.
    public func adjustMargin(
        by amount: DecimalNumber, of symbol: String, side: PositionSide?
    ) async throws(MarginVenueError) {
        try await send(try await marginChange(by: amount, of: symbol, side: side))
    }
}
