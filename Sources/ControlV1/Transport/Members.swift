import MarginEngine
import Wire

/// What is wrong with a member of a JSON object.
public struct InvalidMember: Error, Sendable, Equatable, CustomStringConvertible {
    /// Where it stands: `accounts[2].family`.
    public let path: String
    /// What it must be.
    public let reason: String

    init(_ path: String, _ reason: String) {
        self.path = path
        self.reason = reason
    }

    /// The two as one text.
    public var description: String { "\(path): \(reason)" }
}

/// The members of a JSON object, each read as what it must be. Decimals are strings; numbers are taken as written.
struct Members {
    private let json: JSON
    private let path: String

    /// - Parameter allowed: the names it may have; any other is a mistake that must not pass unseen.
    init(_ json: JSON, at path: String, allowed: [String]) throws(InvalidMember) {
        self.json = json
        self.path = path
        guard let members = json.members else { throw InvalidMember(path, "must be an object") }
        if let stranger = members.first(where: { !allowed.contains($0.key) }) {
            throw invalid(stranger.key, "is not one of \(allowed.joined(separator: ", "))")
        }
    }

    func has(_ name: String) -> Bool { value(name) != nil }

    func text(_ name: String) throws(InvalidMember) -> String {
        guard let text = value(name)?.string, !text.isEmpty else { throw invalid(name, "must be a string") }
        return text
    }

    func text(_ name: String, or fallback: String) throws(InvalidMember) -> String {
        has(name) ? try text(name) : fallback
    }

    /// One of a few words, each with its meaning.
    func word<Value>(_ name: String, _ words: [(String, Value)]) throws(InvalidMember) -> Value {
        guard let text = value(name)?.string, let word = words.first(where: { $0.0 == text }) else {
            throw invalid(name, "must be one of \(words.map(\.0).joined(separator: ", "))")
        }
        return word.1
    }

    /// One of a few words, each with its meaning; nil without the member.
    func optionalWord<Value>(_ name: String, _ words: [(String, Value)]) throws(InvalidMember) -> Value? {
        has(name) ? try word(name, words) : nil
    }

    /// The meaning of the one member of a choice that is there.
    /// - Parameter what: what is chosen, for the failure's path.
    func one<Value>(of choices: [(String, Value)], as what: String) throws(InvalidMember) -> Value {
        let present = choices.filter { has($0.0) }
        guard let choice = present.first, present.count == 1 else {
            throw invalid(what, "must be exactly one of \(choices.map(\.0).joined(separator: ", "))")
        }
        return choice.1
    }

    /// What another reading makes of a member; nil without it.
    func optional<Value>(
        _ name: String, _ read: (String) throws(InvalidMember) -> Value
    ) throws(InvalidMember) -> Value? {
        has(name) ? try read(name) : nil
    }

    func inlineText(_ name: String) throws(InvalidMember) -> InlineText {
        guard let text = InlineText(try text(name)) else {
            throw invalid(name, "has more than \(InlineText.capacity) bytes")
        }
        return text
    }

    func decimal<Number: FixedPoint>(_ name: String) throws(InvalidMember) -> Number {
        guard let text = value(name)?.scalarText, let number = Number(text) else {
            throw invalid(name, "must be a decimal with at most 8 decimals")
        }
        return number
    }

    func leverage(_ name: String) throws(InvalidMember) -> Leverage {
        guard let text = value(name)?.scalarText, let leverage = Leverage(text) else {
            throw invalid(name, "must be a leverage with at most 2 decimals")
        }
        return leverage
    }

    func integer(_ name: String, in range: ClosedRange<Int64> = 0...Int64.max) throws(InvalidMember) -> Int64 {
        guard let number = value(name)?.scalarText.flatMap({ Int64($0) }), range.contains(number) else {
            throw invalid(name, "must be a whole number from \(range.lowerBound) to \(range.upperBound)")
        }
        return number
    }

    func flag(_ name: String) throws(InvalidMember) -> Bool {
        guard let flag = value(name)?.bool else { throw invalid(name, "must be true or false") }
        return flag
    }

    func flag(_ name: String, or fallback: Bool) throws(InvalidMember) -> Bool {
        has(name) ? try flag(name) : fallback
    }

    /// The strings of an array; none without the member.
    func texts(_ name: String) throws(InvalidMember) -> [String] {
        guard let member = value(name) else { return [] }
        let texts = member.elements?.compactMap(\.string)
        guard let texts, texts.count == member.elements?.count else { throw invalid(name, "must hold strings") }
        return texts
    }

    /// An object that must be there.
    func object(_ name: String, allowed: [String]) throws(InvalidMember) -> Members {
        guard let member = value(name) else { throw invalid(name, "must be an object") }
        return try Members(member, at: place(name), allowed: allowed)
    }

    /// What becomes of something: absent to keep it, the word `remove`, or an object that sets it.
    func change<Value>(
        _ name: String, allowed: [String], _ read: (Members) throws(InvalidMember) -> Value
    ) throws(InvalidMember) -> Change<Value> {
        guard let member = value(name) else { return .keep }
        return member.string == "remove" ? .remove : .set(try read(object(name, allowed: allowed)))
    }

    /// The objects of an array; none without the member.
    func objects(_ name: String, allowed: [String]) throws(InvalidMember) -> [Members] {
        guard let member = value(name) else { return [] }
        guard let elements = member.elements else { throw invalid(name, "must be an array") }
        var objects: [Members] = []
        for (index, element) in elements.enumerated() {
            objects.append(try Members(element, at: "\(place(name))[\(index)]", allowed: allowed))
        }
        return objects
    }

    func invalid(_ name: String, _ reason: String) -> InvalidMember { InvalidMember(place(name), reason) }

    private func place(_ name: String) -> String { path.isEmpty ? name : "\(path).\(name)" }

    /// Null is taken as absent.
    private func value(_ name: String) -> JSON? { json[name].flatMap { $0.isNull ? nil : $0 } }
}
