import ControlV1
import Desks
import HTTP1
import MarginEngine
import Testing
import Wire

@Suite("Control calls")
struct ControlCallTests {
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

    static let families = [
        (#""family":"bybit","generation":"uta1""#, "bybit", "uta1", 2),
        (#""family":"bybit""#, "bybit", "uta2", 1),
        (#""family":"bitget""#, "bitget", nil, 1),
        (#""family":"ztdx""#, "ztdx", nil, 1),
    ]

    @Test("A new account gets the next number and the margin accounts of its family", arguments: families)
    func openAccount(_ members: String, _ family: String, _ generation: String?, _ marginAccounts: Int) throws {
        var control = try TestControl()
        let opened = try control.call("POST", "/accounts", #"{"name":"mine",\#(members)}"#)
        #expect(opened.status == 201)
        #expect(opened["uid"] == "100006")
        #expect(opened["name"] == "mine")
        #expect(opened["family"] == family)
        #expect(opened["generation"] == generation)
        let state = try control.call("GET", "/accounts/100006")
        #expect(state.json["marginAccounts"]?.elements?.count == marginAccounts)
        let names = try control.call("GET", "/accounts").json["accounts"]?.elements?.compactMap { $0["name"]?.string }
        #expect(names == ["bybit-uta", "bybit-uta1", "bybit-classic", "bitget", "ztdx", "mine"])
        let again = try control.call("POST", "/accounts", #"{"name":"mine",\#(members)}"#)
        #expect(again.status == 409)
        #expect(again.errorCode == "nameTaken")
    }

    @Test("Money goes into and out of the wallet named; more than there is does not leave")
    func money() throws {
        var control = try TestControl()
        let path = "/accounts/100002"
        let deposited = try control.call(
            "POST", "\(path)/deposits", #"{"asset":"BTC","amount":"0.5","wallet":"inverse"}"#)
        #expect(deposited["balance"] == "5.5")
        #expect(try control.call("POST", "\(path)/deposits", #"{"asset":"BTC","amount":"2"}"#)["balance"] == "2")
        let withdrawn = try control.call("POST", "\(path)/withdrawals", #"{"asset":"USDT","amount":"1"}"#)
        #expect(withdrawn["balance"] == "99999")
        let tooMuch = try control.call("POST", "\(path)/withdrawals", #"{"asset":"USDT","amount":"100000"}"#)
        #expect(tooMuch.status == 409)
        #expect(tooMuch.errorCode == "insufficientBalance")
    }

    @Test("The insurance fund takes deposits and, negative, withdrawals, by either method")
    func insuranceFund() throws {
        var control = try TestControl()
        let path = "/insurance-fund"
        #expect(try control.call("PUT", path, #"{"asset":"BTC","amount":"1"}"#)["insuranceFund"] == "21")
        #expect(try control.call("POST", path, #"{"asset":"BTC","amount":"-20"}"#)["insuranceFund"] == "1")
    }

    @Test("A price is set for mark and index, or for both at once")
    func prices() throws {
        var control = try TestControl()
        let path = "/instruments/BTCUSDT/prices"
        let both = try control.call("PUT", path, #"{"mark":"59000"}"#)
        #expect(both["mark"] == "59000")
        #expect(both["index"] == "59000")
        let apart = try control.call("PUT", path, #"{"mark":"59000","index":"59100"}"#)
        #expect(apart["mark"] == "59000")
        #expect(apart["index"] == "59100")
    }

    @Test("Funding rate and house quotes are changed one by one")
    func instrument() throws {
        var control = try TestControl()
        #expect(try control.call("PUT", "/instruments/BTCUSDT", #"{"fundingRate":"-0.001"}"#)["bookOnly"] == "false")
        let reply = try control.call("PUT", "/instruments/BTCUSDT", #"{"bookOnly":true}"#)
        #expect(reply["bookOnly"] == "true")
        #expect(reply["fundingRate"] == "-0.001")
        let id = control.desk.engine.instrument(named: "BTCUSDT")
        let depth = control.desk.engine.depth(try #require(id), .buy, limit: 1)
        #expect(depth.isEmpty)
    }

    @Test("A real clock follows the wall; a clock that is frozen stands where it was frozen")
    func freeze() throws {
        var control = try TestControl()
        control.desk.wallMs += 500
        #expect(try control.call("GET", "/clock")["timeMs"] == "1700000000500")
        #expect(try control.call("PUT", "/clock", #"{"mode":"frozen"}"#)["timeMs"] == "1700000000500")
        control.desk.wallMs += 500
        #expect(try control.call("GET", "/clock")["timeMs"] == "1700000000500")
        #expect(try control.call("GET", "")["timeMs"] == "1700000000500")
    }

    @Test("Only a frozen clock is advanced by hand, and never back")
    func clock() throws {
        var control = try TestControl()
        #expect(try control.call("POST", "/clock/advance", #"{"byMs":1}"#).errorCode == "clockIsReal")
        #expect(try control.call("PUT", "/clock", #"{"mode":"frozen"}"#)["mode"] == "frozen")
        #expect(try control.call("POST", "/clock/advance", #"{"byMs":1000}"#)["timeMs"] == "1700000001000")
        #expect(try control.call("POST", "/clock/advance", #"{"toMs":1700000002000}"#)["timeMs"] == "1700000002000")
        let back = try control.call("POST", "/clock/advance", #"{"toMs":1700000001000}"#)
        #expect(back.status == 409)
        #expect(back.errorCode == "timeBackwards")
        #expect(try control.call("POST", "/clock/advance", #"{"byMs":9223372036854775807}"#).errorCode == "timeTooFar")
        #expect(try control.call("GET", "/clock")["timeMs"] == "1700000002000")
    }

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

    @Test(
        "An account's standing is set by its name, journalled and shown; it is normal at first",
        arguments: [
            ("normal", AccountStanding.normal), ("abnormal", .abnormal), ("frozen", .frozen), ("disabled", .disabled),
            ("unified", .unified),
        ])
    func standing(_ word: String, _ standing: AccountStanding) throws {
        var control = try TestControl()
        let path = "/accounts/100004"
        #expect(try control.call("GET", path)["standing"] == "normal")
        let set = try control.call("PUT", "\(path)/standing", #"{"standing":"\#(word)"}"#)
        #expect(set.status == 200)
        #expect(set["uid"] == "100004")
        #expect(set["standing"] == word)
        #expect(control.desk.applied.last == .setStanding(uid: 100_004, standing))
        #expect(try control.call("GET", path)["standing"] == word)
        #expect(try control.call("GET", "/accounts/100005")["standing"] == "normal")
    }

    @Test("The standing of an account of the venue asked is set without naming the venue, too")
    func standingWithoutVenue() throws {
        var control = try TestControl()
        let set = try control.send("PUT", "/plimsoll/v1/accounts/100001/standing", #"{"standing":"frozen"}"#)
        #expect(set["standing"] == "frozen")
        #expect(control.desk.standing(of: 100_001) == .frozen)
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

    @Test("An account's state holds its figures, positions and orders")
    func state() throws {
        var control = try TestControl()
        let id = control.desk.engine.account(uid: 100_001)
        let account = control.desk.engine[try #require(id)].main
        let instrument = control.desk.engine.instrument(named: "BTCUSDT")
        let symbol = try #require(instrument)
        let market = NewOrder(
            marginAccount: account, instrument: symbol, side: .buy, kind: .market, timeInForce: .immediateOrCancel,
            quantity: try #require(Quantity("0.5")))
        _ = control.desk.apply(.placeOrder(market))
        let resting = NewOrder(
            marginAccount: account, instrument: symbol, side: .buy, kind: .limit, timeInForce: .goodTillCancelled,
            quantity: try #require(Quantity("0.1")), price: try #require(Price("59000")))
        _ = control.desk.apply(.placeOrder(resting))
        let state = try control.call("GET", "/accounts/100001").json
        let main = try #require(state["marginAccounts"]?.elements?.first)
        #expect(main["regime"]?.string == "unified")
        #expect(main["mode"]?.string == "cross")
        #expect(main["pools"]?.elements?.compactMap { $0["asset"]?.string } == ["USDT", "USDC", "BTC", "ETH"])
        let holding = try #require(main["holdings"]?.elements?.first)
        #expect(holding["symbol"]?.string == "BTCUSDT")
        #expect(holding["crossLeverage"]?.string == "10")
        let position = try #require(holding["positions"]?.elements?.first)
        #expect(position["side"]?.string == "long")
        #expect(position["size"]?.string == "0.5")
        #expect(position["value"]?.string == "30000")
        let order = try #require(main["orders"]?.elements?.first)
        #expect(order["price"]?.string == "59000")
        #expect(order["quantity"]?.string == "0.1")
        let unified = control.desk.engine.unified(account)
        #expect(main["unified"]?["totalEquity"]?.string == unified.totalEquity.text)
        #expect(main["unified"]?["available"]?.string == unified.available.text)
    }
}
