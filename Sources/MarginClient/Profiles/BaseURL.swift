/// Where a venue is: scheme, host, port, and the path in front of the venue's own.
public struct BaseURL: Sendable, Equatable {
    /// Plimsoll as it listens when nothing else is said.
    public static let local = BaseURL(scheme: "http", host: "127.0.0.1", port: "8787", path: "")

    let scheme: String
    let host: String
    let port: String
    let path: String

    /// Reads an `http` or `https` URL. Nil for anything else, and for all that two readers could take for different
    /// hosts: user names, back slashes, blanks.
    public init?(_ text: String) {
        guard let scheme = ["https", "http"].first(where: { text.hasPrefix($0 + "://") }) else { return nil }
        let rest = text.dropFirst(scheme.utf8.count + 3)
        let authority = rest.prefix { $0 != "/" }
        let path = String(rest.dropFirst(authority.count))
        guard let (host, port) = Self.parts(of: authority), path.utf8.allSatisfy(Self.isPlain) else { return nil }
        self.init(scheme: scheme, host: host, port: port, path: path.hasSuffix("/") ? String(path.dropLast()) : path)
    }

    private init(scheme: String, host: String, port: String, path: String) {
        self.scheme = scheme
        self.host = host
        self.port = port
        self.path = path
    }

    /// What the paths of calls are put behind.
    public var text: String { root + path }

    /// Whether it is on this machine, so that no real money can be behind it.
    public var isLocal: Bool {
        let isLoopback = host.hasPrefix("127.") && host.utf8.allSatisfy { $0 == UInt8(ascii: ".") || Self.isDigit($0) }
        return host == "localhost" || host == "[::1]" || isLoopback
    }

    /// The server without the path.
    var root: String { "\(scheme)://\(host)" + (port.isEmpty ? "" : ":\(port)") }

    /// The venue of a Plimsoll that the path names: `/venues/NAME`.
    var venue: String {
        let parts = path.split(separator: "/")
        return parts.count == 2 && parts[0] == "venues" ? String(parts[1]) : "default"
    }

    private static func parts(of authority: Substring) -> (host: String, port: String)? {
        let hostEnd = authority.first == "[" ? authority.firstIndex(of: "]").map(authority.index(after:)) : nil
        let end = hostEnd ?? authority.firstIndex(of: ":") ?? authority.endIndex
        let (host, behind) = (authority[..<end], authority[end...])
        let isName = host.utf8.allSatisfy { isDigit($0) || isLetter($0) || $0 == 0x2E || $0 == 0x2D }
        let isAddress = host.first == "[" && host.dropFirst().dropLast().utf8.allSatisfy { isHex($0) || $0 == 0x3A }
        let port = behind.dropFirst()
        guard !host.isEmpty, isName || isAddress, behind.isEmpty || behind.first == ":" && UInt16(port) != nil else {
            return nil
        }
        return (host.lowercased(), String(port))
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
    private static func isLetter(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }
    private static func isHex(_ byte: UInt8) -> Bool {
        isDigit(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte | 0x20)
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        (0x21...0x7E).contains(byte) && byte != UInt8(ascii: "\\") && byte != UInt8(ascii: "?")
            && byte != UInt8(ascii: "#")
    }
}
