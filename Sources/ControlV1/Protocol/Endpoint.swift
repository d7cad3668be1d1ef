import HTTP1
import Wire

/// A part of a path that names something.
enum Segment: String, Sendable {
    case venue, uid, key, symbol
}

/// One call of the API.
struct Endpoint: Sendable {
    let method: Request.Method
    let methodText: String
    /// The parts of its path below `/plimsoll/v1`; `{…}` stands for a name.
    let template: [Substring]
    let handle: @Sendable (Call) throws(ControlFailure) -> Answer

    private init(
        _ methodText: String, _ path: String, _ handle: @escaping @Sendable (Call) throws(ControlFailure) -> Answer
    ) {
        self.methodText = methodText
        method =
            switch methodText {
            case "GET": .get
            case "POST": .post
            case "PUT": .put
            default: .delete
            }
        template = path.split(separator: "/")
        self.handle = handle
    }

    static let all = [
        Endpoint("GET", "/venues", Venues.list),
        Endpoint("POST", "/preview", Previews.preview),
        Endpoint("POST", "/venues/{venue}/preview", Previews.preview),
        Endpoint("GET", "/venues/{venue}", Venues.read),
        Endpoint("GET", "/venues/{venue}/digest", Venues.digest),
        Endpoint("GET", "/venues/{venue}/clock", Clocks.read),
        Endpoint("PUT", "/venues/{venue}/clock", Clocks.set),
        Endpoint("POST", "/venues/{venue}/clock/advance", Clocks.advance),
        Endpoint("PUT", "/venues/{venue}/insurance-fund", Wallets.fundInsurance),
        Endpoint("POST", "/venues/{venue}/insurance-fund", Wallets.fundInsurance),

        Endpoint("GET", "/venues/{venue}/instruments", Instruments.list),
        Endpoint("PUT", "/venues/{venue}/instruments/{symbol}", Instruments.change),
        Endpoint("PUT", "/venues/{venue}/instruments/{symbol}/prices", Instruments.setPrices),

        Endpoint("GET", "/venues/{venue}/accounts", Accounts.list),
        Endpoint("POST", "/venues/{venue}/accounts", Accounts.open),
        Endpoint("GET", "/venues/{venue}/accounts/{uid}", Accounts.read),
        Endpoint("PUT", "/accounts/{uid}/standing", Accounts.setStanding),
        Endpoint("PUT", "/venues/{venue}/accounts/{uid}/standing", Accounts.setStanding),
        Endpoint("POST", "/venues/{venue}/accounts/{uid}/keys", Keys.add),
        Endpoint("DELETE", "/venues/{venue}/accounts/{uid}/keys/{key}", Keys.remove),
        Endpoint("POST", "/venues/{venue}/accounts/{uid}/deposits", Wallets.deposit),
        Endpoint("POST", "/venues/{venue}/accounts/{uid}/withdrawals", Wallets.withdraw),
    ]

    /// The endpoint of a request and what its path names, or why there is none.
    static func route(_ request: Request) throws(ControlFailure) -> (Endpoint, [Segment: String]) {
        let parts = request.path.split(separator: "/", omittingEmptySubsequences: false).dropFirst(3)
        let atPath = all.compactMap { endpoint in endpoint.segments(in: Array(parts)).map { (endpoint, $0) } }
        guard !atPath.isEmpty else { throw .unknown("path", request.path) }
        guard let match = atPath.first(where: { $0.0.method == request.method }) else {
            throw .methodNotAllowed(request, allowed: atPath.map(\.0.methodText).joined(separator: ", "))
        }
        return match
    }

    private func segments(in parts: [Substring]) -> [Segment: String]? {
        guard parts.count == template.count else { return nil }
        var segments: [Segment: String] = [:]
        for (part, expected) in zip(parts, template) {
            if let segment = Segment(rawValue: String(expected.dropFirst().dropLast())), expected.first == "{" {
                guard !part.isEmpty else { return nil }
                segments[segment] = String(decoding: Query.percentDecoded(Array(part.utf8)), as: UTF8.self)
            } else if part != expected {
                return nil
            }
        }
        return segments
    }
}
