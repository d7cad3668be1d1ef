import MarginClient

/// One line of a report.
struct Row: Sendable {
    var fields: [(StaticString, Value)]
    var status: ExitStatus = .done

    init(_ fields: [(StaticString, Value)], _ status: ExitStatus = .done) {
        self.fields = fields
        self.status = status
    }

    /// A line that says why there is no other.
    init(_ fields: [(StaticString, Value)], failed error: MarginVenueError) {
        let answer = error.answer
        let reasons: [[(StaticString, Value)]] = (answer?.reasons ?? []).map { reason in
            [("code", .text(reason.code)), ("text", .text(reason.text))]
        }
        let details: [(StaticString, Value)] = [
            ("kind", .text(error.kind.rawValue)), ("code", Value(answer?.code)), ("text", Value(answer?.text)),
            ("reasons", .objects(reasons)),
            (
                "answer",
                answer.map { $0.json == nil ? .text(String(decoding: $0.body, as: UTF8.self)) : .raw($0.body) } ?? .none
            ),
        ]
        self.init(
            fields + [("result", .text("\(error.kind.title): \(error)")), ("error", .object(details))],
            .failed(error.kind))
    }
}

extension MarginVenueError.Kind {
    /// The kind as people write it: `has open orders`.
    fileprivate var title: String {
        rawValue.reduce(into: "") { title, letter in
            title += letter.isUppercase ? " " + letter.lowercased() : String(letter)
        }
    }
}
