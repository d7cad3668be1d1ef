/// A request target (RFC 9112, section 3.2) in origin form, in absolute form, or `*` for OPTIONS.
struct Target {
    let path: String
    let query: [UInt8]

    init(_ target: Span<UInt8>, isOptions: Bool) throws(Refusal) {
        // A fragment never travels (RFC 9112, section 3.2.1).
        guard target.allSatisfy({ $0.isVisible && $0 != UInt8(ascii: "#") }) else { throw .malformedTarget }
        if isOptions, target.isExactly("*") {
            self.path = "*"
            self.query = []
            return
        }
        let start = target[0] == UInt8(ascii: "/") ? 0 : try Self.authorityEnd(target)
        let pathEnd = target.firstIndex(of: UInt8(ascii: "?"), from: start) ?? target.count
        let rawPath = target.extracting(start..<pathEnd)
        try Self.check(path: rawPath)
        guard let path = rawPath.isEmpty ? "/" : rawPath.text else { throw .malformedTarget }
        self.path = path
        self.query = pathEnd < target.count ? target.extracting((pathEnd + 1)...).array : []
    }

    /// The end of `http://authority` in an absolute-form target. What it names is not kept: this server is the
    /// authority for whatever reaches it.
    private static func authorityEnd(_ target: Span<UInt8>) throws(Refusal) -> Int {
        let start: Int
        if target.count > 7, target.extracting(..<7).equalsIgnoringCase("http://") {
            start = 7
        } else if target.count > 8, target.extracting(..<8).equalsIgnoringCase("https://") {
            start = 8
        } else {
            throw .malformedTarget
        }
        var end = start
        while end < target.count, target[end] != UInt8(ascii: "/"), target[end] != UInt8(ascii: "?") { end += 1 }
        guard Host.isValid(target.extracting(start..<end)) else { throw .malformedTarget }
        return end
    }

    /// Refuses what two readers of the same path could resolve differently: a broken or NUL escape, and `..`, which a
    /// client resolves before it sends (RFC 3986, section 5.2.4), whether written plainly or escaped.
    private static func check(path: Span<UInt8>) throws(Refusal) {
        var segmentLength = 0
        var dots = 0
        var index = 0
        while index < path.count {
            var byte = path[index]
            index += 1
            if byte == UInt8(ascii: "%") {
                guard index + 1 < path.count, let high = path[index].hexValue, let low = path[index + 1].hexValue,
                    high | low != 0
                else { throw .malformedTarget }
                byte = high << 4 | low
                index += 2
            }
            if byte == UInt8(ascii: "/") {
                guard dots != 2 || segmentLength != 2 else { throw .malformedTarget }
                segmentLength = 0
                dots = 0
            } else {
                segmentLength += 1
                if byte == UInt8(ascii: ".") { dots += 1 }
            }
        }
        guard dots != 2 || segmentLength != 2 else { throw .malformedTarget }
    }
}
