import MarginEngine
import TestSupport

/// Numbers at which arithmetic breaks: zero, the ends, powers of two, the documented bounds, and their neighbours.
extension SplitMix64 {
    mutating func edge(near usual: Int64 = 100_000_000) -> Int64 {
        let base: Int64
        switch number(0...7) {
        case 0: base = 0
        case 1: base = flag() ? .max : .min
        case 2: base = Int64(1) << number(0...62)
        case 3: base = -(Int64(1) << number(0...62))
        case 4: base = 1_000_000_000_000_000_000
        case 5: base = flag() ? 100_000_000 : -100_000_000
        default: base = usual
        }
        return base.addingReportingOverflow(number(-1...1)).partialValue
    }

    mutating func wideEdge(near usual: Int128 = 100_000_000) -> Int128 {
        let base: Int128
        switch number(0...6) {
        case 0: base = 0
        case 1: base = flag() ? .max : .min
        case 2: base = (flag() ? 1 : -1) * (Int128(1) << number(0...126))
        case 3: base = (flag() ? 1 : -1) * 10_000_000_000 * unitsInOne
        case 4: base = flag() ? 1 << 70 : 1 << 80
        default: base = usual
        }
        return base.addingReportingOverflow(Int128(number(-1...1))).partialValue
    }

    mutating func leverageEdge() -> Leverage {
        let edges: [Int32] = [0, 1, -1, 99, 100, 101, 1_000, 9_999, 10_000, 10_001, 100_000, .max, .min, .min + 1]
        return Leverage(hundredths: pick(edges))
    }

    mutating func timeEdge(_ nowMs: Int64) -> Int64 {
        switch number(0...9) {
        case 0: edge(near: 4_102_444_800_000)
        case 1: nowMs + 366 * 86_400_000 + number(-1...1)
        default: nowMs + number(-1...1) * number(0...20_000_000)
        }
    }

    mutating func text() -> String {
        let texts = ["", "A", "USDT", "BTC", "ETHUSDT", "\u{0}", "ünïcödé", "🦜"]
        guard chance(40) else { return pick(texts) }
        return String(repeating: flag() ? "x" : "é", count: Int(number(0...26)))
    }
}
