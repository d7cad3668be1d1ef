public import Wire

/// A contract of a venue. What the venue tells beyond this is in `raw`, as it is in every row.
public struct InstrumentRow: Sendable {
    /// The venue's name for it.
    public let symbol: String
    /// The coin it is about.
    public let base: String
    /// The coin its price is in.
    public let quote: String
    /// The coin margin and profit are in.
    public let settle: String
    /// Prices are multiples of this; nil where the venue does not tell.
    public let tick: DecimalNumber?
    /// Quantities are multiples of this.
    public let quantityStep: DecimalNumber?
    /// The least quantity of an order.
    public let minQuantity: DecimalNumber?
    /// The greatest leverage of its first tier.
    public let maxLeverage: DecimalNumber?
    /// The venue's own row.
    public let raw: JSON
}

/// One step of a contract's risk limits.
public struct TierRow: Sendable {
    /// 1 is the lowest.
    public let level: Int
    /// Position values up to this belong to it, in the settle coin; nil for no limit.
    public let limit: DecimalNumber?
    /// Maintenance margin per value.
    public let maintenanceRate: DecimalNumber
    /// The greatest leverage.
    public let maxLeverage: DecimalNumber
    /// The venue's own row.
    public let raw: JSON
}

/// An open position.
public struct PositionRow: Sendable {
    /// The contract.
    public let symbol: String
    /// Which way it lies.
    public let side: PositionSide
    /// How much, above 0.
    public let size: DecimalNumber
    /// The price it was opened at, on average.
    public let entryPrice: DecimalNumber?
    /// The price it is valued at.
    public let markPrice: DecimalNumber?
    /// Its leverage; nil where that does not exist.
    public let leverage: DecimalNumber?
    /// The margin posted for it; for a cross position what the venue shows as such.
    public let margin: DecimalNumber?
    /// Profit and loss at the mark price.
    public let unrealised: DecimalNumber?
    /// Where it is liquidated; nil when the venue names no price.
    public let liquidationPrice: DecimalNumber?
    /// What names it in a request: Bybit's `positionIdx`, Bitget's `holdSide`, ZTDX's `position_id`.
    public let handle: String
    /// The venue's own row.
    public let raw: JSON
}

/// What an account has of a coin.
public struct BalanceRow: Sendable {
    /// The coin.
    public let asset: String
    /// Which of the account's wallets: Bybit's account type, Bitget's product type, `futures` at ZTDX.
    public let wallet: String
    /// Without unrealised profit and loss; nil where the venue shows only equity.
    public let balance: DecimalNumber?
    /// With unrealised profit and loss.
    public let equity: DecimalNumber?
    /// What a new position may use; nil where the venue shows it for the account only.
    public let available: DecimalNumber?
    /// The venue's own row.
    public let raw: JSON
}

/// An order that can still be filled.
public struct OpenOrderRow: Sendable {
    /// The venue's name for it.
    public let orderID: String
    /// The client's name for it; empty for none.
    public let clientOrderID: String
    /// The contract.
    public let symbol: String
    /// `buy` or `sell`, in lower case.
    public let side: String
    /// Its limit; nil for an order without one.
    public let price: DecimalNumber?
    /// What it is for.
    public let quantity: DecimalNumber
    /// What of that is done.
    public let filled: DecimalNumber
    /// The venue's own row.
    public let raw: JSON
}
