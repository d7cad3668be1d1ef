/// The request line, the fields, and what they say about where the message ends.
struct RequestHead {
    let line: RequestLine
    private(set) var fields: [Request.Field] = []
    /// True for a peer that waits for `100 Continue` before it sends the body (RFC 9110, section 10.1.1).
    private(set) var expectsContinue = false

    private var hasHost = false
    private var length: Int?
    private var isChunked = false
    private var saysClose = false
    private var saysKeepAlive = false

    init(_ line: RequestLine) {
        self.line = line
        fields.reserveCapacity(12)
    }

    /// How the body is delimited (RFC 9112, section 6.3).
    enum Framing {
        case length(Int)
        case chunked
    }

    /// False for `Connection: close` and for HTTP/1.0 without keep-alive (RFC 9112, section 9.3).
    var keepsAlive: Bool { !saysClose && (line.version == .http11 || saysKeepAlive) }

    /// Takes a field in and refuses it if it leaves the framing in doubt.
    mutating func add(_ line: FieldLine, limits: Limits) throws(Refusal) {
        guard fields.count < limits.maxFields else { throw .fieldsTooLarge }
        let value = line.field.value
        switch (line.field.name.utf8.count, line.field.name) {  // the length decides most, at the least cost
        case (4, "host"):
            guard !hasHost else { throw .repeatedHost }
            guard !line.hasTabPadding, Host.isValid(value.utf8.span) else { throw .malformedHost }
            hasHost = true
        case (14, "content-length"):
            guard length == nil else { throw .repeatedLength }
            guard !line.hasTabPadding else { throw .malformedLength }
            length = try Self.length(value)
        case (17, "transfer-encoding"):
            guard !isChunked, !line.hasTabPadding, value.utf8.span.equalsIgnoringCase("chunked") else {
                throw .unknownCoding
            }
            isChunked = true
        case (6, "expect"):
            guard value.utf8.span.equalsIgnoringCase("100-continue") else { throw .unknownExpectation }
            expectsContinue = self.line.version == .http11
        case (10, "connection"):
            readOptions(value.utf8.span)
        default:
            break
        }
        fields.append(line.field)
    }

    /// The framing of the body, once all fields are in.
    func framing(limits: Limits) throws(Refusal) -> Framing {
        guard hasHost || line.version == .http10 else { throw .missingHost }
        guard isChunked else {
            let length = length ?? 0
            guard length <= limits.bodyBytes else { throw .bodyTooLarge }
            return .length(length)
        }
        guard length == nil else { throw .lengthBesideCoding }
        // Whoever speaks 1.0 does not know chunks, so somebody between has forwarded what it did not understand
        // (RFC 9112, section 6.1).
        guard line.version == .http11 else { throw .unknownCoding }
        return .chunked
    }

    /// Digits only: no sign, no list, no leading zero. A number too long for the type is a body too large.
    private static func length(_ value: String) throws(Refusal) -> Int {
        let digits = value.utf8.span
        guard !digits.isEmpty, digits.allSatisfy({ $0.isDigit }), digits.count == 1 || digits[0] != UInt8(ascii: "0")
        else { throw .malformedLength }
        guard let length = Int(value) else { throw .bodyTooLarge }
        return length
    }

    /// `Connection` is a list of options, separated by commas.
    private mutating func readOptions(_ list: Span<UInt8>) {
        var start = 0
        while start <= list.count {
            let end = list.firstIndex(of: UInt8(ascii: ","), from: start) ?? list.count
            let padded = list.extracting(start..<end)
            let option = padded.extracting(padded.trimmedRange)
            if option.equalsIgnoringCase("close") { saysClose = true }
            if option.equalsIgnoringCase("keep-alive") { saysKeepAlive = true }
            start = end + 1
        }
    }
}
