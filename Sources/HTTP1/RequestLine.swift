/// `method SP request-target SP HTTP-version` (RFC 9112, section 3), exactly one space each.
struct RequestLine {
    let methodText: String
    let target: Target
    let version: Request.Version

    /// Reads a line without its CR LF.
    init(_ line: Span<UInt8>) throws(Refusal) {
        guard let methodEnd = line.firstIndex(of: .space), methodEnd > 0,
            let targetEnd = line.firstIndex(of: .space, from: methodEnd + 1), targetEnd > methodEnd + 1
        else { throw .malformedRequestLine }
        let method = line.extracting(..<methodEnd)
        guard method.allSatisfy({ $0.isMethod }), let methodText = method.text else { throw .malformedRequestLine }
        self.methodText = methodText
        version = try Self.version(line.extracting((targetEnd + 1)...))
        // Both ask for what only a proxy or a debugging server gives, and CONNECT has a target form of its own.
        guard methodText != "CONNECT", methodText != "TRACE" else { throw .methodNotImplemented }
        target = try Target(line.extracting((methodEnd + 1)..<targetEnd), isOptions: methodText == "OPTIONS")
    }

    private static func version(_ text: Span<UInt8>) throws(Refusal) -> Request.Version {
        guard text.count == 8, text.extracting(..<5).isExactly("HTTP/"), text[5].isDigit, text[6] == UInt8(ascii: "."),
            text[7].isDigit
        else { throw .malformedRequestLine }
        switch (text[5], text[7]) {
        case (UInt8(ascii: "1"), UInt8(ascii: "1")): return .http11
        case (UInt8(ascii: "1"), UInt8(ascii: "0")): return .http10
        default: throw .versionNotSupported
        }
    }
}
