import Desks
import HTTP1

/// One call of the API.
struct Endpoint: Sendable {
    /// What answers it: anyone, whoever names a key, or only the holder of its secret.
    enum Handler: Sendable {
        case open(@Sendable (Call) throws(Failure) -> Answer)
        case keyed(@Sendable (Call, Login) throws(Failure) -> Answer)
        case signed(@Sendable (Call, Login) throws(Failure) -> Answer)
    }

    let method: Request.Method
    /// Its segments; one that begins with a colon stands for a parameter of that name.
    private let segments: [Substring]
    /// The limit it counts against besides its weight.
    let limit: Throttle?
    /// False for what a key that may only read may call as well.
    let changes: Bool
    let handler: Handler

    /// - Parameter changes: nil for what the method says: only GET reads.
    init(
        _ method: Request.Method, _ path: String, limit: Throttle? = nil, changes: Bool? = nil, _ handler: Handler
    ) {
        self.method = method
        self.changes = changes ?? (method != .get)
        segments = Self.segments(path)
        self.limit = limit
        self.handler = handler
    }

    /// The endpoint of a request and the parameters that stand in its path, or why there is none.
    static func route(_ request: Request) throws(Failure) -> (endpoint: Endpoint, named: [String: String]) {
        let sent = segments(request.path)
        let atPath = all.compactMap { endpoint in endpoint.named(in: sent).map { (endpoint: endpoint, named: $0) } }
        guard !atPath.isEmpty else { throw .noSuchPath(request.path) }
        guard let found = atPath.first(where: { $0.endpoint.method == request.method }) else {
            let allowed = atPath.map(\.endpoint.methodText).joined(separator: ", ")
            throw .methodNotAllowed(request, allowed: allowed)
        }
        return found
    }

    private static func segments(_ path: String) -> [Substring] {
        path.split(separator: "/", omittingEmptySubsequences: false)
    }

    /// The parameters that a path holds; nil when it is another's path.
    private func named(in sent: [Substring]) -> [String: String]? {
        guard sent.count == segments.count else { return nil }
        var named: [String: String] = [:]
        for (segment, text) in zip(segments, sent) where segment != text {
            guard segment.first == ":", !text.isEmpty else { return nil }
            named[String(segment.dropFirst())] = String(text)
        }
        return named
    }

    private var methodText: String {
        switch method {
        case .get: "GET"
        case .post: "POST"
        case .delete: "DELETE"
        case .head, .put, .options, .other: ""
        }
    }
}
