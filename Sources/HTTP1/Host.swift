/// `uri-host [ ":" port ]` (RFC 9110, section 7.2).
enum Host {
    /// True for a name or IPv4 address, or an IPv6 address in brackets, with or without a port. An empty name, or one
    /// with an empty label inside, names nothing.
    static func isValid(_ host: Span<UInt8>) -> Bool {
        guard !host.isEmpty, let nameEnd = host[0] == UInt8(ascii: "[") ? addressEnd(host) : nameEnd(host) else {
            return false
        }
        guard nameEnd < host.count else { return true }
        return host[nameEnd] == UInt8(ascii: ":") && host.extracting((nameEnd + 1)...).allSatisfy { $0.isDigit }
    }

    private static func addressEnd(_ host: Span<UInt8>) -> Int? {
        guard let bracket = host.firstIndex(of: UInt8(ascii: "]")), bracket > 1 else { return nil }
        let isAddress = host.extracting(1..<bracket).allSatisfy {
            $0.hexValue != nil || $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: ".")
        }
        return isAddress ? bracket + 1 : nil
    }

    private static func nameEnd(_ host: Span<UInt8>) -> Int? {
        let end = host.firstIndex(of: UInt8(ascii: ":")) ?? host.count
        guard end > 0, host[0] != UInt8(ascii: ".") else { return nil }
        for index in 0..<end {
            guard host[index].isHostName else { return nil }
            guard index == 0 || host[index] != UInt8(ascii: ".") || host[index - 1] != UInt8(ascii: ".") else {
                return nil
            }
        }
        return end
    }
}
