/// What takes in a value as a sequence of words: the one canonical encoding serves the journal, snapshots and digests.
public protocol WordSink {
    /// Takes in the next word.
    mutating func put(_ word: UInt64)
}

/// What gives a value back word by word.
public protocol WordSource {
    /// The next word; throws when there is none.
    mutating func word() throws(DecodingFailure) -> UInt64
}

/// Bytes that are not an encoding.
public struct DecodingFailure: Error, Equatable {
    /// It carries no detail: whoever reads knows what and where.
    public init() {}
}

extension WordSink {
    /// A signed number, small ones of either sign as small words.
    public mutating func put(_ number: Int64) {
        put(UInt64(bitPattern: (number << 1) ^ (number >> 63)))
    }

    /// A wide signed number, as two words.
    public mutating func put(_ number: Int128) {
        let zigzag = UInt128(truncatingIfNeeded: (number << 1) ^ (number >> 127))
        put(UInt64(truncatingIfNeeded: zigzag))
        put(UInt64(truncatingIfNeeded: zigzag >> 64))
    }

    /// 0 or 1.
    public mutating func put(_ flag: Bool) { put(UInt64(flag ? 1 : 0)) }
    /// Units of 1e-8, as two words.
    public mutating func put(_ money: Money) { put(money.units) }
    /// Units of 1e-8.
    public mutating func put(_ price: Price) { put(price.units) }
    /// Units of 1e-8.
    public mutating func put(_ quantity: Quantity) { put(quantity.units) }
    /// Units of 1e-8.
    public mutating func put(_ rate: Rate) { put(rate.units) }
    /// Hundredths.
    public mutating func put(_ leverage: Leverage) { put(Int64(leverage.hundredths)) }

    /// The raw value of an enum, which is therefore never used again for another case.
    public mutating func put<Code: RawRepresentable>(_ code: Code) where Code.RawValue: UnsignedInteger {
        put(UInt64(code.rawValue))
    }

    /// The length in bytes, then eight bytes to a word.
    public mutating func put(_ text: InlineText) {
        put(UInt64(text.length))
        for index in 0..<(Int(text.length) + 7) / 8 { put(text.word(index)) }
    }

    /// Its UTF-8, as `put(bytes:)` puts it.
    public mutating func put(_ text: String) {
        put(bytes: Array(text.utf8))
    }

    /// The count, then a word for each byte.
    public mutating func put(bytes: [UInt8]) {
        put(UInt64(bytes.count))
        for byte in bytes { put(UInt64(byte)) }
    }

    /// A presence flag and, when present, what `body` puts.
    public mutating func put<Value>(optional value: Value?, _ body: (inout Self, Value) -> Void) {
        put(value != nil)
        if let value { body(&self, value) }
    }
}

extension WordSource {
    /// Reads what `put` made of an Int64; throws at the end.
    public mutating func int64() throws(DecodingFailure) -> Int64 {
        let word = try word()
        return Int64(bitPattern: word >> 1) ^ -Int64(bitPattern: word & 1)
    }

    /// Reads what `put` made of an Int128; throws at the end.
    public mutating func int128() throws(DecodingFailure) -> Int128 {
        let low = try word()
        let high = try word()
        let zigzag = UInt128(high) << 64 | UInt128(low)
        return Int128(truncatingIfNeeded: zigzag >> 1) ^ -Int128(truncatingIfNeeded: zigzag & 1)
    }

    /// Throws for any word but 0 and 1.
    public mutating func bool() throws(DecodingFailure) -> Bool {
        switch try word() {
        case 0: return false
        case 1: return true
        default: throw DecodingFailure()
        }
    }

    /// Reads units of 1e-8; no bounds are checked, the command's guards do that.
    public mutating func money() throws(DecodingFailure) -> Money { Money(units: try int128()) }
    /// Reads units of 1e-8, bounds unchecked.
    public mutating func price() throws(DecodingFailure) -> Price { Price(units: try int64()) }
    /// Reads units of 1e-8, bounds unchecked.
    public mutating func quantity() throws(DecodingFailure) -> Quantity { Quantity(units: try int64()) }
    /// Reads units of 1e-8, bounds unchecked.
    public mutating func rate() throws(DecodingFailure) -> Rate { Rate(units: try int64()) }

