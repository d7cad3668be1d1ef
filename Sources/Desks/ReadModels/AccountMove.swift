public import MarginEngine

/// Something that happened to an account's money.
public enum AccountMove: Sendable {
    /// A wallet changed.
    case wallet(LedgerEntry)
    /// No wallet changed: what is posted on a position did.
    case margin(MarginMove)
}
