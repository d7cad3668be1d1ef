import MarginClient
import Wire

/// What stands in one place of a report.
indirect enum Value: Sendable {
    case none
    case text(String)
    case flag(Bool)
    case list([Value])
    case object([(StaticString, Value)])
    /// A list of objects; for scripts only.
    case objects([[(StaticString, Value)]])
    /// JSON as it was received; for scripts only.
    case raw([UInt8])

    init(_ text: String?) { self = text.map { .text($0) } ?? .none }

    init(_ number: DecimalNumber?) { self.init(number?.text) }

    /// As people read it; nil for what is not for them.
    var shown: String? {
        switch self {
        case .none: "-"
        case .text(let text): text.isEmpty ? "-" : text
        case .flag(let flag): flag ? "yes" : "no"
        case .list(let values): values.isEmpty ? "-" : values.compactMap(\.shown).joined(separator: "; ")
        case .object, .objects, .raw: nil
        }
    }

    func write(_ json: inout JSONWriter) {
        switch self {
        case .none: json.valueNull()
        case .text(let text): json.value(text)
        case .flag(let flag): json.value(flag)
        case .list(let values): json.array { array in values.forEach { $0.write(&array) } }
        case .object(let members): json.object { $0.write(members) }
        case .objects(let list): json.array { array in list.forEach { members in array.object { $0.write(members) } } }
        case .raw(let bytes): json.valueRaw(bytes)
        }
    }
}

extension JSONWriter {
    mutating func write(_ members: [(StaticString, Value)]) {
        for (name, value) in members { memberRaw(name, JSONWriter.bytes { value.write(&$0) }) }
    }
}
