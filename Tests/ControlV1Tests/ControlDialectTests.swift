import ControlV1
import Desks
import HTTP1
import MarginEngine
import Testing
import Wire

@Suite("The control API's door")
struct ControlDialectTests {
    @Test(
        "Without the token nothing is answered, not even that a path is unknown",
        arguments: [
            nil, "", "Bearer", "Bearer ", "Bearer wrong", "Basic a token of some length", "a token of some length",
            "Bearer a token of some lengt", "Bearer a token of some length ",
        ])
    func unauthorized(_ authorization: String?) throws {
        var control = try TestControl()
        for path in ["/plimsoll/v1/venues", "/plimsoll/v1/nowhere"] {
            let reply = try control.send("GET", path, authorization: authorization)
            #expect(reply.status == 401)
            #expect(reply.errorCode == "unauthorized")
            #expect(reply.response.fields.first?.name == "WWW-Authenticate")
        }
    }

    @Test("The scheme's case does not matter")
    func scheme() throws {
        var control = try TestControl()
        let reply = try control.send("GET", "/plimsoll/v1/venues", authorization: "bearer \(TestControl.token)")
        #expect(reply.status == 200)
        #expect(reply.json["venues"]?.elements?.map(\.string) == ["default", "ci-42"])
    }

    @Test("HOUSE-15: unknown paths and venues are 404, wrong methods 405 with those that are right")
    func routes() throws {
        var control = try TestControl()
        #expect(try control.send("GET", "/plimsoll/v1").errorCode == "unknownPath")
        #expect(try control.send("GET", "/plimsoll/v1/venues/default/nowhere").status == 404)
        #expect(try control.send("GET", "/plimsoll/v1/venues/other/clock").errorCode == "unknownVenue")
        let reply = try control.call("DELETE", "/clock")
        #expect(reply.status == 405)
        #expect(reply.response.fields.first { $0.name == "Allow" }?.value == "GET, PUT")
    }

    @Test("It serves its prefix only")
    func serves() throws {
        let control = try TestControl()
        let served = ["/plimsoll/v1", "/plimsoll/v1/venues", "/plimsoll/v12", "/fapi/v1/ping"]
            .map(control.dialect.serves)
        #expect(served == [true, true, false, false])
    }

    static let invalidBodies = [
        ("POST", "/accounts", "not json", "malformedBody"),
        ("POST", "/accounts", "[]", "malformedBody"),
        ("POST", "/accounts", #"{"name":"a"}"#, "invalidMember"),
        ("POST", "/accounts", #"{"name":"a","family":"binance"}"#, "invalidMember"),
        ("POST", "/accounts", #"{"name":"a","family":"ztdx","generation":"uta2"}"#, "invalidMember"),
        ("POST", "/accounts", #"{"name":"a","family":"bybit","colour":"red"}"#, "invalidMember"),
        ("POST", "/accounts/100005/deposits", #"{"asset":"USDT","amount":"0.000000001"}"#, "invalidMember"),
        ("POST", "/accounts/100005/deposits", #"{"asset":"USDT","amount":"-1"}"#, "amountNotPositive"),
        ("PUT", "/instruments/BTCUSDT/prices", #"{"index":"1"}"#, "invalidMember"),
        ("PUT", "/instruments/BTCUSDT/prices", #"{"mark":"60000.001"}"#, "priceOffStep"),
        ("PUT", "/instruments/BTCUSDT", #"{"bookOnly":"yes"}"#, "invalidMember"),
        ("PUT", "/instruments/BTCUSDT", #"{"fundingRate":"0.5"}"#, "rateOutOfRange"),
        ("PUT", "/clock", #"{"mode":"driven"}"#, "invalidMember"),
        ("POST", "/clock/advance", #"{"byMs":1,"toMs":1}"#, "invalidMember"),
        ("POST", "/accounts/100005/keys", #"{"expiresMs":-1}"#, "invalidMember"),
        ("PUT", "/accounts/100005/standing", #"{"standing":"banned"}"#, "invalidMember"),
        ("PUT", "/accounts/100005/standing", "{}", "invalidMember"),
        ("PUT", "/accounts/100005/standing", #"{"standing":"frozen","why":"so"}"#, "invalidMember"),
    ]

    @Test("What is wrong with a body is 400 and changes nothing", arguments: invalidBodies)
    func invalid(_ method: String, _ path: String, _ body: String, _ code: String) throws {
        var control = try TestControl()
        let before = control.desk.engine.digest()
        let reply = try control.call(method, path, body)
        #expect(reply.status == 400)
        #expect(reply.errorCode == code)
        #expect(control.desk.engine.digest() == before)
    }

    static let unknownNames = [
        ("GET", "/accounts/7", "", "unknownAccount"),
        ("GET", "/accounts/seven", "", "unknownAccount"),
        ("POST", "/accounts/7/deposits", #"{"asset":"USDT","amount":"1"}"#, "unknownAccount"),
        ("PUT", "/accounts/7/standing", #"{"standing":"frozen"}"#, "unknownAccount"),
        ("POST", "/accounts/100005/deposits", #"{"asset":"DOGE","amount":"1"}"#, "unknownAsset"),
        ("PUT", "/instruments/DOGEUSDT/prices", #"{"mark":"1"}"#, "unknownInstrument"),
        ("DELETE", "/accounts/100005/keys/none", "", "unknownKey"),
    ]

    @Test("What is not there is 404", arguments: unknownNames)
    func unknown(_ method: String, _ path: String, _ body: String, _ code: String) throws {
        var control = try TestControl()
        let reply = try control.call(method, path, body)
        #expect(reply.status == 404)
        #expect(reply.errorCode == code)
    }
}
