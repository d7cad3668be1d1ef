import MarginEngine
import Wire

/// Identifiers as UUIDs made reversibly from the engine's numbers: the venue's answers hold UUID text where its tables
/// say LONG. https://docs.p99.world/futures/usdt-margined/trades-rest/open-orders
enum Identifier {
    private static let orderPrefix = "00000000-0000-4000-8000-"
    private static let positionPrefix = "00000000-0000-4001-8000-"

    static func text(_ order: OrderID) -> String { orderPrefix + Hex.text(order.number, digits: 12) }

    /// The order of a UUID that `text` made, or of a plain number, as tables say LONG; nil for anything else.
    static func order(_ text: String) -> OrderID? {
        let digits = text.lowercased()
        guard digits.hasPrefix(orderPrefix) else { return UInt64(text).map(OrderID.init(number:)) }
        return UInt64(digits.dropFirst(orderPrefix.count), radix: 16).map(OrderID.init(number:))
    }

    /// A margin account has one position in an instrument, so the two name it.
    static func position(_ account: MarginAccountID, _ instrument: InstrumentID) -> String {
        positionPrefix + Hex.text(UInt64(UInt32(bitPattern: account.index)), digits: 8)
            + Hex.text(UInt64(instrument.index), digits: 4)
    }

    /// The instrument of a position's UUID, if it is that account's; whether there is such an instrument is not checked.
    static func instrument(ofPosition text: String, of account: MarginAccountID) -> InstrumentID? {
        guard let index = UInt16(text.suffix(4), radix: 16) else { return nil }
        let instrument = InstrumentID(index: index)
        return position(account, instrument) == text.lowercased() ? instrument : nil
    }
}
