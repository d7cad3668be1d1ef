import Wire

/// The members of an object in a file of profiles. A wrong one is named by its place, never by its value.
struct ProfileMembers {
    private let json: JSON
    private let path: String

    /// - Parameter allowed: the names it may have; any other is a mistake that must not pass unseen.
    init(_ json: JSON, at path: String, allowed: [String]) throws(ProfileError) {
        self.json = json
        self.path = path
        guard let members = json.members else { throw .malformed(place: path, reason: "must be an object") }
        if let stranger = members.first(where: { !allowed.contains($0.key) }) {
            throw invalid(stranger.key, "is not one of \(allowed.joined(separator: ", "))")
        }
    }

    func text(_ name: String) throws(ProfileError) -> String {
        guard let text = try textIfAny(name) else { throw invalid(name, "must be a string") }
        return text
    }

    func textIfAny(_ name: String) throws(ProfileError) -> String? {
        guard let member = json[name], !member.isNull else { return nil }
        guard let text = member.string else { throw invalid(name, "must be a string") }
        return text.isEmpty ? nil : text
    }

    func integer(_ name: String, in range: ClosedRange<Int>) throws(ProfileError) -> Int? {
        guard let member = json[name], !member.isNull else { return nil }
        guard let number = member.numberText.flatMap({ Int($0) }), range.contains(number) else {
            throw invalid(name, "must be a whole number from \(range.lowerBound) to \(range.upperBound)")
        }
        return number
    }

    func objects(_ name: String, allowed: [String]) throws(ProfileError) -> [ProfileMembers] {
        guard let elements = json[name]?.elements else { throw invalid(name, "must be an array") }
        return try elements.enumerated().map { index, element throws(ProfileError) in
            try ProfileMembers(element, at: "\(place(name))[\(index)]", allowed: allowed)
        }
    }

    func invalid(_ name: String, _ reason: String) -> ProfileError { .malformed(place: place(name), reason: reason) }

    func place(_ name: String) -> String { path.isEmpty ? name : "\(path).\(name)" }
}
