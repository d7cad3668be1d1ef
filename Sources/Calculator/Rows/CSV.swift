/// Comma-separated values as RFC 4180 has them: quotes around a field, doubled inside it, lines ended by LF or CRLF.
enum CSV {
    /// One record and the line it begins on, from 1.
    struct Record: Equatable {
        let line: Int
        let content: Content
    }

    /// What a record turned out to be.
    enum Content: Equatable {
        case fields([String])
        case malformed(String)
    }

    /// All records, empty lines left out. A malformed one ends with its line; the next is read as ever.
    static func records(_ bytes: [UInt8]) -> [Record] {
        var reader = Reader(bytes: bytes[...])
        var records: [Record] = []
        while let record = reader.next() {
            if record.content != .fields([""]) { records.append(record) }
        }
        return records
    }

    private struct Reader {
        var bytes: ArraySlice<UInt8>
        var line = 1

        mutating func next() -> Record? {
            guard !bytes.isEmpty else { return nil }
            let start = line
            var fields: [String] = []
            while true {
                guard let field = field() else {
                    skipLine()
                    return Record(line: start, content: .malformed("text behind a closing quote, or no closing quote"))
                }
                fields.append(field)
                if bytes.first == UInt8(ascii: ",") {
                    bytes.removeFirst()
                } else {
                    skipLine()
                    return Record(line: start, content: .fields(fields))
                }
            }
        }

        /// Nil when its quotes are wrong; otherwise what follows is a comma or the line's end.
        private mutating func field() -> String? {
            guard bytes.first == UInt8(ascii: "\"") else {
                let end = bytes.firstIndex { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "\n") } ?? bytes.endIndex
                var text = bytes[..<end]
                bytes = bytes[end...]
                if bytes.first != UInt8(ascii: ","), text.last == UInt8(ascii: "\r") { text.removeLast() }
                return String(decoding: text, as: UTF8.self)
            }
            return quoted()
        }

        private mutating func quoted() -> String? {
            let restart = self
            bytes.removeFirst()
            var text: [UInt8] = []
            while let byte = bytes.popFirst() {
                if byte == UInt8(ascii: "\n") { line += 1 }
                guard byte == UInt8(ascii: "\"") else {
                    text.append(byte)
                    continue
                }
                if bytes.first == UInt8(ascii: "\"") {
                    bytes.removeFirst()
                    text.append(byte)
                    continue
                }
                if isAtEndOfField { return String(decoding: text, as: UTF8.self) }
                break
            }
            // An open quote would swallow the rest of the file: only its own line is lost.
            self = restart
            return nil
        }

        private var isAtEndOfField: Bool {
            let rest = bytes.first == UInt8(ascii: "\r") ? bytes.dropFirst() : bytes
            guard let next = rest.first else { return true }
            return next == UInt8(ascii: "\n") || (next == UInt8(ascii: ",") && rest.count == bytes.count)
        }

        private mutating func skipLine() {
            while let byte = bytes.popFirst() {
                guard byte == UInt8(ascii: "\n") else { continue }
                line += 1
                return
            }
        }
    }
}
