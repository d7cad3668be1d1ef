import Desks
public import Dialects
public import HTTP1
import Wire

/// Bitget's API v2 for futures ("mix"), classic account: https://www.bitget.com/api-doc/contract/intro
public struct BitgetDialect: Dialect {
    private let routes = Routes(EndpointTable.all) { ($0.method, $0.path) }

    /// The dialect with all its endpoints.
    public init() {}

    /// True for everything under `/api/v2/` and `/api/v3/`, and for the first version's paths, which are gone.
    public func serves(_ path: String) -> Bool { Generation(of: path) != nil }

    /// The order of checks: all calls of the address, route, then (open) calls of the address or (signed) key,
    /// signature and calls of the uid, then parameters, then the desk.
    public func accept(_ request: Request, _ door: inout Door) -> Acceptance {
        do throws(Failure) {
            guard !Limits.shutOut(&door) else { throw .tooManyRequests }
            let endpoint = try endpoint(of: request)
            let timeMs = door.wireTimeMs
            switch endpoint.handler {
            case .open(let handle):
                return counted(endpoint, by: .ip(door.peer), &door) { () throws(Failure) in
                    try handle(try Call(request, to: endpoint, timeMs: timeMs))
                }
            case .signed(let handle):
                let login = try Authentication.login(request, door)
                return counted(endpoint, by: .account(login.uid), &door) { () throws(Failure) in
                    try handle(try Call(request, to: endpoint, timeMs: timeMs), login)
                }
            }
        } catch {
            return .answered(Envelope(timeMs: door.wireTimeMs).failure(error))
        }
    }

    private func endpoint(of request: Request) throws(Failure) -> Endpoint {
        switch Generation(of: request.path) {
        case .classic:
            guard case .found(let endpoint, _) = routes.match(request.method, request.path) else {
                throw .unknownPath
            }
            return endpoint
        case .unified:
            guard !Generation.isOpenToAll(request.path) else { throw .unknownPrefix }
            return Unoffered.unifiedAPI(request.method)
        case .first: throw .firstVersion
        case nil: throw .unknownPrefix
        }
    }

    /// What the handler of a call makes of it, once it is counted.
    private func counted(
        _ endpoint: Endpoint, by caller: RateKey.Scope, _ door: inout Door, _ handle: () throws(Failure) -> Answer
    ) -> Acceptance {
        let (remaining, isExceeded) = Limits.count(endpoint, by: caller, &door)
        let envelope = Envelope(timeMs: door.wireTimeMs, remaining: remaining)
        do throws(Failure) {
            guard !isExceeded else { throw .tooManyRequests }
            switch try handle() {
            case .now(let payload):
                return .answered(envelope.success(payload))
            case .desk(let work):
                return .work(
                    DeskWork(resultUnknown: envelope.failure(.resultUnknown)) { desk in
                        do throws(Failure) { return envelope.success(try work(&desk)) } catch {
                            return envelope.failure(error)
                        }
                    })
            }
        } catch {
            return .answered(envelope.failure(error))
        }
    }
}
