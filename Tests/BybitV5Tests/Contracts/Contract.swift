import HTTP1
import MarginEngine
import TestShapes
import Testing

/// A call, and what is to come of it besides the shape of its answer, which is recorded.
struct Contract: Sendable, CustomTestStringConvertible {
    let method: Request.Method
    let path: String
    /// The query of a GET, the body of a POST.
    let parameters: String
    var message = "OK"
    /// True for what needs no key.
    var isOpen = false
    var generation = AccountGeneration.uta2
    /// Where no list of the result may be empty.
    var full: Set<Scenario> = []
    /// Where the call is refused, and its code.
    var refusals: [Scenario: Int] = [:]
    /// What `retExtInfo` tells of a refusal.
    var refusalExtra = Shape.nothing
    /// What is done to the account beforehand.
    var preparation: @Sendable (Subject) -> Void = { _ in }

    var testDescription: String { "\(path)?\(parameters)" }

    /// Its name among the shapes.
    private var name: String { "\(method == .get ? "GET" : "POST") \(path)" }
    var result: Shape { RecordedShapes.bybit[name] }
    var extra: Shape { RecordedShapes.bybit.extra(of: name) }
    /// False for the one endpoint whose replies have neither `retExtInfo` nor `time`.
    var hasTime: Bool { RecordedShapes.bybit.envelope(of: name) != "short" }
}

extension Contract {
    static func open(_ path: String, _ query: String = "", full: Set<Scenario> = Set(Scenario.allCases)) -> Contract {
        Contract(method: .get, path: path, parameters: query, isOpen: true, full: full)
    }

    static func get(_ path: String, _ query: String = "", full: Set<Scenario> = []) -> Contract {
        Contract(method: .get, path: path, parameters: query, full: full)
    }

    static func post(_ path: String, _ body: String = "{}", refusals: [Scenario: Int] = [:]) -> Contract {
        Contract(method: .post, path: path, parameters: body, refusals: refusals)
    }

    func saying(_ message: String) -> Contract { changed { $0.message = message } }
    func of(_ generation: AccountGeneration) -> Contract { changed { $0.generation = generation } }
    func after(_ preparation: @escaping @Sendable (Subject) -> Void) -> Contract {
        changed { $0.preparation = preparation }
    }

    func changed(_ change: (inout Contract) -> Void) -> Contract {
        var contract = self
        change(&contract)
        return contract
    }

    /// Asks an account, by default for what is written here.
    func ask(_ subject: Subject, _ parameters: String? = nil) -> Reply {
        preparation(subject)
        let parameters = parameters ?? self.parameters
        return subject.venue.send(
            subject.venue.request(
                method, path, query: method == .get ? parameters : "", body: method == .get ? "" : parameters,
                as: isOpen ? nil : subject.owner))
    }

    static let all = market + account + position + order + asset + loan
}
