/// One call of a venue's API, without signature and time.
public struct VenueCall: Sendable, Equatable {
    /// The HTTP method.
    public let method: HTTPRequest.Method
    /// Below the venue's base URL, with a slash in front.
    public let path: String
    /// Percent-encoded, without the question mark; empty for none.
    public let query: String
    /// Compact JSON; empty for none.
    public let body: [UInt8]
    /// Whether it is made in the name of an account.
    public let isSigned: Bool
    /// A member that the answer has when the call was carried out, where the venue has no code that says so: anyone on
    /// the way can answer 200.
    let confirmation: String?

    /// Whether it may change something. A call that does not may be sent again at any time.
    public var changes: Bool { method != .get }

    /// Asks for something.
    static func read(_ path: String, _ pairs: [(String, String?)] = [], isSigned: Bool = true) -> VenueCall {
        VenueCall(method: .get, path: path, query: Self.query(pairs), body: [], isSigned: isSigned, confirmation: nil)
    }

    /// Changes something, by a body.
    static func change(
        _ path: String, method: HTTPRequest.Method = .post, _ body: [UInt8], confirmedBy confirmation: String? = nil
    ) -> VenueCall {
        VenueCall(method: method, path: path, query: "", body: body, isSigned: true, confirmation: confirmation)
    }

    /// Changes something, by a query.
    static func change(
        _ path: String, query pairs: [(String, String?)], confirmedBy confirmation: String
    ) -> VenueCall {
        VenueCall(
            method: .post, path: path, query: Self.query(pairs), body: [], isSigned: true, confirmation: confirmation)
    }

    /// Pairs without a value are left out.
    private static func query(_ pairs: [(String, String?)]) -> String {
        pairs.compactMap { name, value in value.map { "\(name)=\($0.percentEncoded)" } }.joined(separator: "&")
    }
}

extension VenueCall: CustomStringConvertible {
    /// The request as people write it down: method, path with query, body.
    public var description: String {
        let target = query.isEmpty ? path : "\(path)?\(query)"
        return "\(method.rawValue) \(target)" + (body.isEmpty ? "" : " " + String(decoding: body, as: UTF8.self))
    }
}

extension String {
    /// All but unreserved characters as `%XX` (RFC 3986, section 2.1).
    var percentEncoded: String {
        var text = ""
        for byte in utf8 {
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"):
                text.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                let digits = String(byte, radix: 16, uppercase: true)
                text += (byte < 16 ? "%0" : "%") + digits
            }
        }
        return text
    }
}
