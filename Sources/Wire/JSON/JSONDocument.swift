import CSimdjson

/// A validated document as a flat list of entries over one text buffer; what every `JSON` of it points into.
final class JSONDocument: Sendable {
    let entries: [plimsoll_json_entry]
    private let text: [UInt8]

    init?(_ bytes: [UInt8]) {
        var entries: [plimsoll_json_entry] = []
        text = [UInt8](unsafeUninitializedCapacity: bytes.count) { text, textCount in
            entries = [plimsoll_json_entry](unsafeUninitializedCapacity: (bytes.count + 1) / 2) { entries, entryCount in
                entryCount = plimsoll_json_read(
                    bytes, bytes.count, UInt32(JSON.maxDepth), entries.baseAddress, text.baseAddress, &textCount)
            }
        }
        self.entries = entries
        if entries.isEmpty { return nil }
    }

    /// The text of the string or number at an entry.
    func text(at index: Int) -> ArraySlice<UInt8> {
        let start = Int(entries[index].offset)
        return text[start..<start + Int(entries[index].length)]
    }

    /// Whether the string at an entry is this one, byte for byte.
    func isText(at index: Int, equalTo other: String) -> Bool {
        Int(entries[index].length) == other.utf8.count && text(at: index).elementsEqual(other.utf8)
    }
}
