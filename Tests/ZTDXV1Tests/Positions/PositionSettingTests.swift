import Testing
import Wire
import ZTDXV1

@Suite("ZTDX-MODE-37: cross margin and one-way mode are all that `/fapi` knows")
struct PositionSettingTests {
    @Test("Margin type is always crossed: a repeat succeeds, anything else has a code of its own")
    func marginType() throws {
        var venue = try TestVenue()
        let path = "/fapi/v1/marginType"
        #expect(try venue.call("GET", path, "symbol=BTCUSDT")["marginType"] == "CROSSED")
        #expect(try venue.call("POST", path, "symbol=BTCUSDT&marginType=CROSSED").code == "200")
        #expect(try venue.call("POST", path, "symbol=BTCUSDT&marginType=ISOLATED").code == "-4046")
        #expect(try venue.call("POST", path, "symbol=BTCUSDT&marginType=crossed").code == "-1128")
        #expect(try venue.call("POST", path, "symbol=NOPE&marginType=CROSSED").code == "-1121")
    }

    @Test("Positions are one-way only")
    func positionMode() throws {
        var venue = try TestVenue()
        let path = "/fapi/v1/positionSide/dual"
        #expect(try venue.call("GET", path)["dualSidePosition"] == "false")
        #expect(try venue.call("POST", path, "dualSidePosition=false").status == 200)
        let refused = try venue.call("POST", path, "dualSidePosition=true")
        #expect(refused.status == 400)
        #expect(refused.code == "-4059")
        #expect(try venue.call("POST", path).code == "-1102")
    }
}
