import Desks
import Dialects
import HTTP1
import Venues
import Wire

/// Which part of the server answers a request.
struct Router {
    /// Where a request goes.
    enum Destination {
        case answered(Response)
        case dialect(any Dialect, HostedVenue, Request)
    }

    private let venues: [String: HostedVenue]

    init(_ venues: [HostedVenue]) {
        self.venues = Dictionary(venues.map { ($0.venue.name, $0) }) { first, _ in first }
    }

    /// A path that nothing serves is answered here, HOUSE-15; below a dialect's prefix by the dialect.
    func destination(of request: Request) -> Destination {
        let route = Route(request.path)
        if route.isRoot, let response = own(request) { return .answered(response) }
        guard let venue = venues[route.venue] else { return .answered(.error(404, "no such venue")) }
        guard let dialect = venue.dialects.first(where: { $0.serves(route.path) }) else {
            return .answered(.error(404, "not found"))
        }
        return .dialect(dialect, venue, route.isRoot ? request : request.at(route.path))
    }

    /// The stream that a request names and the venue behind it; nil where there is none.
    func stream(of request: Request, connectionID: String) -> (session: any StreamSession, venue: HostedVenue)? {
        let route = Route(request.path)
        guard let venue = venues[route.venue] else { return nil }
        let inner = route.isRoot ? request : request.at(route.path)
        for dialect in venue.dialects {
            if let session = dialect.openStream(inner, connectionID: connectionID) { return (session, venue) }
        }
        return nil
    }

    /// What the server answers of itself; nil for all other paths.
    private func own(_ request: Request) -> Response? {
        switch request.path {
        case "/healthz": reading(request) { .text(200, "ok") }
        case "/readyz": reading(request, readiness)
        default: nil
        }
    }

    private func reading(_ request: Request, _ answer: () -> Response) -> Response {
        guard request.method == .get || request.method == .head else {
            var refusal = Response.error(405, "method not allowed")
            refusal.fields = [("Allow", "GET, HEAD")]
            return refusal
        }
        return answer()
    }

    /// Ready when every venue serves; otherwise a line for each that does not, and why.
    private func readiness() -> Response {
        var lines: [String] = []
        for (name, venue) in venues.sorted(by: { $0.key < $1.key }) {
            switch venue.venue.status {
            case .serving: break
            case .unavailable: lines.append("\(name): unavailable")
            case .halted(let reason): lines.append("\(name): halted: \(reason)")
            case .stopped: lines.append("\(name): stopped")
            }
        }
        return lines.isEmpty ? .text(200, "ready") : .text(503, (["not ready"] + lines).joined(separator: "\n"))
    }
}

extension Request {
    fileprivate func at(_ path: String) -> Request {
        Request(
            method: method, methodText: methodText, path: path, query: query, fields: fields, body: body,
            keepsAlive: keepsAlive, version: version)
    }
}

extension Response {
    static func error(_ status: Int, _ text: String) -> Response {
        Response(status: status, body: JSONWriter.bytes { json in json.object { $0.member("error", text) } })
    }

    fileprivate static func text(_ status: Int, _ text: String) -> Response {
        Response(status: status, contentType: "text/plain", body: Array("\(text)\n".utf8))
    }
}
