import HTTP1
import TestShapes
import Testing
import Wire

@Suite("Every call answers the documented members with the documented types")
struct ContractTests {
    private static let contracts = AccountContracts.all + MarketContracts.all + TradeContracts.all

    private static let numberedFailure = Shape.object(["code": .integer, "msg": .text])
    private static let namedFailure = Shape.object([
        "success": .flag, "code": .text, "error": .text, "details": .object([:]),
    ])

    @Test(arguments: contracts, Standing.allCases)
    func members(_ contract: Contract, _ standing: Standing) throws {
        var venue = try standing.venue()
        let reply = try venue.call(contract.method, contract.path, contract.parameters, body: contract.body)
        guard let code = contract.refused[standing] else {
            #expect(reply.status == 200, "\(String(decoding: reply.response.body, as: UTF8.self))")
            #expect(contract.shape.differences(of: reply.json) == [])
            return
        }
        #expect(reply.code == code)
        #expect(reply.status == (code == "POSITION_NOT_FOUND" ? 404 : 400))
        #expect(Self.failure(of: contract).differences(of: reply.json).filter { !$0.hasPrefix("$.details.") } == [])
    }

    private static func failure(of contract: Contract) -> Shape {
        contract.path.hasPrefix("/api/v1/") ? namedFailure : numberedFailure
    }

    @Test("ZTDX-MODE-33: a call of the other part of the API fails in the other shape, all before its handler in one")
    func shapes() throws {
        var venue = try TestVenue()
        let named = try venue.send(venue.request("GET", "/api/v1/mark-price/NOPE"))
        #expect(named.status == 400)
        #expect(named.code == "INVALID_SYMBOL")
        #expect(Self.namedFailure.differences(of: named.json) == [])
        let numbered = try venue.send(venue.request("GET", "/fapi/v1/premiumIndex", "symbol=NOPE"))
        #expect(Self.numberedFailure.differences(of: numbered.json) == [])
        for path in ["/api/v1/unified/account", "/api/v1/nothing"] {
            let early = try venue.send(venue.request("GET", path))
            #expect(Self.numberedFailure.differences(of: early.json) == [])
        }
    }
}
