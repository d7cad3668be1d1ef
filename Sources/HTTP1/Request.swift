/// One complete HTTP request as it arrived: nothing decoded, nothing re-ordered, so that a signature can be verified
/// over the raw bytes.
public struct Request: Sendable {
    /// The request method by its name. Methods are case-sensitive (RFC 9110, section 9.1).
    public enum Method: String, Sendable, Equatable {
        case get = "GET"
        case head = "HEAD"
        case post = "POST"
        case put = "PUT"
        case delete = "DELETE"
        case options = "OPTIONS"
        /// Any other token, such as `PATCH`.
        case other = ""
    }

    /// The protocol version the peer speaks.
    public enum Version: Sendable, Equatable {
        case http10, http11
    }

    /// One header field: the name in lower case, the value without surrounding white space.
    public struct Field: Sendable, Equatable {
        /// The name in lower case.
        public let name: String
        /// The value without surrounding space and tab; may be empty.
        public let value: String

        /// A field as it stands; nothing is changed or checked.
        public init(name: String, value: String) {
            self.name = name
            self.value = value
        }
    }

    /// The method as far as it is told apart.
    public let method: Method
    /// The method's own text, for error messages and signatures: `GET`, `POST`, …
    public let methodText: String
    /// The path of the target, still percent-encoded, without `?` and query: `/v5/account/info`.
    public let path: String
    /// The raw query without the leading `?`; empty when there is none.
    public let query: [UInt8]
    /// All header fields in the order received.
    public let fields: [Field]
    /// The body after transfer decoding.
    public let body: [UInt8]
    /// False for `Connection: close` and for HTTP/1.0 without keep-alive.
    public let keepsAlive: Bool
    /// The version of the request line.
    public let version: Version

    /// A request as it stands; nothing is changed or checked.
    public init(
        method: Method, methodText: String, path: String, query: [UInt8] = [], fields: [Field] = [],
        body: [UInt8] = [], keepsAlive: Bool = true, version: Version = .http11
    ) {
        self.method = method
        self.methodText = methodText
        self.path = path
        self.query = query
        self.fields = fields
        self.body = body
        self.keepsAlive = keepsAlive
        self.version = version
    }

    /// The value of the first field of that name (lower case), or nil.
    public func field(_ name: String) -> String? {
        fields.first { $0.name == name }?.value
    }
}
