/// One HTTP request, ready to be sent: nothing is added to what is signed.
public struct HTTPRequest: Sendable, Equatable {
    /// The methods that the venues use.
    public enum Method: String, Sendable {
        /// Asks.
        case get = "GET"
        /// Changes.
        case post = "POST"
        /// Replaces; of the control API only.
        case put = "PUT"
    }

    /// What is done.
    public var method: Method
    /// Scheme, host, path and query, percent-encoded as they travel.
    public var url: String
    /// Header fields in the order in which they are sent.
    public var fields: [HTTPField]
    /// Empty for a request without a body.
    public var body: [UInt8]

    /// A request.
    public init(_ method: Method, _ url: String, fields: [HTTPField] = [], body: [UInt8] = []) {
        self.method = method
        self.url = url
        self.fields = fields
        self.body = body
    }

    /// The value of the first field of that name; names are compared without regard to case.
    public func field(_ name: String) -> String? { fields.value(of: name) }
}

/// A header field.
public struct HTTPField: Sendable, Equatable {
    /// Its name, as sent.
    public let name: String
    /// Its value, without the white space around it.
    public let value: String

    /// A field.
    public init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
    }
}

/// A whole HTTP answer.
public struct HTTPAnswer: Sendable, Equatable {
    /// 200 and so on.
    public let status: Int
    /// Header fields in the order received.
    public let fields: [HTTPField]
    /// The body, decoded from its transfer coding.
    public let body: [UInt8]

    /// An answer.
    public init(status: Int, fields: [HTTPField] = [], body: [UInt8] = []) {
        self.status = status
        self.fields = fields
        self.body = body
    }

    /// The value of the first field of that name; names are compared without regard to case.
    public func field(_ name: String) -> String? { fields.value(of: name) }
}

extension [HTTPField] {
    fileprivate func value(of name: String) -> String? {
        let name = name.lowercased()
        return first { $0.name.lowercased() == name }?.value
    }
}
