import HTTP1
import MarginEngine
import Testing

/// One member of a request, as its page describes it.
struct Member: Sendable {
    let name: String
    let isRequired: Bool
    /// How a request without it is refused.
    let missingCode: Int
    /// A value that is taken.
    let value: String
    /// The value that an absent one stands for, where there is one.
    let fallback: String?
    /// Values that are refused, and by which code.
    let wrong: [(value: String, code: Int)]

    /// `name! value =fallback | wrong wrong:code`; required with the mark, behind which a code may stand, the others may
    /// be left out.
    init(_ line: Substring) {
        let words = line.split(separator: " ").map(String.init)
        let bar = words.firstIndex(of: "|") ?? words.endIndex
        let mark = words[0].split(separator: "!", omittingEmptySubsequences: false).map(String.init)
        isRequired = mark.count > 1
        missingCode = mark.last.flatMap { Int($0) } ?? 10001
        name = mark[0]
        value = words[1]
        fallback = bar > 2 ? String(words[2].dropFirst()) : nil
        wrong = words[bar...].dropFirst().map { word in
            let parts = word.split(separator: ":", omittingEmptySubsequences: false)
            guard parts.count == 2, let code = Int(parts[1]) else { return (word, 10001) }
            return (String(parts[0]), code)
        }
    }

    /// The name with a letter too many.
    var misspelt: String { name + "s" }
}

/// All members of a call.
struct MemberTable: Sendable, CustomTestStringConvertible {
    let method: Request.Method
    let path: String
    let members: [Member]
    let code: Int
    let generation: AccountGeneration
    let preparation: @Sendable (Subject) -> Void

    var testDescription: String { path }
    var required: [Member] { members.filter(\.isRequired) }

    private init(
        _ method: Request.Method, _ path: String, _ table: String, _ code: Int, _ generation: AccountGeneration,
        _ preparation: @escaping @Sendable (Subject) -> Void
    ) {
        self.method = method
        self.path = path
        self.code = code
        self.generation = generation
        self.preparation = preparation
        members = table.split(separator: "\n").map(Member.init)
    }

    static func get(_ path: String, _ table: String = "", of generation: AccountGeneration = .uta2) -> MemberTable {
        MemberTable(.get, "/v5/" + path, table, 0, generation) { _ in }
    }

    /// - Parameter code: the answer to a request with all that is required.
    static func post(
        _ path: String, _ table: String = "", code: Int = 0, of generation: AccountGeneration = .uta2,
        after preparation: @escaping @Sendable (Subject) -> Void = { _ in }
    ) -> MemberTable {
        MemberTable(.post, "/v5/" + path, table, code, generation, preparation)
    }

    /// An account that the call can be made of.
    func subject() -> Subject {
        let subject = Subject(generation, .busy)
        preparation(subject)
        return subject
    }

    /// The members as a query or a body: texts, but for lists and objects.
    func text(_ values: [(name: String, value: String)]) -> String {
        guard method == .post else { return values.map { "\($0.name)=\($0.value)" }.joined(separator: "&") }
        let members = values.map { name, value in
            "\"\(name)\":" + (value.hasPrefix("[") || value.hasPrefix("{") ? value : "\"\(value)\"")
        }
        return "{" + members.joined(separator: ",") + "}"
    }

    /// Everything that is required, without a member and with others.
    func request(
        without left: String? = nil, with added: [(name: String, value: String)] = []
    ) -> [(name: String, value: String)] {
        required.filter { $0.name != left && !added.map(\.name).contains($0.name) }.map { ($0.name, $0.value) } + added
    }

    func ask(_ subject: Subject, _ values: [(name: String, value: String)]) -> Reply {
        let text = text(values)
        return subject.venue.send(
            subject.venue.request(
                method, path, query: method == .get ? text : "", body: method == .get ? "" : text, as: subject.owner))
    }
}
