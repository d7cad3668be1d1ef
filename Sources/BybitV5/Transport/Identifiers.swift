import MarginEngine
import Wire

/// Order and execution numbers as the UUIDs the venue shows, and back.
enum Identifiers {
    private static let orderPrefix = "00000000-0000-4000-8000-"
    private static let executionPrefix = "00000000-0000-4000-9000-"
    private static let digitCount = 12

    static func text(_ order: OrderID) -> String { orderPrefix + digits(order.number) }

    static func text(ofTrade number: UInt64) -> String { executionPrefix + digits(number) }

    static func text(of payment: FundingPayment) -> String { text(of: payment, kind: "a000") }

    /// Of the order that a payment is shown to belong to; there is none.
    static func text(ofOrderOf payment: FundingPayment) -> String { text(of: payment, kind: "b000") }

    /// The instant in the last group, the position in the first.
    private static func text(of payment: FundingPayment, kind: String) -> String {
        let position = UInt64(payment.instrument.index) * 4 + UInt64(payment.side.rawValue)
        return Hex.text(position, digits: 8) + "-0000-4000-\(kind)-" + digits(UInt64(clamping: payment.timeMs))
    }

    /// Nil for a text that no order of ours was ever given.
    static func order(_ text: String) -> OrderID? {
        guard text.hasPrefix(orderPrefix) else { return nil }
        let digits = text.dropFirst(orderPrefix.count)
        guard digits.utf8.count == digitCount, let number = UInt64(digits, radix: 16) else { return nil }
        return OrderID(number: number)
    }

    /// True for the 36 characters of a UUID, in either case.
    static func isUUID(_ text: String) -> Bool {
        let groups = text.split(separator: "-", omittingEmptySubsequences: false)
        return groups.map(\.utf8.count) == [8, 4, 4, 4, 12]
            && groups.allSatisfy { Hex.decode(String($0)) != nil }
    }

    private static func digits(_ number: UInt64) -> String { Hex.text(number, digits: digitCount) }
}
