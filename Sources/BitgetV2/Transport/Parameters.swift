import HTTP1
import MarginEngine
import Wire

/// The named values of a request: those of a JSON body first, then those of the query; in a row of a list, those of
/// the row before either.
///
/// The documentation asks for POST parameters in the body; `bitget-python` sends them in the query of a POST without
/// body, so both count.
struct Parameters: Sendable {
    private let row: JSON?
    private let body: JSON?
    private let query: Query

    init(_ request: Request) throws(Failure) {
        row = nil
        query = Query(request.query)
        guard request.method == .post, !request.body.isEmpty else {
            body = nil
            return
        }
        guard let body = JSON.parse(request.body), body.kind == .object else { throw .verificationFailed("body") }
        self.body = body
    }

    /// The text of a parameter; nil when it is missing, null or empty. Clients send numbers where strings are
    /// documented.
    func text(_ name: String) throws(Failure) -> String? {
        for object in [row, body] {
            guard let value = object?[name], !value.isNull else { continue }
            guard let text = value.scalarText else { throw .malformed(name) }
            return text.isEmpty ? nil : text
        }
        guard let text = query[name], !text.isEmpty else { return nil }
        return text
    }

    /// The text of a parameter that must be there.
    func required(_ name: String) throws(Failure) -> String {
        guard let text = try text(name) else { throw .empty(name) }
        return text
    }

    /// Refuses a parameter that has no meaning beside the others; zero counts as nothing. BITGET-CALL-13.
    func requireNone(_ name: String) throws(Failure) {
        guard let text = try text(name) else { return }
        guard DecimalText.read(text) == .units(0) else { throw .malformed(name) }
    }

    /// The elements of a list in the body; nil when it is missing, null or empty.
    func list(_ name: String) throws(Failure) -> [Parameters]? {
        guard let value = body?[name], !value.isNull else { return nil }
        guard let elements = value.elements else { throw .malformed(name) }
        var rows: [Parameters] = []
        for element in elements {
            guard element.kind == .object else { throw .malformed(name) }
            rows.append(Parameters(row: element, over: self))
        }
        return rows.isEmpty ? nil : rows
    }

    private init(row: JSON, over outer: Parameters) {
        self.row = row
        body = outer.body
        query = outer.query
    }
}
