/// Where a server listens: an IP address and a port.
public struct ListenAddress: Sendable, Equatable, CustomStringConvertible {
    /// An IPv4 address, or an IPv6 address without brackets.
    public let host: String
    /// 0 for one that the system picks.
    public let port: UInt16

    /// An address and a port as they stand.
    public init(host: String, port: UInt16) {
        self.host = host
        self.port = port
    }

    /// Reads `127.0.0.1:8787`, `[::1]:8787` or `localhost:8787`; nil for anything else. Whether the address is one is
    /// told by `Server`.
    public init?(_ text: String) {
        guard let colon = text.lastIndex(of: ":"), let port = UInt16(text[text.index(after: colon)...]) else {
            return nil
        }
        var host = text[..<colon]
        if host.hasPrefix("["), host.hasSuffix("]") {
            host = host.dropFirst().dropLast()
        } else if host.contains(":") {
            return nil
        }
        guard !host.isEmpty else { return nil }
        self.init(host: host == "localhost" ? "127.0.0.1" : String(host), port: port)
    }

    /// As it stands in a URL.
    public var description: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }
}