    /// Reads hundredths; throws when they do not fit 32 bits.
    public mutating func leverage() throws(DecodingFailure) -> Leverage {
        guard let hundredths = Int32(exactly: try int64()) else { throw DecodingFailure() }
        return Leverage(hundredths: hundredths)
    }

    /// Reads an enum by its raw value; throws when no case has it.
    public mutating func code<Code: RawRepresentable>(_: Code.Type = Code.self) throws(DecodingFailure) -> Code
    where Code.RawValue: FixedWidthInteger & UnsignedInteger {
        guard let raw = Code.RawValue(exactly: try word()), let code = Code(rawValue: raw) else {
            throw DecodingFailure()
        }
        return code
    }

    /// Throws for a length above 50, and for bytes behind the text: equal texts must be equal values.
    public mutating func inlineText() throws(DecodingFailure) -> InlineText {
        let length = try word()
        guard length <= InlineText.capacity else { throw DecodingFailure() }
        var words: (UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0, 0, 0, 0)
        for index in 0..<(Int(length) + 7) / 8 {
            let next = try word()
            let bytesLeft = Int(length) - 8 * index
            guard bytesLeft >= 8 || next >> UInt64(8 * bytesLeft) == 0 else { throw DecodingFailure() }
            switch index {
            case 0: words.0 = next
            case 1: words.1 = next
            case 2: words.2 = next
            case 3: words.3 = next
            case 4: words.4 = next
            case 5: words.5 = next
            default: words.6 = next
            }
        }
        return InlineText(length: UInt8(length), words: words)
    }

    /// Throws for a count above 2^24 and for a word that is no byte.
    public mutating func bytes() throws(DecodingFailure) -> [UInt8] {
        let count = try word()
        guard count <= 1 << 24 else { throw DecodingFailure() }
        var bytes: [UInt8] = []
        for _ in 0..<count {
            guard let byte = UInt8(exactly: try word()) else { throw DecodingFailure() }
            bytes.append(byte)
        }
        return bytes
    }

    /// Reads UTF-8 of at most 2^24 bytes; what is not UTF-8 becomes U+FFFD.
    public mutating func string() throws(DecodingFailure) -> String {
        String(decoding: try bytes(), as: UTF8.self)
    }

    /// Throws when it does not fit 8 bits; whether the asset exists is not checked.
    public mutating func assetID() throws(DecodingFailure) -> AssetID {
        guard let index = UInt8(exactly: try word()) else { throw DecodingFailure() }
        return AssetID(index: index)
    }

    /// Throws when it does not fit 16 bits; whether the instrument exists is not checked.
    public mutating func instrumentID() throws(DecodingFailure) -> InstrumentID {
        guard let index = UInt16(exactly: try word()) else { throw DecodingFailure() }
        return InstrumentID(index: index)
    }

    /// Throws when it does not fit; whether the margin account exists is not checked.
    public mutating func marginAccountID() throws(DecodingFailure) -> MarginAccountID {
        guard let index = UInt32(exactly: try word()) else { throw DecodingFailure() }
        return MarginAccountID(index: Int32(bitPattern: index))
    }
}

extension WordSink {
    /// The place in the venue's list.
    public mutating func put(_ asset: AssetID) { put(UInt64(asset.index)) }
    /// The place in the venue's list.
    public mutating func put(_ instrument: InstrumentID) { put(UInt64(instrument.index)) }
    /// The place in the venue's list, as 32 bits without sign.
    public mutating func put(_ account: MarginAccountID) { put(UInt64(UInt32(bitPattern: account.index))) }
    /// The order's number.
    public mutating func put(_ order: OrderID) { put(order.number) }
}
