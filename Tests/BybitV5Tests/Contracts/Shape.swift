import Wire

/// What a JSON value has to be.
indirect enum Shape: Sendable {
    /// Any string.
    case text
    /// A string: a decimal number in plain notation, or empty where there is none.
    case decimal
    /// A JSON number without fraction.
    case integer
    case boolean
    case null
    /// An object with exactly these members.
    case object([String: Shape])
    /// An object with members of any name.
    case map(Shape)
    /// An array of any length.
    case list(Shape)
    /// An array with exactly these elements.
    case tuple([Shape])

    /// An object written down as the reference does: names in groups by type, those of objects and arrays by themselves.
    static func fields(
        text: String = "", decimal: String = "", integer: String = "", boolean: String = "", null: String = "",
        _ others: [String: Shape] = [:]
    ) -> Shape {
        var members = others
        for (names, shape) in [
            (text, Shape.text), (decimal, .decimal), (integer, .integer), (boolean, .boolean), (null, .null),
        ] {
            for name in names.split(whereSeparator: \.isWhitespace) { members[String(name)] = shape }
        }
        return .object(members)
    }

    static let nothing = Shape.object([:])

    /// The members of both objects.
    func with(_ more: Shape) -> Shape {
        guard case .object(let members) = self, case .object(let others) = more else { return self }
        return .object(members.merging(others) { $1 })
    }

    /// The object with a member under another name.
    func renaming(_ old: String, _ new: String) -> Shape {
        guard case .object(var members) = self else { return self }
        members[new] = members.removeValue(forKey: old)
        return .object(members)
    }
}

extension Shape {
    /// Where a value is not what it has to be, each fault with its place.
    /// - Parameter isFull: true where no list may be empty.
    func faults(in value: JSON?, at place: String = "result", isFull: Bool = false) -> [String] {
        guard let value else { return ["\(place) is missing"] }
        switch self {
        case .text: return Self.fault(value.kind == .string, place, "a string")
        case .decimal: return Self.fault(value.string?.isDecimalOrEmpty == true, place, "a decimal string")
        case .integer: return Self.fault(value.numberText.flatMap { Int64($0) } != nil, place, "an integer")
        case .boolean: return Self.fault(value.kind == .bool, place, "true or false")
        case .null: return Self.fault(value.kind == .null, place, "null")
        case .object(let members):
            guard value.kind == .object else { return ["\(place) is no object"] }
            let unknown = value.names.subtracting(members.keys).map { "\(place).\($0) is not documented" }
            return unknown
                + members.flatMap { $0.value.faults(in: value[$0.key], at: "\(place).\($0.key)", isFull: isFull) }
        case .map(let shape):
            guard let members = value.members else { return ["\(place) is no object"] }
            return members.flatMap { shape.faults(in: $0.value, at: "\(place).\($0.key)", isFull: isFull) }
        case .list(let shape):
            guard let elements = value.elements else { return ["\(place) is no array"] }
            if isFull, elements.isEmpty { return ["\(place) is empty"] }
            return elements.flatMap { shape.faults(in: $0, at: "\(place)[]", isFull: isFull) }
        case .tuple(let shapes):
            guard let elements = value.elements, elements.count == shapes.count else {
                return ["\(place) is no array of \(shapes.count)"]
            }
            return zip(shapes, elements).flatMap { $0.faults(in: $1, at: "\(place)[]", isFull: isFull) }
        }
    }

    private static func fault(_ holds: Bool, _ place: String, _ name: String) -> [String] {
        holds ? [] : ["\(place) is not \(name)"]
    }
}

extension String {
    /// `-12.5`, `12`, or nothing; no exponent, no plus sign, no bare point.
    fileprivate var isDecimalOrEmpty: Bool {
        if isEmpty { return true }
        let parts = (hasPrefix("-") ? dropFirst() : self[...]).split(separator: ".", omittingEmptySubsequences: false)
        return (1...2).contains(parts.count)
            && parts.allSatisfy {
                !$0.isEmpty && $0.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
            }
    }
}
