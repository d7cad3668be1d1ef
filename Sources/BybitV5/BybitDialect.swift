import Desks
public import Dialects
public import HTTP1
import MarginEngine
import Wire

/// The Bybit v5 API. https://bybit-exchange.github.io/docs/v5/intro
public struct BybitDialect: Dialect {
    /// 600 requests within 5 seconds and address; who exceeds it is kept out for ten minutes.
    private static let addressLimit = RateLimit(calls: 600, windowMs: 5_000)
    private static let addressBanMs: Int64 = 600_000

    /// The dialect holds nothing: keys, limits and clock come with each request.
    public init() {}

    /// True for every path below `/v5`.
    public func serves(_ path: String) -> Bool { path.hasPrefix("/v5/") }

    /// Takes a request through the checks in this order: path, address limit, signature (with its own order),
    /// permission, account's standing and mode, account limit, parameters; whatever needs the desk comes last.
    public func accept(_ request: Request, _ door: inout Door) -> Acceptance {
        var envelope = Envelope(timeMs: door.wireTimeMs)
        do throws(ReturnCode) {
            guard let endpoint = Endpoint.at(request.method, request.path) else { throw .routeNotFound }
            if door.addressExceeds(Self.addressLimit, bucket: "bybit", banMs: Self.addressBanMs) {
                throw .addressTooFrequent
            }
            return work(try decode(request, endpoint, &door, &envelope), envelope)
        } catch {
            return .answered(envelope.response(error))
        }
    }

    private func decode(
        _ request: Request, _ endpoint: Endpoint, _ door: inout Door, _ envelope: inout Envelope
    ) throws(ReturnCode) -> any Call {
        switch endpoint.kind {
        case .open(let call):
            return try call.init(Parameters(request, receivedMs: door.wireTimeMs))
        case .signed:
            let login = try Authentication(request, door).login()
            try endpoint.requireAccess(of: login)
            let receivedMs = door.wireTimeMs
            let decoded = Result { () throws(ReturnCode) in try Parameters(request, receivedMs: receivedMs) }
            return try endpoint.admit(decoded, by: login, &door, &envelope.limit)
        }
    }

    private func work(_ call: any Call, _ envelope: Envelope) -> Acceptance {
        .work(
            DeskWork(resultUnknown: envelope.response(.serverError)) { desk in
                do throws(ReturnCode) {
                    return envelope.response(try call.perform(on: &desk))
                } catch {
                    return envelope.response(error)
                }
            })
    }
}
