import HTTP1
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
