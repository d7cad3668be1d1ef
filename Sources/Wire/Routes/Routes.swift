public import HTTP1

/// The calls of an API by method and path.
///
/// A segment of a path that begins with a colon stands for a parameter: any text but the empty one. Paths without
/// parameters come first.
public struct Routes<Endpoint: Sendable>: Sendable {
    /// What stands at a path.
    public enum Match {
        /// A call, and the texts that stand for the parameters of its path, percent-encoded still.
        case found(Endpoint, named: [String: String])
        /// Calls of other methods: those, as the field `Allow` lists them (RFC 9110, section 10.2.1).
        case otherMethods(String)
        /// No call at all.
        case nothing
    }

    private struct Row: Sendable {
        let method: Request.Method
        let segments: [Substring]
        let endpoint: Endpoint

        /// The parameters that a path holds; nil when it is another's path.
        func named(in sent: [Substring]) -> [String: String]? {
            guard sent.count == segments.count else { return nil }
            var named: [String: String] = [:]
            for (segment, text) in zip(segments, sent) {
                if segment.first == ":", !text.isEmpty {
                    named[String(segment.dropFirst())] = String(text)
                } else if segment != text {
                    return nil
                }
            }
            return named
        }
    }

    private var plain: [String: [Row]] = [:]
    private var withParameters: [Row] = []

    /// The calls in the order in which `Allow` names their methods, each with its place.
    public init(_ endpoints: [Endpoint], at place: (Endpoint) -> (method: Request.Method, path: String)) {
        for endpoint in endpoints {
            let (method, path) = place(endpoint)
            let row = Row(method: method, segments: Self.segments(path), endpoint: endpoint)
            if path.contains("/:") { withParameters.append(row) } else { plain[path, default: []].append(row) }
        }
    }

    /// What a request asks for.
    public func match(_ method: Request.Method, _ path: String) -> Match {
        let rows = rows(at: path)
        if let (row, named) = rows.first(where: { $0.row.method == method }) {
            return .found(row.endpoint, named: named)
        }
        return rows.isEmpty ? .nothing : .otherMethods(rows.map(\.row.method.rawValue).joined(separator: ", "))
    }

    private func rows(at path: String) -> [(row: Row, named: [String: String])] {
        if let rows = plain[path] { return rows.map { ($0, [:]) } }
        let sent = Self.segments(path)
        return withParameters.compactMap { row in row.named(in: sent).map { (row, $0) } }
    }

    private static func segments(_ path: String) -> [Substring] {
        path.split(separator: "/", omittingEmptySubsequences: false)
    }
}
