/// A whole number of any size, not negative. Only as much as exact fractions need, and made for few digits.
struct Natural: Equatable, Sendable {
    /// The least significant first; none for zero, and the last is never 0.
    private var limbs: [UInt32] = []

    static let zero = Natural(0)
    static let one = Natural(1)

    init(_ value: UInt128) {
        var rest = value
        while rest > 0 {
            limbs.append(UInt32(truncatingIfNeeded: rest))
            rest >>= 32
        }
    }

    private init(limbs: [UInt32]) {
        self.limbs = limbs
        while self.limbs.last == 0 { self.limbs.removeLast() }
    }

    /// Nil when it has more than 128 bits.
    var value: UInt128? {
        guard limbs.count <= 4 else { return nil }
        return limbs.reversed().reduce(0) { $0 << 32 | UInt128($1) }
    }

    var isZero: Bool { limbs.isEmpty }
    var isOdd: Bool { (limbs.first ?? 0) & 1 == 1 }

    /// 10 to a power.
    static func power(ofTen exponent: Int) -> Natural {
        (0..<max(0, exponent)).reduce(into: one) { power, _ in power.append(digit: 0) }
    }

    /// Puts a decimal digit behind the last one.
    mutating func append(digit: UInt8) {
        var carry = UInt64(digit)
        for index in limbs.indices {
            let sum = UInt64(limbs[index]) * 10 + carry
            limbs[index] = UInt32(truncatingIfNeeded: sum)
            carry = sum >> 32
        }
        if carry > 0 { limbs.append(UInt32(truncatingIfNeeded: carry)) }
    }

    static func + (left: Natural, right: Natural) -> Natural {
        var sum: [UInt32] = []
        var carry: UInt64 = 0
        for index in 0..<max(left.limbs.count, right.limbs.count) {
            carry += left.limb(index) + right.limb(index)
            sum.append(UInt32(truncatingIfNeeded: carry))
            carry >>= 32
        }
        sum.append(UInt32(truncatingIfNeeded: carry))
        return Natural(limbs: sum)
    }

    /// The difference of the two, whichever is the greater.
    static func distance(_ left: Natural, _ right: Natural) -> Natural {
        let (greater, lesser) = left < right ? (right, left) : (left, right)
        var difference: [UInt32] = []
        var borrow: UInt64 = 0
        for index in greater.limbs.indices {
            let limb = greater.limb(index) &- lesser.limb(index) &- borrow
            difference.append(UInt32(truncatingIfNeeded: limb))
            borrow = limb >> 63
        }
        return Natural(limbs: difference)
    }

    static func * (left: Natural, right: Natural) -> Natural {
        var product = [UInt32](repeating: 0, count: left.limbs.count + right.limbs.count)
        for (offset, limb) in left.limbs.enumerated() {
            var carry: UInt64 = 0
            for (index, other) in right.limbs.enumerated() {
                carry += UInt64(limb) * UInt64(other) + UInt64(product[offset + index])
                product[offset + index] = UInt32(truncatingIfNeeded: carry)
                carry >>= 32
            }
            product[offset + right.limbs.count] = UInt32(truncatingIfNeeded: carry)
        }
        return Natural(limbs: product)
    }

    /// Bit by bit: the numbers have a few hundred bits. Nil for a divisor of zero.
    func quotientAndRemainder(dividingBy divisor: Natural) -> (quotient: Natural, remainder: Natural)? {
        guard !divisor.isZero else { return nil }
        var quotient = [UInt32](repeating: 0, count: limbs.count)
        var remainder = Natural.zero
        for index in limbs.indices.reversed() {
            for bit in (0..<UInt32(32)).reversed() {
                remainder.append(bit: (limbs[index] >> bit) & 1)
                guard remainder >= divisor else { continue }
                remainder = .distance(remainder, divisor)
                quotient[index] |= 1 << bit
            }
        }
        return (Natural(limbs: quotient), remainder)
    }

    /// The decimal digits, `0` for zero.
    var text: String {
        var digits: [UInt8] = []
        var rest = self
        while !rest.isZero { digits.append(UInt8(ascii: "0") + rest.removeLastDigit()) }
        return digits.isEmpty ? "0" : String(decoding: digits.reversed(), as: UTF8.self)
    }

    private func limb(_ index: Int) -> UInt64 { index < limbs.count ? UInt64(limbs[index]) : 0 }

    private mutating func append(bit: UInt32) {
        var carry = bit
        for index in limbs.indices {
            let next = limbs[index] >> 31
            limbs[index] = limbs[index] << 1 | carry
            carry = next
        }
        if carry > 0 { limbs.append(carry) }
    }

    private mutating func removeLastDigit() -> UInt8 {
        var remainder: UInt64 = 0
        for index in limbs.indices.reversed() {
            let value = remainder << 32 | UInt64(limbs[index])
            limbs[index] = UInt32(truncatingIfNeeded: value / 10)
            remainder = value % 10
        }
        self = Natural(limbs: limbs)
        return UInt8(truncatingIfNeeded: remainder)
    }
}

extension Natural: Comparable {
    static func < (left: Natural, right: Natural) -> Bool {
        guard left.limbs.count == right.limbs.count else { return left.limbs.count < right.limbs.count }
        for index in left.limbs.indices.reversed() where left.limbs[index] != right.limbs[index] {
            return left.limbs[index] < right.limbs[index]
        }
        return false
    }
}
