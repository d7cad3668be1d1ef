import Testing
import Wire

@Suite("Account information: https://www.bitget.com/api-doc/spot/account/Get-Account-Info")
struct AccountInformationTests {
    private static func information(_ venue: inout BitgetVenue) throws -> Answer {
        try venue.send(venue.signed("GET", "/api/v2/spot/account/info"))
    }

    private static let shape = Shape.strings(
        "userId inviterId channelCode channel ips regisTime",
        ["authorities": .list(.string), "parentId": .integer, "traderType": .exactly("not_trader")])

    @Test("A key that may trade reads and writes futures orders and holdings")
    func tradingKey() throws {
        var venue = try BitgetVenue()
        let answer = try Self.information(&venue)
        #expect(Self.shape.differences(try answer.data).isEmpty, "\(answer.body)")
        #expect(try answer.text("userId") == "7001")
        #expect(try answer.data["parentId"]?.numberText == "7001")
        #expect(try answer.rows("authorities").map(\.string) == ["coor", "cpor", "coow", "cpow"])
        #expect(try answer.text("ips").isEmpty)
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
