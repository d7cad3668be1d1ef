/// `field-name ":" OWS field-value OWS` (RFC 9112, section 5), of the head or of a chunked body's trailers.
struct FieldLine {
    let field: Request.Field
    /// True if a tab stands beside the value. It is white space to RFC 9110 and part of the value to nginx, so a field
    /// that frames the message may not have it.
    let hasTabPadding: Bool

    /// Reads a line, not empty, without its CR LF.
    init(_ line: Span<UInt8>) throws(Refusal) {
        guard !line[0].isOptionalWhitespace else { throw .foldedField }
        var colon = 0
        while colon < line.count, line[colon].isToken { colon += 1 }
        guard colon > 0, colon < line.count, line[colon] == UInt8(ascii: ":") else { throw .malformedField }
        let padded = line.extracting((colon + 1)...)
        guard padded.isFieldContent else { throw .malformedField }
        let trimmed = padded.trimmedRange
        guard let value = padded.extracting(trimmed).text else { throw .malformedField }
        field = Request.Field(name: line.extracting(..<colon).lowercasedText, value: value)
        hasTabPadding =
            !padded.extracting(..<trimmed.lowerBound).allSatisfy { $0 == .space }
            || !padded.extracting(trimmed.upperBound...).allSatisfy { $0 == .space }
    }
}
