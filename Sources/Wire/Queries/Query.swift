/// The pairs of a query string or form body, in the order sent, raw and decoded. The raw bytes are kept, since venues
/// sign what travelled and not what it means.
public struct Query: Sendable {
    /// One `name=value`; a part without `=` is a name with an empty value.
    public struct Pair: Sendable {
        /// The name as sent.
        public let rawName: ArraySlice<UInt8>
        /// The value as sent.
        public let rawValue: ArraySlice<UInt8>
        let plusIsSpace: Bool

        /// The name, percent-decoded; invalid UTF-8 becomes U+FFFD.
        public var name: String { decoded(rawName) }
        /// The value, percent-decoded; invalid UTF-8 becomes U+FFFD.
        public var value: String { decoded(rawValue) }

        /// Most names travel as they are: only the others are decoded to compare them.
        func isNamed(_ name: String) -> Bool {
            rawName.elementsEqual(name.utf8) || (Query.isEncoded(rawName) && self.name == name)
        }

        private func decoded(_ raw: ArraySlice<UInt8>) -> String {
            String(decoding: Query.percentDecoded(raw, plusIsSpace: plusIsSpace), as: UTF8.self)
        }
    }

    /// The bytes as sent.
    public let raw: [UInt8]
    /// The pairs in the order sent; empty parts (`a=1&&b=2`) are left out.
    public let pairs: [Pair]

    /// - Parameters:
    ///   - raw: the query without its `?`, or the body of an `application/x-www-form-urlencoded` request.
    ///   - plusIsSpace: whether `+` decodes to a space, as forms have it and signed queries do not.
    public init(_ raw: [UInt8], plusIsSpace: Bool = false) {
        self.raw = raw
        pairs = raw.split(separator: Query.separator).map { Query.pair($0, plusIsSpace: plusIsSpace) }
    }

    /// The decoded value of the first pair whose decoded name is this one.
    public subscript(_ name: String) -> String? {
        pairs.first { $0.isNamed(name) }?.value
    }

    /// The raw bytes without the pairs of that name as it stands in them, each with its `&`, all else byte for byte;
    /// and the decoded values of what was taken out. So a signature is parted from what it signs.
    public func removing(_ name: String) -> (rest: [UInt8], removed: [String]) {
        var kept: [ArraySlice<UInt8>] = []
        var removed: [String] = []
        for part in raw.split(separator: Query.separator, omittingEmptySubsequences: false) {
            let pair = Query.pair(part, plusIsSpace: false)
            if pair.rawName.elementsEqual(name.utf8) {
                removed.append(pair.value)
            } else {
                kept.append(part)
            }
        }
        return (Array(kept.joined(separator: CollectionOfOne(Query.separator))), removed)
    }

    /// Decodes `%` and two hex digits; a malformed escape stays as it is. `+` stays `+` unless it is to be a space.
    public static func percentDecoded(_ bytes: some Collection<UInt8>, plusIsSpace: Bool = false) -> [UInt8] {
        guard isEncoded(bytes) else { return Array(bytes) }
        var decoded: [UInt8] = []
        decoded.reserveCapacity(bytes.count)
        var rest = bytes[...]
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "%"), let high = rest.first.flatMap(Hex.value(of:)),
                let low = rest.dropFirst().first.flatMap(Hex.value(of:))
            {
                decoded.append(high << 4 | low)
                rest = rest.dropFirst(2)
            } else {
                decoded.append(plusIsSpace && byte == UInt8(ascii: "+") ? UInt8(ascii: " ") : byte)
            }
        }
        return decoded
    }

    private static let separator = UInt8(ascii: "&")

    /// Whether decoding could change anything.
    static func isEncoded(_ bytes: some Collection<UInt8>) -> Bool {
        bytes.contains { $0 == UInt8(ascii: "%") || $0 == UInt8(ascii: "+") }
    }

    private static func pair(_ part: ArraySlice<UInt8>, plusIsSpace: Bool) -> Pair {
        let nameEnd = part.firstIndex(of: UInt8(ascii: "=")) ?? part.endIndex
        return Pair(
            rawName: part[..<nameEnd], rawValue: part[nameEnd...].dropFirst(), plusIsSpace: plusIsSpace)
    }
}
