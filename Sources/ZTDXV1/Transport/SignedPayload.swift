import HTTP1
import Wire

/// What a signature is over: the query and then the body, each byte for byte as sent, without the pair `signature`,
/// wherever that stands: ZTDX-MODE-1. A form body may carry the pair as well as the query.
struct SignedPayload: Sendable {
    private let query: [UInt8]
    private let body: [UInt8]
    /// The signatures sent, as text; more than one are refused. ZTDX-MODE-2.
    let signatures: [String]

    init(_ request: Request) {
        let (query, inQuery) = Query(request.query).removing("signature")
        let isForm = JSON.parse(request.body) == nil
        let (body, inBody) = isForm ? Query(request.body).removing("signature") : (request.body, [])
        self.query = query
        self.body = body
        signatures = inQuery + inBody
    }

    /// True when a signature in hex is over the query as sent or, failing that, over the percent-decoded query. ZTDX-MODE-2.
    func verifies(_ signature: String, _ signer: HMACSHA256) -> Bool {
        guard let given = Hex.decode(signature) else { return false }
        return constantTimeEquals(signer.digest(query, body), given)
            || constantTimeEquals(signer.digest(Query.percentDecoded(query), body), given)
    }
}
