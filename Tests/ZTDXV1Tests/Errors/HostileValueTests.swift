import HTTP1
import Testing
import Wire
import ZTDXV1

@Suite("No value of any parameter is a fault of the server")
struct HostileValueTests {
    private static let values = [
        "", "0", "-1", "-0", "1e9", "NaN", "0x10", "9223372036854775807", "-9223372036854775808",
        "18446744073709551616",
        "170141183460469231731687303715884105727", "0.00000001", "99999999999.99999999", "2147483648", "true",
        "%00", "%F0%9F%92%A5", "..%2F",
    ]

    private static let contracts = AccountContracts.all + MarketContracts.all + TradeContracts.all

    @Test("Each parameter of each call in turn, on a busy account", arguments: contracts)
    func query(_ contract: Contract) throws {
        var venue = try Standing.busy.venue()
        let pairs = contract.parameters.split(separator: "&").map { $0.split(separator: "=") }
        for index in pairs.indices {
            for value in Self.values {
                let sent = pairs.indices.map { "\(pairs[$0][0])=\($0 == index ? value : String(pairs[$0][1]))" }
                let reply = try venue.call(
                    contract.method, contract.path, sent.joined(separator: "&"), body: contract.body)
                #expect(reply.status < 500, "\(sent)")
            }
        }
    }

    @Test(
        "Each member of each body in turn, as text and as it stands", arguments: contracts.filter { !$0.body.isEmpty })
    func body(_ contract: Contract) throws {
        var venue = try Standing.busy.venue()
        let members = try #require(JSON.parse(Array(contract.body.utf8))?.members)
        for name in members.map(\.key) {
            for value in Self.values.map({ "\"\($0)\"" }) + [
                "null", "[]", "{}", "-1", "1e400", "123456789012345678901",
            ] {
                let rest = members.filter { $0.key != name }
                    .map { "\"\($0.key)\":\"\($0.value.scalarText ?? "")\"" }
                let body = "{\((["\"\(name)\":\(value)"] + rest).joined(separator: ","))}"
                let reply = try venue.call(contract.method, contract.path, contract.parameters, body: body)
                #expect(reply.status < 500, "\(body)")
            }
        }
    }

    @Test("A parameter in a path", arguments: ["markets/%/tiers", "ticker/%FF", "positions/%", "klines/ "])
    func path(_ path: String) throws {
        var venue = try TestVenue()
        #expect(try venue.call("GET", "/api/v1/\(path)").status < 500)
    }
}
