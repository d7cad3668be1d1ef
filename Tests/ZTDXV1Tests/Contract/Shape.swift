import Wire

/// The form of a JSON value: the set of an object's members and the type of each.
indirect enum Shape: Sendable {
    case text
    /// A string that holds a decimal in plain notation.
    case decimal
    /// A string that holds a UUID.
    case uuid
    /// A string that holds an instant.
    case instant
    /// A whole number.
    case integer
    case flag
    case null
    case optional(Shape)
    case list(Shape)
    /// An array of a fixed length, as the levels of a book are.
    case tuple([Shape])
    case object([String: Shape])

    /// Where a value differs from the form, and how; empty when it does not.
    func differences(of value: JSON?, at place: String = "$") -> [String] {
        guard let value else { return ["\(place): missing"] }
        switch self {
        case .text: return value.string == nil ? ["\(place): no string"] : []
        case .decimal: return Self.isDecimal(value.string) ? [] : ["\(place): no decimal string"]
        case .uuid: return Self.isUUID(value.string) ? [] : ["\(place): no UUID"]
        case .instant: return Self.isInstant(value.string) ? [] : ["\(place): no instant"]
        case .integer: return value.numberText.flatMap { Int64($0) } == nil ? ["\(place): no whole number"] : []
        case .flag: return value.bool == nil ? ["\(place): no boolean"] : []
        case .null: return value.isNull ? [] : ["\(place): not null"]
        case .optional(let shape): return value.isNull ? [] : shape.differences(of: value, at: place)
        case .list(let shape):
            guard let elements = value.elements else { return ["\(place): no array"] }
            return elements.enumerated().flatMap { shape.differences(of: $0.element, at: "\(place)[\($0.offset)]") }
        case .tuple(let shapes):
            guard let elements = value.elements, elements.count == shapes.count else {
                return ["\(place): no array of \(shapes.count)"]
            }
            return zip(shapes, elements).flatMap { $0.differences(of: $1, at: "\(place)[…]") }
        case .object(let members):
            guard let found = value.members else { return ["\(place): no object"] }
            let excess = found.map(\.key).filter { members[$0] == nil }.map { "\(place).\($0): not in the reference" }
            let wrong = members.sorted { $0.key < $1.key }
                .flatMap { $0.value.differences(of: value[$0.key], at: "\(place).\($0.key)") }
            return excess + wrong
        }
    }

    private static func isDecimal(_ text: String?) -> Bool {
        text?.wholeMatch(of: /-?[0-9]+(\.[0-9]+)?/) != nil
    }

    private static func isUUID(_ text: String?) -> Bool {
        text?.wholeMatch(of: /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/) != nil
    }

    private static func isInstant(_ text: String?) -> Bool {
        text?.wholeMatch(of: /[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?Z/) != nil
    }
}
