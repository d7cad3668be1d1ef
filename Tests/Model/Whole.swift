/// A whole number of any size: an Int128 while it fits, limbs of 32 bits beyond.
enum Whole {
    case small(Int128)
    case large(isNegative: Bool, limbs: [UInt32])

    static let zero = Whole.small(0)
    static let one = Whole.small(1)

    var isNegative: Bool {
        switch self {
        case .small(let number): number < 0
        case .large(let isNegative, _): isNegative
        }
    }

    var isZero: Bool {
        if case .small(0) = self { return true }
        return false
    }

    /// As an Int128, where it fits.
    var int128: Int128? {
        if case .small(let number) = self { return number }
        return nil
    }

    static prefix func - (number: Whole) -> Whole {
        switch number {
        case .small(let small) where small != .min: .small(-small)
        default: Whole(isNegative: !number.isNegative, limbs: number.limbs)
        }
    }

    static func + (left: Whole, right: Whole) -> Whole {
        if case .small(let a) = left, case .small(let b) = right {
            let (sum, overflow) = a.addingReportingOverflow(b)
            if !overflow { return .small(sum) }
        }
        if left.isNegative == right.isNegative {
            return Whole(isNegative: left.isNegative, limbs: add(left.limbs, right.limbs))
        }
        let (a, b) = (left.limbs, right.limbs)
        return compare(a, b) >= 0
            ? Whole(isNegative: left.isNegative, limbs: subtract(a, b))
            : Whole(isNegative: right.isNegative, limbs: subtract(b, a))
    }

    static func - (left: Whole, right: Whole) -> Whole { left + -right }

    static func * (left: Whole, right: Whole) -> Whole {
        if case .small(let a) = left, case .small(let b) = right {
            let (product, overflow) = a.multipliedReportingOverflow(by: b)
            if !overflow { return .small(product) }
        }
        return Whole(isNegative: left.isNegative != right.isNegative, limbs: multiply(left.limbs, right.limbs))
    }

    /// The quotient toward minus infinity.
    func floorDivided(by divisor: Whole) -> Whole {
        if case .small(let a) = self, case .small(let b) = divisor, a != .min {
            let (quotient, remainder) = a.quotientAndRemainder(dividingBy: b)
            return .small(remainder != 0 && (remainder < 0) != (b < 0) ? quotient - 1 : quotient)
        }
        let (quotient, remainder) = Self.divide(limbs, divisor.limbs)
        let exact = Whole(isNegative: isNegative != divisor.isNegative, limbs: quotient)
        return !remainder.isEmpty && isNegative != divisor.isNegative ? exact - .one : exact
    }

    static func < (left: Whole, right: Whole) -> Bool {
        if case .small(let a) = left, case .small(let b) = right { return a < b }
        guard left.isNegative == right.isNegative else { return left.isNegative }
        let order = compare(left.limbs, right.limbs)
        return left.isNegative ? order > 0 : order < 0
    }

    // MARK: Limbs, the lowest first, none of the highest zero

    private init(isNegative: Bool, limbs: [UInt32]) {
        var limbs = limbs
        while limbs.last == 0 { limbs.removeLast() }
        var small: UInt128 = 0
        if limbs.count <= 4 {
            for limb in limbs.reversed() { small = small << 32 | UInt128(limb) }
            if let number = Int128(exactly: small) {
                self = .small(isNegative ? -number : number)
                return
            }
        }
        self = .large(isNegative: isNegative, limbs: limbs)
    }

    private var limbs: [UInt32] {
        switch self {
        case .large(_, let limbs): return limbs
        case .small(let number):
            var limbs: [UInt32] = []
            var rest = number.magnitude
            while rest > 0 {
                limbs.append(UInt32(truncatingIfNeeded: rest))
                rest >>= 32
            }
            return limbs
        }
    }

    private static func compare(_ a: [UInt32], _ b: [UInt32]) -> Int {
        guard a.count == b.count else { return a.count < b.count ? -1 : 1 }
        for index in a.indices.reversed() where a[index] != b[index] { return a[index] < b[index] ? -1 : 1 }
        return 0
    }

    private static func add(_ a: [UInt32], _ b: [UInt32]) -> [UInt32] {
        var sum: [UInt32] = []
        var carry: UInt64 = 0
        for index in 0..<max(a.count, b.count) {
            carry += UInt64(index < a.count ? a[index] : 0) + UInt64(index < b.count ? b[index] : 0)
            sum.append(UInt32(truncatingIfNeeded: carry))
            carry >>= 32
        }
        if carry > 0 { sum.append(UInt32(truncatingIfNeeded: carry)) }
        return sum
    }

    /// `a` must not be less than `b`.
    private static func subtract(_ a: [UInt32], _ b: [UInt32]) -> [UInt32] {
        var difference: [UInt32] = []
        var borrow: Int64 = 0
        for index in a.indices {
            var digit = Int64(a[index]) - Int64(index < b.count ? b[index] : 0) - borrow
            borrow = digit < 0 ? 1 : 0
            if digit < 0 { digit += 1 << 32 }
            difference.append(UInt32(truncatingIfNeeded: digit))
        }
        while difference.last == 0 { difference.removeLast() }
        return difference
    }

    private static func multiply(_ a: [UInt32], _ b: [UInt32]) -> [UInt32] {
        var product = [UInt32](repeating: 0, count: a.count + b.count)
        for (i, left) in a.enumerated() {
            var carry: UInt64 = 0
            for (j, right) in b.enumerated() {
                carry += UInt64(left) * UInt64(right) + UInt64(product[i + j])
                product[i + j] = UInt32(truncatingIfNeeded: carry)
                carry >>= 32
            }
            product[i + b.count] = UInt32(truncatingIfNeeded: carry)
        }
        while product.last == 0 { product.removeLast() }
        return product
    }

    /// Long division, bit by bit: slow and simple.
    private static func divide(_ a: [UInt32], _ b: [UInt32]) -> (quotient: [UInt32], remainder: [UInt32]) {
        var quotient = [UInt32](repeating: 0, count: a.count)
        var remainder: [UInt32] = []
        for index in a.indices.reversed() {
            for bit in (0..<32).reversed() {
                shift(&remainder, in: a[index] >> UInt32(bit) & 1)
                if compare(remainder, b) >= 0 {
                    remainder = subtract(remainder, b)
                    quotient[index] |= 1 << UInt32(bit)
                }
            }
        }
        while quotient.last == 0 { quotient.removeLast() }
        return (quotient, remainder)
    }

    private static func shift(_ limbs: inout [UInt32], in bit: UInt32) {
        var carry = bit
        for index in limbs.indices {
            let next = limbs[index] >> 31
            limbs[index] = limbs[index] << 1 | carry
            carry = next
        }
        if carry > 0 { limbs.append(carry) }
    }
}
