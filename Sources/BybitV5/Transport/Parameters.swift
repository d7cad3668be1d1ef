import HTTP1
import MarginEngine
import Wire

/// The parameters of a request, from the query of a GET or the JSON object of a POST.
///
/// Read leniently, as the venue does: unknown ones are ignored, a number may stand where a string is documented and the
/// other way round, an empty or null one counts as absent. BYBIT-MODE-2.
struct Parameters: Sendable {
    private enum Source: Sendable {
        case query(Query)
        case body(JSON)
        /// An object among others in a body, all of one category.
        case row(JSON, category: JSON?)
    }

    /// The wall clock when the request came in.
    let receivedMs: Int64
    private let source: Source

    init(_ request: Request, receivedMs: Int64) throws(ReturnCode) {
        self.receivedMs = receivedMs
        if request.method == .get {
            source = .query(Query(request.query))
        } else {
            guard let body = JSON.parse(request.body), body.kind == .object else { throw .bodyNotAnObject }
            source = .body(body)
        }
    }

    /// The parameters of an order that came over a stream.
    init(_ body: JSON, receivedMs: Int64) throws(ReturnCode) {
        guard body.kind == .object else { throw .bodyNotAnObject }
        self.receivedMs = receivedMs
        source = .body(body)
    }

    private init(_ source: Source, receivedMs: Int64) {
        self.source = source
        self.receivedMs = receivedMs
    }

    /// The objects of a list in a body, one to as many as that.
    func rows(_ name: String, upTo greatest: Int) throws(ReturnCode) -> [Parameters] {
        guard case .body(let body) = source, let rows = body[name]?.elements, (1...greatest).contains(rows.count),
            rows.allSatisfy({ $0.kind == .object })
        else { throw .invalid(name) }
        return rows.map { Parameters(.row($0, category: body["category"]), receivedMs: receivedMs) }
    }

    /// The text of a scalar; nil when absent, null or empty.
    func text(_ name: String) throws(ReturnCode) -> String? {
        let text =
            switch source {
            case .query(let query): query[name]
            case .body(let body): try scalar(body[name], name)
            case .row(let row, let category): try scalar(name == "category" ? category : row[name], name)
            }
        return text.flatMap { $0.isEmpty ? nil : $0 }
    }

    private func scalar(_ value: JSON?, _ name: String) throws(ReturnCode) -> String? {
        guard let value, !value.isNull else { return nil }
        guard let text = value.scalarText else { throw .invalid(name) }
        return text
    }

    /// The text of a scalar that must be there.
    func required(_ name: String) throws(ReturnCode) -> String {
        guard let text = try text(name) else { throw .invalid(name) }
        return text
    }

    /// A whole number; nil when absent.
    func integer(_ name: String) throws(ReturnCode) -> Int64? {
        guard let text = try text(name) else { return nil }
        guard let number = Int64(text) else { throw .invalid(name) }
        return number
    }

    /// A truth value, false when absent.
    func flag(_ name: String) throws(ReturnCode) -> Bool {
        switch try text(name) {
        case nil, "false": false
        case "true": true
        default: throw .invalid(name)
        }
    }

    /// 1 for yes and 0 for no, which stands for an absent one.
    func choice(_ name: String) throws(ReturnCode) -> Bool {
        switch try integer(name) {
        case nil, 0: false
        case 1: true
        default: throw .invalid(name)
        }
    }

    /// A decimal of that kind; nil when absent, refused when it is none or too fine.
    func decimal<Number: FixedPoint>(_ name: String, as kind: Number.Type) throws(ReturnCode) -> Number? {
        guard let text = try text(name) else { return nil }
        guard let number = Number(text) else { throw .invalid(name) }
        return number
    }

    /// Leverage with at most two decimals; its range is the engine's to judge.
    func leverage(_ name: String) throws(ReturnCode) -> Leverage {
        guard let leverage = Leverage(try required(name)) else { throw .invalid(name) }
        return leverage
    }

    /// How many rows are asked for.
    func limit(upTo greatest: Int, default usual: Int) throws(ReturnCode) -> Int {
        guard let limit = try integer("limit") else { return usual }
        guard (1...Int64(greatest)).contains(limit) else { throw .invalid("limit") }
        return Int(limit)
    }

    /// A span of time given by `startTime` and `endTime`, ms; open where it is not given.
    func span() throws(ReturnCode) -> ClosedRange<Int64> {
        let start = try integer("startTime") ?? 0
        let end = try integer("endTime") ?? .max
        guard start >= 0, start <= end else { throw .invalid("startTime") }
        return start...end
    }
}
