public import Desks
public import HTTP1

/// ZTDX's API, v1: the account calls under `/api/v1` and the Binance-like ones under `/fapi`. https://docs.p99.world
public struct ZTDXDialect: Dialect {
    /// A dialect keeps nothing: all it needs comes with the request, the door and the desk.
    public init() {}

    /// True below `/fapi/` and `/api/v1/`, and for `/exchangeInfo`, which the venue's page prints without its prefix.
    public func serves(_ path: String) -> Bool {
        path.hasPrefix("/fapi/") || path.hasPrefix("/api/v1/") || path == "/exchangeInfo"
    }

    /// The order of the checks: route, weight, authentication, the account's limits, parameters, the desk.
    public func accept(_ request: Request, _ door: inout Door) -> Acceptance {
        do throws(Failure) {
            let endpoint = try Endpoint.route(request)
            try Throttle.countCall(request, &door)
            let call = Call(request, wireTimeMs: door.wireTimeMs)
            let answer: Answer
            switch endpoint.handler {
            case .open(let handle):
                answer = try handle(call)
            case .signed(let handle):
                let login = try Authentication.login(call, door)
                try Throttle.count(endpoint.limit, login, &door)
                answer = try handle(call, login)
            }
            return acceptance(answer)
        } catch {
            return .answered(error.response)
        }
    }

    private func acceptance(_ answer: Answer) -> Acceptance {
        switch answer {
        case .now(let response):
            return .answered(response)
        case .desk(let work):
            return .work(
                DeskWork(resultUnknown: Failure.resultUnknown.response) { desk in
                    do throws(Failure) { return try work(&desk) } catch { return error.response }
                })
        }
    }
}
