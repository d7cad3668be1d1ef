import Desks
import HTTP1
import MarginEngine
import Wire

/// A call that was let in.
struct Call: Sendable {
    let venue: String
    let venues: [String]
    let sealingKey: [UInt8]
    private let request: Request
    private let named: [String: String]

    init(_ request: Request, named: [String: String], venue: String, venues: [String], sealingKey: [UInt8]) {
        self.request = request
        self.named = named
        self.venue = venue
        self.venues = venues
        self.sealingKey = sealingKey
    }

    /// What stands in the path for a segment.
    subscript(_ segment: Segment) -> String? {
        named[segment.rawValue].map { String(decoding: Query.percentDecoded(Array($0.utf8)), as: UTF8.self) }
    }

    /// The members of the body, which may be these only; none when there is no body.
    func members(_ allowed: String...) throws(ControlFailure) -> Members {
        try members(allowed)
    }

    /// The members of the body, which may be these only; none when there is no body.
    func members(_ allowed: [String]) throws(ControlFailure) -> Members {
        let bytes = request.body.isEmpty ? Array("{}".utf8) : request.body
        guard let json = JSON.parse(bytes), json.kind == .object else { throw .malformedBody }
        return try controlled { () throws(InvalidMember) in try Members(json, at: "", allowed: allowed) }
    }

    /// The number in the path.
    func uid() throws(ControlFailure) -> UInt64 {
        guard let uid = self[.uid].flatMap({ UInt64($0) }) else { throw .unknown("account", self[.uid]) }
        return uid
    }
}

/// Runs what reads members, so that what is wrong with one becomes the call's answer.
func controlled<Value>(_ read: () throws(InvalidMember) -> Value) throws(ControlFailure) -> Value {
    do throws(InvalidMember) { return try read() } catch { throw ControlFailure(error) }
}

/// What a handler makes of a call whose members are well-formed.
enum Answer: Sendable {
    case now(Response)
    case desk(@Sendable (inout Desk) throws(ControlFailure) -> Response)
}

extension Response {
    /// A JSON object.
    static func object(status: Int = 200, _ body: (inout JSONWriter) -> Void) -> Response {
        Response(status: status, body: JSONWriter.bytes { $0.object(body) })
    }
}

extension Desk {
    /// The account with a number; the house has none.
    func account(uid: UInt64) throws(ControlFailure) -> (id: AccountID, account: Account) {
        guard let id = engine.account(uid: uid) else { throw .unknown("account", String(uid)) }
        return (id, engine[id])
    }

    func asset(_ name: String) throws(ControlFailure) -> AssetID {
        guard let asset = engine.asset(named: name) else { throw .unknown("asset", name) }
        return asset
    }

    func instrument(_ symbol: String?) throws(ControlFailure) -> InstrumentID {
        guard let symbol, let id = engine.instrument(named: symbol) else { throw .unknown("instrument", symbol) }
        return id
    }

    /// Applies a command that must be accepted.
    mutating func accept(_ command: Command) throws(ControlFailure) {
        if case .refused(let refusal) = apply(command) { throw ControlFailure(refusal) }
    }
}
