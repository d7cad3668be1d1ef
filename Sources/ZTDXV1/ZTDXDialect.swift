import Desks
public import Dialects
public import HTTP1

/// ZTDX's API, v1: the account calls under `/api/v1` and the Binance-like ones under `/fapi`. https://docs.p99.world
public struct ZTDXDialect: Dialect {
    /// A dialect keeps nothing: all it needs comes with the request, the door and the desk.
    public init() {}

    /// True below `/fapi/` and `/api/v1/`, and for `/exchangeInfo`, which the venue's page prints without its prefix.
    public func serves(_ path: String) -> Bool {
        path.hasPrefix("/fapi/") || path.hasPrefix(Self.accountPrefix) || path == "/exchangeInfo"
    }

    /// The order of the checks: route, weight, authentication, the account's limits, parameters, the desk.
    public func accept(_ request: Request, _ door: inout Door) -> Acceptance {
        do throws(Failure) {
            let (endpoint, named) = try Endpoint.route(request)
            try Throttle.countCall(request, &door)
            let call = Call(request, named: named, wireTimeMs: door.wireTimeMs)
            switch endpoint.handler {
            case .open(let handle):
                return acceptance(of: call) { () throws(Failure) in try handle(call) }
            case .keyed(let handle):
                let login = try Authentication.keyOwner(call, door, changes: endpoint.changes)
                return acceptance(of: call) { () throws(Failure) in try handle(call, login) }
            case .signed(let handle):
                let login = try Authentication.login(call, door, changes: endpoint.changes)
                try Throttle.count(endpoint.limit, login, &door)
                return acceptance(of: call) { () throws(Failure) in try handle(call, login) }
            }
        } catch {
            return .answered(error.response(in: .numbered))
        }
    }

    private static let accountPrefix = "/api/v1/"

    /// What the handler of a call makes of it. From here on failures have the shape of the call's part of the API.
    private func acceptance(of call: Call, _ handle: () throws(Failure) -> Answer) -> Acceptance {
        let shape: Failure.Shape = call.request.path.hasPrefix(Self.accountPrefix) ? .named : .numbered
        do throws(Failure) {
            switch try handle() {
            case .now(let response):
                return .answered(response)
            case .desk(let work):
                return .work(
                    DeskWork(resultUnknown: Failure.resultUnknown.response(in: .numbered)) { desk in
                        do throws(Failure) { return try work(&desk) } catch { return error.response(in: shape) }
                    })
            }
        } catch {
            return .answered(error.response(in: shape))
        }
    }
}
