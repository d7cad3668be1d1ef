import Desks
import MarginEngine
import Testing
import Wire
import ZTDXV1

@Suite("ZTDX-MODE-24: what a switch would do")
struct SwitchPrecheckTests {
    private func precheck(_ mode: String, _ venue: inout TestVenue) throws -> Reply {
        let before = venue.desk.engine.digest()
        let reply = try venue.call(
            "POST", "/api/v1/account/margin-mode/precheck", body: #"{"margin_mode":"\#(mode)"}"#)
        #expect(venue.desk.engine.digest() == before)
        return reply
    }

    @Test("It allows what the switch allows, with the figures the switch then answers")
    func allowed() throws {
        var venue = try TestVenue()
        try venue.openLong(wallet: "20000")
        let reply = try precheck("unified", &venue)
        #expect(reply["allowed"] == "true")
        #expect(reply.json["reasons"]?.elements?.isEmpty == true)
        #expect(reply["shortfall"] == "0")
        // Isolated 15,000 of the wallet are posted; unified 600,000 / 40 are needed.
        #expect(reply.json["before"]?["margin_mode"]?.string == "isolated")
        #expect(reply.json["before"]?["available_balance"]?.string == "5000")
        let after = try #require(reply.json["after"])
        let done = try venue.switch(to: "unified")
        #expect(after["margin_mode"]?.string == "unified")
        #expect(after["uni_mmr"]?.string == done["uni_mmr"])
        #expect(after["available_balance"]?.string == done["available_balance"])
        let row = try #require(reply.json["positions"]?.elements?.first)
        #expect(row["collateral_before"]?.string == "15000")
        #expect(row["symbol"]?.string == "BTCUSDT")
    }

    /// Two positions, one in profit: free 5,000, equity 27,000, initial margin 12,600 + 12,800, maintenance margin
    /// 126,000 and 128,000 x 0.5 % less 50 each.
    @Test("What is available before is what no position holds, after it what the account needs not")
    func available() throws {
        var venue = try TestVenue()
        try venue.deposit("29000")
        try venue.deposit("10000000", to: .other)
        for (symbol, side, quantity, price) in [("BTCUSDT", "BUY", "2", "60000"), ("ETHUSDT", "SELL", "40", "3000")] {
            let other = side == "BUY" ? "SELL" : "BUY"
            #expect(try venue.call("POST", "/fapi/v1/leverage", "symbol=\(symbol)&leverage=10").status == 200)
            for (side, caller) in [(other, Caller.other), (side, .demo)] {
                let order = "symbol=\(symbol)&side=\(side)&type=LIMIT&quantity=\(quantity)&price=\(price)"
                #expect(try venue.call("POST", "/fapi/v1/order", order, as: caller).status == 200)
            }
        }
        try venue.setMark("63000")
        try venue.setMark("3200", of: "ETHUSDT")
        let reply = try precheck("unified", &venue)
        #expect(reply.json["before"]?["available_balance"]?.string == "5000")
        #expect(reply.json["after"]?["available_balance"]?.string == "1600")
        #expect(reply.json["after"]?["uni_mmr"]?.string == "23.076923076923076923")
        #expect(reply["status_after"] == "normal")
    }

    @Test("ZTDX-MODE-17: a switch into the reduce-only band is allowed, and it says so")
    func band() throws {
        var venue = try TestVenue()
        try venue.openLong(wallet: "15290")
        try venue.setMark("59000")
        let reply = try precheck("unified", &venue)
        #expect(reply["allowed"] == "true")
        #expect(reply["status_after"] == "reduce_only")
        #expect(reply.json["before"]?["account_status"]?.string == "normal")
    }

    @Test("A deposit of the shortfall makes a refused switch possible")
    func shortfall() throws {
        var venue = try TestVenue()
        try venue.openLong(wallet: "15059.5")
        try venue.setMark("59000")
        let reply = try precheck("unified", &venue)
        #expect(reply["allowed"] == "false")
        #expect(reply.json["reasons"]?.elements?.compactMap(\.string) == ["UNI_MMR_TOO_LOW"])
        // 1.1 x 4,600 - (15,059.5 - 10,000)
        #expect(reply["shortfall"] == "0.5")
        #expect(reply.json["after"]?["uni_mmr"]?.string == "1.099891304347826086")
        #expect(try venue.switch(to: "unified").code == "UNI_MMR_TOO_LOW")
        try venue.deposit("0.5")
        #expect(try precheck("unified", &venue)["allowed"] == "true")
    }

    @Test("All reasons are told, in the order of the checks; what cannot be has no figures after it")
    func reasons() throws {
        var venue = try TestVenue()
        try venue.openLong(wallet: "25000")
        try venue.order("side=BUY&type=LIMIT&quantity=0.1&price=59000")
        let reply = try precheck("isolated", &venue)
        #expect(reply.json["reasons"]?.elements?.compactMap(\.string) == ["HAS_OPEN_ORDERS", "HAS_OPEN_POSITIONS"])
        #expect(reply.json["after"]?.isNull == true)
        #expect(reply.json["status_after"]?.isNull == true)
    }

    @Test("ZTDX-MODE-6: stops of a position are listed and do not stand in the way")
    func stops() throws {
        var venue = try TestVenue()
        try venue.openLong(wallet: "25000")
        try venue.order("side=SELL&type=STOP_MARKET&stopPrice=55000&closePosition=true")
        let reply = try precheck("unified", &venue)
        #expect(reply["allowed"] == "true")
        let stops = reply.json["positions"]?.elements?.first?["stops"]?.elements
        #expect(stops?.compactMap { $0["stop_price"]?.string } == ["55000"])
        #expect(stops?.compactMap { $0["type"]?.string } == ["STOP_MARKET"])
        #expect(try venue.switch(to: "unified").status == 200)
    }

    @Test("ZTDX-MODE-6: a conditional order of its own stands in the way and is named")
    func conditional() throws {
        var venue = try TestVenue()
        let id = try venue.order("side=BUY&type=STOP_MARKET&quantity=0.1&stopPrice=61000")["orderId"]
        #expect(try precheck("unified", &venue).json["reasons"]?.elements?.compactMap(\.string) == ["HAS_OPEN_ORDERS"])
        for mode in ["unified", "isolated"] {
            let refused = try venue.switch(to: mode)
            #expect(refused.code == "HAS_OPEN_ORDERS")
            #expect(refused.json["details"]?["order_ids"]?.elements?.map(\.string) == [id])
        }
    }

    @Test(
        "ZTDX-MODE-5: a body without a mode is refused as by the switch",
        arguments: ["{}", "", #"{"margin_mode":"UNIFIED"}"#])
    func malformed(_ body: String) throws {
        var venue = try TestVenue()
        let reply = try venue.call("POST", "/api/v1/account/margin-mode/precheck", body: body)
        #expect(reply.code == "INVALID_MARGIN_MODE")
    }
}
