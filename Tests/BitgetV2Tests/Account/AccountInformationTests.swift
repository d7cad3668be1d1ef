import TestShapes
import Testing
import Wire

@Suite("Account information: https://www.bitget.com/api-doc/spot/account/Get-Account-Info")
struct AccountInformationTests {
    private static func information(_ venue: inout BitgetVenue) throws -> Answer {
        try venue.send(venue.signed("GET", "/api/v2/spot/account/info"))
    }

    private static let shape = RecordedShapes.bitget["GET /api/v2/spot/account/info"]

    @Test("A key that may trade reads and writes futures orders and holdings")
    func tradingKey() throws {
        var venue = try BitgetVenue()
        let answer = try Self.information(&venue)
        #expect(Self.shape.differences(of: try answer.data).isEmpty, "\(answer.body)")
        #expect(try answer.text("userId") == "7001")
        #expect(try answer.data["parentId"]?.numberText == "7001")
        #expect(try answer.rows("authorities").map(\.string) == ["coor", "cpor", "coow", "cpow"])
        #expect(try answer.text("ips").isEmpty)
    }

    @Test("The fees of a contract", arguments: [("mix", "00000"), ("spot", "40919"), ("swap", "400172")])
    func tradeRate(business: String, code: String) throws {
        var venue = try BitgetVenue()
        let answer = try venue.send(
            venue.signed("GET", "/api/v2/common/trade-rate", query: "businessType=\(business)&symbol=btcusd"))
        #expect(answer.code == code)
        guard code == "00000" else { return }
        #expect(try answer.data.names == ["makerFeeRate", "takerFeeRate"])
        #expect(try answer.text("makerFeeRate") == "0.0002")
        #expect(try answer.text("takerFeeRate") == "0.0006")
    }

    @Test("A read-only key reads; its addresses are named")
    func readOnlyKey() throws {
        var venue = try BitgetVenue()
        venue.restrictKey(isReadOnly: true, addresses: ["192.0.2.1", "192.0.2.2"])
        let answer = try Self.information(&venue)
        #expect(try answer.rows("authorities").map(\.string) == ["coor", "cpor"])
        #expect(try answer.text("ips") == "192.0.2.1,192.0.2.2")
    }
}
