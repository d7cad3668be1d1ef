/// Up to 50 bytes of text held inline, so that rows hold no String. Longer text does not make one.
public struct InlineText: Hashable, Sendable, BitwiseCopyable {
    private let words: (UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64)
    private let count: UInt8

    /// No text.
    public static let empty = InlineText(words: (0, 0, 0, 0, 0, 0, 0), count: 0)

    /// The most bytes it can hold: the longest client order id of any venue, Bitget's.
    public static let capacity = 50

    private init(words: (UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64), count: UInt8) {
        self.words = words
        self.count = count
    }

    /// Nil when the text has more than 50 bytes of UTF-8.
    public init?(_ text: some StringProtocol) {
        var words: (UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0, 0, 0, 0)
        var count = 0
        for byte in text.utf8 {
            guard count < Self.capacity else { return nil }
            let shifted = UInt64(byte) << UInt64(8 * (count & 7))
            switch count >> 3 {
            case 0: words.0 |= shifted
            case 1: words.1 |= shifted
            case 2: words.2 |= shifted
            case 3: words.3 |= shifted
            case 4: words.4 |= shifted
            case 5: words.5 |= shifted
            default: words.6 |= shifted
            }
            count += 1
        }
        self.init(words: words, count: UInt8(count))
    }

    /// Byte by byte, without Unicode equivalence.
    public static func == (left: InlineText, right: InlineText) -> Bool {
        left.words.0 == right.words.0 && left.words.1 == right.words.1 && left.words.2 == right.words.2
            && left.words.3 == right.words.3 && left.words.4 == right.words.4 && left.words.5 == right.words.5
            && left.words.6 == right.words.6 && left.count == right.count
    }

    /// For look-ups only; nothing stored or compared between machines depends on it.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(words.0)
        hasher.combine(words.1)
        hasher.combine(words.2)
        hasher.combine(words.3)
        hasher.combine(words.4)
        hasher.combine(words.5)
        hasher.combine(words.6)
    }

    /// True when there is no text.
    public var isEmpty: Bool { count == 0 }

    /// The text as a String.
    public var text: String { String(decoding: bytes, as: UTF8.self) }

    private var bytes: [UInt8] {
        (0..<Int(count)).map { UInt8(truncatingIfNeeded: word($0 >> 3) >> UInt64(8 * ($0 & 7))) }
    }

    func word(_ index: Int) -> UInt64 {
        switch index {
        case 0: words.0
        case 1: words.1
        case 2: words.2
        case 3: words.3
        case 4: words.4
        case 5: words.5
        default: words.6
        }
    }

    var length: UInt8 { count }

    init(length: UInt8, words: (UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64)) {
        self.init(words: words, count: min(length, UInt8(Self.capacity)))
    }
}
