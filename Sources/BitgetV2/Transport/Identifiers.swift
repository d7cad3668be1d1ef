import MarginEngine

/// Order and trade numbers as 19-digit decimal text, reversibly.
enum WireID {
    private static let base: UInt64 = 1_000_000_000_000_000_000

    static func text(_ number: UInt64) -> String { String(base + number) }

    static func number(_ text: String) -> UInt64? {
        guard text.utf8.count == 19, let value = UInt64(text), value > base else { return nil }
        return value - base
    }
}

extension OrderID {
    var text: String { WireID.text(number) }
}
