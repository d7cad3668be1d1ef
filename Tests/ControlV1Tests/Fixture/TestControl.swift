import ControlV1
import Desks
import Dialects
import HTTP1
import MarginEngine
import Testing
import Wire

/// What came back.
struct Reply {
    let status: Int
    let json: JSON
    let response: Response

    subscript(_ name: String) -> String? { json[name]?.scalarText }
    var errorCode: String? { json["error"]?["code"]?.string }
}

/// The default venue's desk with the control API in front of it.
struct TestControl: ~Copyable {
    static let token = "a token of some length"
    static let sealingKey = [UInt8](repeating: 7, count: SealedSecret.keyCount)
    static let timeMs: Int64 = 1_700_000_000_000

    var desk = Desk()
    let dialect = ControlDialect(
        token: token, venue: "default", venues: ["default", "ci-42"], sealingKey: sealingKey)

    init() throws {
        desk.wallMs = Self.timeMs
        try DefaultVenue.file().genesis(into: &desk)
    }

    mutating func send(
        _ method: String, _ path: String, _ body: String = "", authorization: String? = "Bearer \(token)"
    ) throws -> Reply {
        let methods: [String: Request.Method] = ["GET": .get, "POST": .post, "PUT": .put, "DELETE": .delete]
        let request = Request(
            method: methods[method] ?? .other, methodText: method, path: path,
            fields: authorization.map { [Request.Field(name: "authorization", value: $0)] } ?? [],
            body: Array(body.utf8))
        var door = Door(keys: KeyRing(), wireTimeMs: Self.timeMs, peer: "127.0.0.1", limits: nil)
        let response: Response =
            switch dialect.accept(request, &door) {
            case .answered(let response): response
            case .work(let work): work.perform(&desk)
            }
        return Reply(status: response.status, json: try #require(JSON.parse(response.body)), response: response)
    }

    /// A call below the venue's path.
    mutating func call(_ method: String, _ path: String, _ body: String = "") throws -> Reply {
        try send(method, "/plimsoll/v1/venues/default" + path, body)
    }
}
