import CSimdjson

/// One value of a parsed JSON document (RFC 8259), read only. Copies are cheap: the document is shared.
public struct JSON: Sendable {
    /// What a value is.
    public enum Kind: Sendable {
        case object, array, string, number, bool, null
    }

    /// A document nested deeper than this is refused.
    public static let maxDepth = 32
    /// A document of more bytes than this is refused.
    public static let maxBytes = 1 << 20

    let document: JSONDocument
    let index: Int

    /// Reads a whole document. Nil when it is not valid JSON in UTF-8, when anything but white space follows it, when
    /// a string holds half a surrogate pair, or when it exceeds `maxDepth` or `maxBytes`.
    /// Numbers are checked against the grammar and kept as written, so none is too large.
    public static func parse(_ bytes: [UInt8]) -> JSON? {
        guard bytes.count <= maxBytes, let document = JSONDocument(bytes) else { return nil }
        return JSON(document: document, index: 0)
    }

    /// What this value is.
    public var kind: Kind {
        switch entry.kind {
        case PLIMSOLL_JSON_OBJECT.rawValue: .object
        case PLIMSOLL_JSON_ARRAY.rawValue: .array
        case PLIMSOLL_JSON_STRING.rawValue: .string
        case PLIMSOLL_JSON_NUMBER.rawValue: .number
        case PLIMSOLL_JSON_TRUE.rawValue, PLIMSOLL_JSON_FALSE.rawValue: .bool
        default: .null
        }
    }

    /// The first member of that name; nil when there is none or this is not an object.
    public subscript(_ key: String) -> JSON? {
        guard kind == .object else { return nil }
        var name = index + 1
        while name < end {
            let value = JSON(document: document, index: name + 1)
            if document.isText(at: name, equalTo: key) { return value }
            name = value.end
        }
        return nil
    }

    /// The elements of an array, in order; nil for any other kind.
    public var elements: [JSON]? {
        guard kind == .array else { return nil }
        var elements: [JSON] = []
        var next = index + 1
        while next < end {
            let element = JSON(document: document, index: next)
            elements.append(element)
            next = element.end
        }
        return elements
    }

    /// The members of an object in the order written, duplicates included; nil for any other kind.
    public var members: [(key: String, value: JSON)]? {
        guard kind == .object else { return nil }
        var members: [(key: String, value: JSON)] = []
        var name = index + 1
        while name < end {
            let value = JSON(document: document, index: name + 1)
            members.append((String(decoding: document.text(at: name), as: UTF8.self), value))
            name = value.end
        }
        return members
    }

    /// The text of a string, unescaped; nil for any other kind.
    public var string: String? {
        kind == .string ? text : nil
    }

    /// A number exactly as it was written; nil for any other kind.
    public var numberText: String? {
        kind == .number ? text : nil
    }

    /// The value of `true` or `false`; nil for any other kind.
    public var bool: Bool? {
        kind == .bool ? entry.kind == PLIMSOLL_JSON_TRUE.rawValue : nil
    }

    /// Whether this is `null`.
    public var isNull: Bool {
        kind == .null
    }

    /// The text of a string, a number as written, or `true` or `false`; nil for null, arrays and objects.
    /// Clients send numbers and booleans where a venue documents strings, and the other way round.
    public var scalarText: String? {
        switch kind {
        case .string, .number: text
        case .bool: entry.kind == PLIMSOLL_JSON_TRUE.rawValue ? "true" : "false"
        case .null, .array, .object: nil
        }
    }

    private var entry: plimsoll_json_entry { document.entries[index] }

    /// The index after this value and all it contains.
    private var end: Int { Int(entry.next) }

    private var text: String { String(decoding: document.text(at: index), as: UTF8.self) }
}
