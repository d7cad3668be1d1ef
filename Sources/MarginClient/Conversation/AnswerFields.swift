import Wire

/// One object of an answer, whose members are read as what the venue documents them to be.
struct AnswerFields {
    let json: JSON
    let answer: VenueAnswer

    init(_ json: JSON, of answer: VenueAnswer) {
        self.json = json
        self.answer = answer
    }

    /// The object behind a path of names.
    init(_ answer: VenueAnswer, _ path: String...) throws(MarginVenueError) {
        guard var json = answer.json else { throw .unreadable(answer, missing: "JSON") }
        for name in path {
            guard let member = json[name] else { throw .unreadable(answer, missing: name) }
            json = member
        }
        self.init(json, of: answer)
    }

    func text(_ name: String) throws(MarginVenueError) -> String {
        guard let text = json[name]?.scalarText else { throw missing(name) }
        return text
    }

    func number(_ name: String) throws(MarginVenueError) -> DecimalNumber {
        guard let number = numberIfAny(name) else { throw missing(name) }
        return number
    }

    /// Nil also for an empty text, which venues send for "does not apply".
    func numberIfAny(_ name: String) -> DecimalNumber? {
        json[name]?.scalarText.flatMap { DecimalNumber($0) }
    }

    /// A number within an object of this one.
    func numberIfAny(_ outer: String, _ inner: String) -> DecimalNumber? {
        json[outer]?[inner]?.scalarText.flatMap { DecimalNumber($0) }
    }

    func integer(_ name: String) throws(MarginVenueError) -> Int {
        guard let number = json[name]?.scalarText.flatMap({ Int($0) }) else { throw missing(name) }
        return number
    }

    func object(_ name: String) throws(MarginVenueError) -> AnswerFields {
        guard let member = json[name], member.kind == .object else { throw missing(name) }
        return AnswerFields(member, of: answer)
    }

    /// The objects of an array; none for null, which Bitget sends for an empty list.
    func rows(_ name: String) throws(MarginVenueError) -> [AnswerFields] {
        guard let member = json[name] else { throw missing(name) }
        return member.isNull ? [] : try AnswerFields(member, of: answer).rows(named: name)
    }

    /// The objects of this array.
    func rows(named name: String = "list") throws(MarginVenueError) -> [AnswerFields] {
        guard let elements = json.elements else { throw missing(name) }
        return elements.map { AnswerFields($0, of: answer) }
    }

    func missing(_ name: String) -> MarginVenueError { .unreadable(answer, missing: name) }
}
