import Desks
public import Dialects
public import HTTP1
import Wire

/// Bitget's API v2 for futures ("mix"), classic account: https://www.bitget.com/api-doc/contract/intro
public struct BitgetDialect: Dialect {
    private let routes = Routes(EndpointTable.all) { ($0.method, $0.path) }

    /// The dialect with all its endpoints.
    public init() {}

    /// True for everything under `/api/v2/` and `/api/v3/`.
    public func serves(_ path: String) -> Bool {
        path.hasPrefix(Self.prefix) || path.hasPrefix("/api/v3/")
    }

    /// The order of checks: all calls of the address, route, then (open) calls of the address or (signed) key,
    /// signature and calls of the uid, then parameters.
    public func accept(_ request: Request, _ door: inout Door) -> Acceptance {
        let timeMs = door.wireTimeMs
        if door.addressExceeds(Self.overall, bucket: "bitget", banMs: Self.recoveryMs) {
            return .answered(Envelope.failure(.tooManyRequests, timeMs: timeMs))
        }
        guard case .found(let endpoint, _) = routes.match(request.method, request.path) else {
            let failure = request.path.hasPrefix(Self.prefix) ? Failure.unknownPath : .unknownPrefix
            return .answered(Envelope.failure(failure, timeMs: timeMs))
        }
        switch endpoint.access {
        case .open(let answer):
            return limited(by: endpoint, .ip(door.peer), &door) { () throws(Failure) in
                answer(Call(parameters: try Self.parameters(request, endpoint), timeMs: timeMs))
            }
        case .signed(let answer):
            let login: Login
            do { login = try Authentication.login(request, door) } catch {
                return .answered(Envelope.failure(error, timeMs: timeMs))
            }
            return limited(by: endpoint, .account(login.uid), &door) { () throws(Failure) in
                let parameters = try Self.parameters(request, endpoint)
                return answer(SignedCall(parameters: parameters, login: login, timeMs: timeMs))
            }
        }
    }

    private static let prefix = "/api/v2/"
    /// All calls of one address; one above it shuts the address out for five minutes:
    /// https://www.bitget.com/api-doc/common/intro
    private static let overall = RateLimit(calls: 6_000, windowMs: 60_000)
    private static let recoveryMs: Int64 = 300_000

    private typealias Answer = @Sendable (inout Desk) throws(Failure) -> [UInt8]

    private static func parameters(_ request: Request, _ endpoint: Endpoint) throws(Failure) -> Parameters {
        let parameters = try Parameters(request)
        for name in endpoint.required { _ = try parameters.required(name) }
        return parameters
    }

    /// Counts the call against its endpoint, then makes it. Every answer says how many calls are left: without that
    /// header `bitget-python` spins until the second is over.
    private func limited(
        by endpoint: Endpoint, _ scope: RateKey.Scope, _ door: inout Door, _ decode: () throws(Failure) -> Answer
    ) -> Acceptance {
        let timeMs = door.wireTimeMs
        let status = door.take(RateKey(scope, bucket: endpoint.path), limit: endpoint.limit)
        let remaining = status?.remaining ?? endpoint.limit.calls - 1
        guard status?.isLimited != true else {
            return .answered(Self.counted(Envelope.failure(.tooManyRequests, timeMs: timeMs), remaining))
        }
        do {
            let answer = try decode()
            let resultUnknown = Self.counted(Envelope.failure(.resultUnknown, timeMs: timeMs), remaining)
            return .work(
                DeskWork(resultUnknown: resultUnknown) { desk in
                    Self.counted(Self.response(answer, &desk, timeMs: timeMs), remaining)
                })
        } catch {
            return .answered(Self.counted(Envelope.failure(error, timeMs: timeMs), remaining))
        }
    }

    private static func response(_ answer: Answer, _ desk: inout Desk, timeMs: Int64) -> Response {
        do { return Envelope.success(try answer(&desk), timeMs: timeMs) } catch {
            return Envelope.failure(error, timeMs: timeMs)
        }
    }

    private static func counted(_ response: Response, _ remaining: Int) -> Response {
        var response = response
        response.fields.append((name: "x-mbx-used-remain-limit", value: String(remaining)))
        return response
    }
}
