import HTTP1

/// A request with its parameters read.
struct Call: Sendable {
    let request: Request
    let parameters: Parameters
    /// The wall clock, ms.
    let wireTimeMs: Int64

    /// - Parameter named: the parameters that stand in the path.
    init(_ request: Request, named: [String: String], wireTimeMs: Int64) {
        self.request = request
        parameters = Parameters(request, inPath: named)
        self.wireTimeMs = wireTimeMs
    }
}
