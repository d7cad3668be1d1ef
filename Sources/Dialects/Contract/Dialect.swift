public import HTTP1

/// One exchange's API on the wire: translation only. It verifies, decodes and encodes; what happens is the desk's.
public protocol Dialect: Sendable {
    /// True for the paths this dialect answers, unknown ones below its prefix included.
    func serves(_ path: String) -> Bool

    /// Takes a request through the dialect's own checks, in the venue's order, up to the point where the desk is needed.
    func accept(_ request: Request, _ door: inout Door) -> Acceptance

    /// A client's end of the stream (WebSocket) at a request's path; nil where the dialect has none.
    /// - Parameter connectionID: a text that names the connection to its client, unlike any other.
    func openStream(_ request: Request, connectionID: String) -> (any StreamSession)?
}

extension Dialect {
    /// Most paths are no streams.
    public func openStream(_ request: Request, connectionID: String) -> (any StreamSession)? { nil }
}
