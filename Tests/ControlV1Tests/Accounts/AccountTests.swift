import Desks
import MarginEngine
import Testing
import Wire

@Suite("Accounts")
struct AccountTests {
    static let families = [
        (#""family":"bybit","generation":"uta1""#, "bybit", "uta1", 3),
        (#""family":"bybit""#, "bybit", "uta2", 2),
        (#""family":"bitget""#, "bitget", nil, 2),
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

    @Test("BYBIT-MODE-32, POSITION-MODE-11: an account's kind is set and shown; it leads no copy trading at first")
    func kind() throws {
        var control = try TestControl()
        let path = "/accounts/100004"
        #expect(try control.call("GET", path)["kind"] == "standard")
        #expect(try control.call("PUT", "\(path)/kind", #"{"kind":"copyTrader"}"#)["kind"] == "copyTrader")
        #expect(try control.call("GET", path)["kind"] == "copyTrader")
        #expect(try control.call("GET", "/accounts/100001")["kind"] == "standard")
        let bitget = control.desk.engine.account(uid: 100_004)
        let main = control.desk.engine[try #require(bitget)].main
        #expect(control.desk.apply(.setPositionMode(main, .every(nil), .oneWay)) == .refused(.copyTrader))
        #expect(try control.call("PUT", "/accounts/100005/kind", #"{"kind":"copyTrader"}"#).status == 400)
        #expect(try control.call("PUT", "\(path)/kind", #"{"kind":"master"}"#).status == 400)
        #expect(try control.call("PUT", "/accounts/100099/kind", #"{"kind":"standard"}"#).status == 404)
        let set = try control.send("PUT", "/plimsoll/v1/accounts/100001/kind", #"{"kind":"copyTrader"}"#)
        #expect(set["kind"] == "copyTrader")
    }

    @Test("The standing of an account of the venue asked is set without naming the venue, too")
    func standingWithoutVenue() throws {
        var control = try TestControl()
        let set = try control.send("PUT", "/plimsoll/v1/accounts/100001/standing", #"{"standing":"frozen"}"#)
        #expect(set["standing"] == "frozen")
        #expect(control.desk.standing(of: 100_001) == .frozen)
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
