public import Wire

/// What a JSON value has to be: the members of an object and the type of each.
public indirect enum Shape: Sendable {
    /// A string.
    case text
    /// This string.
    case exactly(String)
    /// A string that holds a decimal number in plain notation.
    case decimal
    /// The same, or an empty string where there is none.
    case decimalOrEmpty
    /// A string that holds a whole number.
    case integerText
    /// Whatever there is.
    case anything
    /// One of them; nothing fits none.
    case either([Shape])
    /// A member that may be absent.
    case ifThere(Shape)
    /// A string that holds a UUID.
    case uuid
    /// A string that holds an instant.
    case instant
    /// A JSON number without fraction.
    case integer
    /// A JSON number.
    case number
    /// True or false.
    case flag
    /// Nothing else than null.
    case null
    /// It, or null.
    case optional(Shape)
    /// An array of any length.
    case list(Shape)
    /// An array that is not empty.
    case filled(Shape)
    /// An array with exactly these elements.
    case tuple([Shape])
    /// An object with exactly these members.
    case object([String: Shape])
    /// An object with members of any name.
    case map(Shape)

    /// An object without members.
    public static let nothing = Shape.object([:])

    /// An object written down as the references do: names in groups by type, those of other types by themselves.
    /// - Parameter decimal: of which any may be empty.
    public static func fields(
        text: String = "", decimal: String = "", integer: String = "", flag: String = "", null: String = "",
        _ others: [String: Shape] = [:]
    ) -> Shape {
        var members = others
        for (names, shape) in [
            (text, Shape.text), (decimal, .decimalOrEmpty), (integer, .integer), (flag, .flag), (null, .null),
        ] {
            for name in names.split(whereSeparator: \.isWhitespace) { members[String(name)] = shape }
        }
        return .object(members)
    }

    /// An object of strings, and of what else there is.
    public static func strings(_ names: String, _ others: [String: Shape] = [:]) -> Shape {
        .fields(text: names, others)
    }

    /// The members of both objects.
    public func with(_ more: Shape) -> Shape {
        guard case .object(let members) = self, case .object(let others) = more else { return self }
        return .object(members.merging(others) { $1 })
    }

    /// The object with a member under another name.
    public func renaming(_ old: String, _ new: String) -> Shape {
        guard case .object(var members) = self else { return self }
        members[new] = members.removeValue(forKey: old)
        return .object(members)
    }
}

extension Shape {
    /// Where a value differs, and how; empty where it does not.
    /// - Parameter isFull: true where no list may be empty.
    public func differences(of value: JSON?, at place: String = "$", isFull: Bool = false) -> [String] {
        guard let value else { return mayBeAbsent ? [] : ["\(place) is missing"] }
        switch self {
        case .ifThere(let shape): return shape.differences(of: value, at: place, isFull: isFull)
        case .either(let shapes):
            let differences = shapes.map { $0.differences(of: value, at: place, isFull: isFull) }
            return differences.contains([]) ? [] : differences.first ?? ["\(place) has no shape"]
        case .optional(let shape):
            return value.isNull ? [] : shape.differences(of: value, at: place, isFull: isFull)
        case .list(let shape), .filled(let shape):
            guard let elements = value.elements else { return ["\(place) is no array"] }
            if elements.isEmpty, isFull || mustBeFilled { return ["\(place) is empty"] }
            return elements.enumerated().flatMap {
                shape.differences(of: $1, at: "\(place)[\($0)]", isFull: isFull)
            }
        case .tuple(let shapes):
            guard let elements = value.elements, elements.count == shapes.count else {
                return ["\(place) is no array of \(shapes.count)"]
            }
            return zip(shapes, elements).flatMap { $0.differences(of: $1, at: "\(place)[]", isFull: isFull) }
        case .object(let shapes):
            guard let members = value.members else { return ["\(place) is no object"] }
            let unknown = members.filter { shapes[$0.key] == nil }.map { "\(place).\($0.key) is not documented" }
            return unknown
                + shapes.sorted { $0.key < $1.key }.flatMap {
                    $0.value.differences(of: value[$0.key], at: "\(place).\($0.key)", isFull: isFull)
                }
        case .map(let shape):
            guard let members = value.members else { return ["\(place) is no object"] }
            return members.flatMap { shape.differences(of: $0.value, at: "\(place).\($0.key)", isFull: isFull) }
        case .text, .exactly, .decimal, .decimalOrEmpty, .integerText, .uuid, .instant, .integer, .number, .flag, .null,
            .anything:
            return isMet(by: value) ? [] : ["\(place) is not \(self)"]
        }
    }

    private var mayBeAbsent: Bool {
        if case .ifThere = self { true } else { false }
    }

    private var mustBeFilled: Bool {
        if case .filled = self { true } else { false }
    }

    /// True for a value that is no array and no object, and what it has to be.
    private func isMet(by value: JSON) -> Bool {
        switch self {
        case .text: value.string != nil
        case .exactly(let text): value.string == text
        case .decimal: value.string?.wholeMatch(of: /-?[0-9]+(\.[0-9]+)?/) != nil
        case .decimalOrEmpty: value.string?.wholeMatch(of: /(-?[0-9]+(\.[0-9]+)?)?/) != nil
        case .integerText: value.string?.wholeMatch(of: /-?[0-9]+/) != nil
        case .anything: true
        case .uuid: value.string?.wholeMatch(of: /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/) != nil
        case .instant:
            value.string?.wholeMatch(of: /[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?Z/) != nil
        case .integer: value.numberText.flatMap { Int64($0) } != nil
        case .number: value.kind == .number
        case .flag: value.bool != nil
        case .null: value.isNull
        case .optional, .list, .filled, .tuple, .object, .map, .either, .ifThere: false
        }
    }
}
