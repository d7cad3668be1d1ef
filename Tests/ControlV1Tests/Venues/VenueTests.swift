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

    @Test("A broken law halts the venue: changes are refused, what is there is read, the reason is told")
    func halted() throws {
        var control = try TestControl()
        #expect(try control.call("GET", "")["status"] == "serving")
        #expect(try control.call("GET", "")["haltReason"] == nil)
        let uid: UInt64 = 100_005
        let login = control.desk.engine.account(uid: uid)
        let account = control.desk.engine[try #require(login)].main
        control.desk.engine.state[account, AssetID(index: 0)].wallet = Money(units: 1 << 84)
        let deposit = #"{"asset":"USDT","amount":"1"}"#
        _ = try control.call("POST", "/accounts/\(uid)/deposits", deposit)

        let refused = try control.call("POST", "/accounts/\(uid)/deposits", deposit)
        #expect(refused.status == 503)
        #expect(refused.errorCode == "halted")
        #expect(try control.call("PUT", "/clock", #"{"mode":"frozen"}"#).status == 503)
        let venue = try control.call("GET", "")
        #expect(venue.status == 200)
        #expect(venue["status"] == "halted")
        #expect(venue["haltReason"] == "the wallet of account \(account.index) is out of bounds")
        #expect(try control.call("GET", "/accounts/\(uid)").status == 200)
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
