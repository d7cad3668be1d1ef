import Desks
public import Dialects
public import HTTP1
import MarginEngine

/// The control API of one venue, below `/plimsoll/v1`: accounts, keys, money, prices, the clock, state. It is spoken like
/// a fourth exchange's API, by whoever holds the server's token.
public struct ControlDialect: Dialect {
    private let token: BearerToken
    private let venue: String
    private let venues: [String]
    private let sealingKey: [UInt8]

    /// - Parameters:
    ///   - token: the bearer token that opens every call.
    ///   - venue: the name of the venue whose desk the calls are for.
    ///   - venues: the names of all venues of the server.
    ///   - sealingKey: 32 bytes under which new secrets are sealed.
    public init(token: String, venue: String, venues: [String], sealingKey: [UInt8]) {
        self.token = BearerToken(token)
        self.venue = venue
        self.venues = venues
        self.sealingKey = sealingKey
    }

    /// True for `/plimsoll/v1` and below.
    public func serves(_ path: String) -> Bool {
        path == "/plimsoll/v1" || path.hasPrefix("/plimsoll/v1/")
    }

    /// The order of the checks: token, path, method, venue, the body's members, the desk.
    public func accept(_ request: Request, _ door: inout Door) -> Acceptance {
        do throws(ControlFailure) {
            guard token.opens(request) else { throw .unauthorized }
            let (endpoint, named) = try Endpoint.route(request)
            let call = Call(request, named: named, venue: venue, venues: venues, sealingKey: sealingKey)
            guard call[.venue] == nil || call[.venue] == venue else { throw .unknown("venue", call[.venue]) }
            return acceptance(try endpoint.handle(call), changes: endpoint.method != .get)
        } catch {
            return .answered(error.response)
        }
    }

    /// - Parameter changes: true for a call that may change the desk; a halted one refuses it.
    private func acceptance(_ answer: Answer, changes: Bool) -> Acceptance {
        switch answer {
        case .now(let response): .answered(response)
        case .desk(let work):
            .work(
                DeskWork(resultUnknown: ControlFailure.resultUnknown.response) { desk in
                    do throws(ControlFailure) {
                        guard !changes || desk.haltReason == nil else { throw ControlFailure(.halted) }
                        return try work(&desk)
                    } catch {
                        return error.response
                    }
                })
        }
    }
}
