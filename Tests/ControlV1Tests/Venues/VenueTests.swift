import Desks
import MarginEngine
import Testing
import Wire

@Suite("The venue")
struct VenueTests {
    @Test("The venue tells its name, clock, time, counts and instruments")
    func venue() throws {
        var control = try TestControl()
        control.desk.statistics.sequence = 12
        let reply = try control.call("GET", "")
        #expect(reply["name"] == "default")
        #expect(reply["clock"] == "real")
        #expect(reply["timeMs"] == "1700000000000")
        #expect(reply["sequence"] == "12")
        #expect(
            reply.json["instruments"]?.elements?.map(\.string) == [
                "BTCUSDT", "ETHUSDT", "SOLUSDT", "XRPUSDT", "BTCPERP", "BTCUSD", "ETHUSD",
            ])
    }

    @Test("The digest is the engine's, and changes with the state")
    func digest() throws {
        var control = try TestControl()
        let before = try control.call("GET", "/digest")["digest"]
        #expect(before == control.desk.engine.digest().text)
        _ = try control.call("POST", "/accounts/100005/deposits", #"{"asset":"USDT","amount":"1"}"#)
        #expect(try control.call("GET", "/digest")["digest"] != before)
    }
}
