import Desks
import Dialects
import HTTP1
import MarginEngine

/// A request with its parameters read.
struct Call: Sendable {
    let parameters: Parameters
    /// The wire time, ms.
    let timeMs: Int64

    /// Refuses a request without a parameter that its endpoint requires.
    init(_ request: Request, to endpoint: Endpoint, timeMs: Int64) throws(Failure) {
        parameters = try Parameters(request)
        self.timeMs = timeMs
        for name in endpoint.required { _ = try parameters.required(name) }
    }
}

extension Login {
    /// Bitget's accounts have one margin account.
    var marginAccount: MarginAccountID { account.main }
}
