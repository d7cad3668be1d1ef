import Desks
import HTTP1
import Testing
import Wire

@Suite("Keys")
struct KeyTests {
    @Test("A key's secret is told once, sealed in the journal, and opens to what was told")
    func keys() throws {
        var control = try TestControl()
        let body = #"{"readOnly":true,"addresses":["192.0.2.1"],"expiresMs":1800000000000,"permissions":["orders"]}"#
        let made = try control.call("POST", "/accounts/100004/keys", body)
        #expect(made.status == 201)
        let key = try #require(made["key"])
        let secret = try #require(made["secret"])
        let passphrase = try #require(made["passphrase"])
        #expect(secret.utf8.count == 64)
        #expect(!passphrase.isEmpty)
        let kept = try #require(control.desk.keys.last)
        #expect(SealedSecret.open(kept.sealedSecret, key: TestControl.sealingKey) == Array(secret.utf8))
        #expect(SealedSecret.open(kept.sealedPassphrase, key: TestControl.sealingKey) == Array(passphrase.utf8))
        #expect(control.desk.applied.last == .addKey(kept))
        let state = try control.call("GET", "/accounts/100004")
        #expect(!String(decoding: state.response.body, as: UTF8.self).contains(secret))
        let row = try #require(state.json["keys"]?.elements?.first)
        #expect(row["key"]?.string == key)
        #expect(row["readOnly"]?.bool == true)
        #expect(row["addresses"]?.elements?.map(\.string) == ["192.0.2.1"])
        #expect(row["expiresMs"]?.numberText == "1800000000000")
        #expect(row["permissions"]?.elements?.map(\.string) == ["orders"])
        #expect(kept.permissions == .orders)
        #expect(try control.call("DELETE", "/accounts/100005/keys/\(key)").status == 404)
        #expect(try control.call("DELETE", "/accounts/100004/keys/\(key)").status == 200)
        #expect(control.desk.keys.isEmpty)
    }

    @Test("A key has all permissions unless some are named; what is none is refused")
    func permissions() throws {
        var control = try TestControl()
        _ = try control.call("POST", "/accounts/100005/keys")
        #expect(control.desk.keys.last?.permissions == .all)
        _ = try control.call("POST", "/accounts/100005/keys", #"{"permissions":[]}"#)
        #expect(control.desk.keys.last?.permissions == [])
        let refused = try control.call("POST", "/accounts/100005/keys", #"{"permissions":["withdraw"]}"#)
        #expect(refused.status == 400)
        #expect(refused.errorCode == "invalidMember")
        #expect(control.desk.keys.count == 2)
    }

    @Test("Two keys differ, and only Bitget's have a passphrase")
    func randomKeys() throws {
        var control = try TestControl()
        let one = try control.call("POST", "/accounts/100005/keys")
        let two = try control.call("POST", "/accounts/100005/keys")
        #expect(one["key"] != two["key"])
        #expect(one["secret"] != two["secret"])
        #expect(one["passphrase"] == "")
    }
}
