import Desks
import Dialects
import Foundation
import HTTP1
import MarginEngine
import Testing
import Wire
import ZTDXV1

/// The venue's page "Switch Margin Mode", line by line.
@Suite("Switch Margin Mode")
struct ZTDXMarginModeSeedTests {
    // MARK: The request and its answer

    @Test("ZTDX-MODE-18, ZTDX-MODE-19: the response example: a fresh account with nothing in it becomes unified")
    func responseExample() throws {
        var venue = try TestVenue()
        let reply = try venue.switch(to: "unified")
        #expect(reply.status == 200)
        #expect(reply.response.contentType == "application/json")
        let example = """
            {
            "success": true,
            "margin_mode": "unified",
            "uni_mmr": null,
            "available_balance": "0"
            }
            """
        let expected = try JSONSerialization.jsonObject(with: Data(example.utf8)) as? NSDictionary
        let received = try JSONSerialization.jsonObject(with: Data(reply.response.body)) as? NSDictionary
        #expect(received == expected)
    }

    /// The shell example sends the query in this order; the Python example sends the same bytes.
    @Test("Both code examples' request is accepted as printed", arguments: ["unified", "isolated"])
    func codeExamples(_ mode: String) throws {
        var venue = try TestVenue()
        let body = "{\"margin_mode\":\"\(mode)\"}"
        let payload = "timestamp=\(TestVenue.wireTimeMs)\(body)"
        let signature = Hex.encode(HMACSHA256.digest(key: Array(Caller.demo.secret.utf8), Array(payload.utf8)))
        let request = Request(
            method: .post, methodText: "POST", path: "/api/v1/account/margin-mode",
            query: Array("timestamp=\(TestVenue.wireTimeMs)&signature=\(signature)".utf8),
            fields: [
                Request.Field(name: "x-mbx-apikey", value: "demo"),
                Request.Field(name: "content-type", value: "application/json"),
            ], body: Array(body.utf8))
        let reply = try venue.send(request)
        #expect(reply.status == 200)
        #expect(reply["margin_mode"] == mode)
    }

    @Test("ZTDX-MODE-18: there and back: mode after the call, no ratio without a position, the balance as text")
    func thereAndBack() throws {
        var venue = try TestVenue()
        try venue.deposit("1234.5")
        for mode in ["unified", "isolated"] {
            let reply = try venue.switch(to: mode)
            #expect(reply["success"] == "true")
            #expect(reply["margin_mode"] == mode)
            #expect(reply.json["uni_mmr"]?.isNull == true)
            #expect(reply.json["available_balance"]?.string == "1234.5")
            #expect(try venue.call("GET", "/api/v1/account/margin-mode")["margin_mode"] == mode)
        }
    }

    @Test("ZTDX-MODE-11: a repeat of the present mode with nothing resting succeeds and changes nothing")
    func repeated() throws {
        var venue = try TestVenue()
        let before = venue.desk.engine.digest()
        #expect(try venue.switch(to: "isolated").status == 200)
        #expect(venue.desk.engine.digest() == before)
    }

    // MARK: INVALID_MARGIN_MODE

    @Test(
        "ZTDX-MODE-5: whatever is not the string isolated or unified is INVALID_MARGIN_MODE",
        arguments: [
            #"{"margin_mode":"UNIFIED"}"#, #"{"mode":"unified"}"#, #"{"margin_mode":1}"#,
            #"{"margin_mode":" unified"}"#, #"{"margin_mode":"cross"}"#, #"{"margin_mode":null}"#,
            #"{"margin_mode":["unified"]}"#, "{}", "[]", "not json", "",
        ])
    func invalidMode(_ body: String) throws {
        var venue = try TestVenue()
        let before = venue.desk.engine.digest()
        let reply = try venue.call("POST", "/api/v1/account/margin-mode", body: body)
        expectFailure(reply, "INVALID_MARGIN_MODE", all: ["INVALID_MARGIN_MODE"])
        #expect(venue.desk.engine.digest() == before)
    }

    @Test("A mode in the query is not a mode")
    func modeInQuery() throws {
        var venue = try TestVenue()
        let reply = try venue.call("POST", "/api/v1/account/margin-mode", "margin_mode=unified")
        #expect(reply.code == "INVALID_MARGIN_MODE")
    }

    @Test("The text of INVALID_MARGIN_MODE names what was received and what is allowed")
    func invalidModeText() throws {
        var venue = try TestVenue()
        let text = try #require(try venue.switch(to: "portfolio")["error"])
        for word in ["portfolio", "isolated", "unified"] { #expect(text.contains(word)) }
    }

    // MARK: HAS_OPEN_ORDERS

    @Test(
        "ZTDX-MODE-6: a resting order blocks both ways, a repeat of the present mode included",
        arguments: ["unified", "isolated"])
    func openOrder(_ target: String) throws {
        var venue = try TestVenue()
        try venue.deposit("10000")
        let id = try venue.order("side=BUY&type=LIMIT&quantity=0.1&price=59000")["orderId"]
        let before = venue.desk.engine.digest()
        let reply = try venue.switch(to: target)
        expectFailure(reply, "HAS_OPEN_ORDERS", all: ["HAS_OPEN_ORDERS"])
        #expect(reply.json["details"]?["order_ids"]?.elements?.map(\.string) == [id])
        #expect(reply["error"]?.contains(id ?? "?") == true)
        #expect(venue.desk.engine.digest() == before)
    }

    @Test("A partially filled order blocks as well; a cancelled one no longer does")
    func partiallyFilled() throws {
        var venue = try TestVenue()
        try venue.deposit("10000")
        try venue.deposit("10000", to: .other)
        try venue.order("side=SELL&type=LIMIT&quantity=0.1&price=60000", as: .other)
        let id = try #require(try venue.order("side=BUY&type=LIMIT&quantity=0.3&price=60000")["orderId"])
        #expect(try venue.switch(to: "unified").code == "HAS_OPEN_ORDERS")
        #expect(try venue.call("DELETE", "/fapi/v1/order", "symbol=BTCUSDT&orderId=\(id)").status == 200)
        #expect(try venue.switch(to: "unified").status == 200)
    }

    @Test("ZTDX-MODE-10: an order with a position: HAS_OPEN_ORDERS is the code, details name both")
    func orderAndPosition() throws {
        var venue = try TestVenue()
        try venue.openLong(wallet: "20000")
        try venue.order("side=BUY&type=LIMIT&quantity=0.1&price=59000")
        let reply = try venue.switch(to: "isolated")
        expectFailure(reply, "HAS_OPEN_ORDERS", all: ["HAS_OPEN_ORDERS", "HAS_OPEN_POSITIONS"])
        #expect(reply.json["details"]?["order_ids"]?.elements?.count == 1)
        #expect(reply.json["details"]?["position_ids"]?.elements?.count == 1)
    }

    // MARK: HAS_OPEN_POSITIONS

    @Test("ZTDX-MODE-7: a position blocks the way to isolated, from either mode")
    func openPosition() throws {
        var venue = try TestVenue()
        try venue.openLong(wallet: "30000")
        for _ in 0..<2 {
            let before = venue.desk.engine.digest()
            let reply = try venue.switch(to: "isolated")
            expectFailure(reply, "HAS_OPEN_POSITIONS", all: ["HAS_OPEN_POSITIONS"])
            #expect(reply.json["details"]?["position_ids"]?.elements?.count == 1)
            #expect(reply["error"]?.contains("BTCUSDT") == true)
            #expect(venue.desk.engine.digest() == before)
            #expect(try venue.switch(to: "unified").status == 200)
        }
    }

    @Test("A position that was closed no longer blocks")
    func closedPosition() throws {
        var venue = try TestVenue()
        try venue.openLong(wallet: "30000")
        #expect(try venue.switch(to: "unified").status == 200)
        try venue.order("side=BUY&type=LIMIT&quantity=10&price=60000", as: .other)
        try venue.order("side=SELL&type=MARKET&quantity=10&reduceOnly=true")
        let reply = try venue.switch(to: "isolated")
        #expect(reply.status == 200)
        #expect(reply["available_balance"] == "30000")
    }

    // MARK: UNI_MMR_TOO_LOW

    /// Long 10 BTC, 60,000 to 59,000: equity is the wallet less 10,000, maintenance margin 590,000 x 1 % - 1,300 = 4,600.
    @Test("ZTDX-MODE-8: a ratio of exactly 1.10 passes")
    func exactlyEnough() throws {
        var venue = try TestVenue()
        try venue.openLong(wallet: "15060")
        try venue.setMark("59000")
        let reply = try venue.switch(to: "unified")
        #expect(reply.status == 200)
        #expect(reply.json["uni_mmr"]?.string == "1.1")
        #expect(reply["available_balance"] == "-9690")
    }

    @Test(
        "ZTDX-MODE-9, ZTDX-MODE-20, ZTDX-MODE-22: one unit of the 8th decimal less is refused, and nothing has changed")
    func oneUnitLess() throws {
        var venue = try TestVenue()
        try venue.openLong(wallet: "15059.99999999")
        try venue.setMark("59000")
        let before = venue.desk.engine.digest()
        let reply = try venue.switch(to: "unified")
        expectFailure(reply, "UNI_MMR_TOO_LOW", all: ["UNI_MMR_TOO_LOW"])
        let details = try #require(reply.json["details"])
        #expect(details["uni_mmr"]?.string == "1.099999999997826086")
        #expect(details["required"]?.string == "1.1")
        #expect(details["total_equity"]?.string == "5059.99999999")
        #expect(details["total_maintenance_margin"]?.string == "4600")
        #expect(details["shortfall"]?.string == "0.00000001")
        #expect(venue.desk.engine.digest() == before)
        #expect(try venue.call("GET", "/api/v1/account/margin-mode")["margin_mode"] == "isolated")
    }

    @Test("A deposit of the shortfall is enough")
    func shortfall() throws {
        var venue = try TestVenue()
        try venue.openLong(wallet: "15000.33333333")
        try venue.setMark("59000.37")
        let refused = try venue.switch(to: "unified")
        #expect(refused.code == "UNI_MMR_TOO_LOW")
        try venue.deposit(try #require(refused.json["details"]?["shortfall"]?.string))
        #expect(try venue.switch(to: "unified").status == 200)
    }

    @Test("The worked example of the margin rules: wallet 170 besides 15,000 posted")
    func workedExample() throws {
        var venue = try TestVenue()
        try venue.openLong(wallet: "15170")
        try venue.setMark("59000")
        #expect(try venue.switch(to: "unified")["uni_mmr"] == "1.123913043478260869")
    }

    @Test("ZTDX-MODE-11: a repeat of unified below 1.10 is refused, and the account is still unified")
    func repeatBelowThreshold() throws {
        var venue = try TestVenue()
        try venue.openLong(wallet: "15060")
        try venue.setMark("59000")
        #expect(try venue.switch(to: "unified").status == 200)
        try venue.setMark("58999.99")
        let reply = try venue.switch(to: "unified")
        #expect(reply.code == "UNI_MMR_TOO_LOW")
        #expect(try venue.call("GET", "/api/v1/account/margin-mode")["margin_mode"] == "unified")
    }

    @Test("ZTDX-MODE-23: the account's preview while isolated is the ratio that the switch then answers")
    func preview() throws {
        var venue = try TestVenue()
        try venue.openLong(wallet: "15405")
        try venue.setMark("59100")
        let preview = try venue.call("GET", "/api/v1/unified/account")
        #expect(preview["margin_mode"] == "isolated")
        let reply = try venue.switch(to: "unified")
        #expect(reply.json["uni_mmr"]?.string == preview.json["uni_mmr"]?.string)
        #expect(reply["available_balance"] == preview["available_balance"])
    }

    @Test("ZTDX-MODE-21: the switch leaves wallet, equity, leverage and position as they were")
    func conservation() throws {
        var venue = try TestVenue()
        try venue.openLong(wallet: "20000")
        let before = try venue.call("GET", "/api/v1/unified/account")
        let position = try venue.call("GET", "/fapi/v1/positionRisk", "symbol=BTCUSDT").json.elements?.first
        #expect(try venue.switch(to: "unified").status == 200)
        let after = try venue.call("GET", "/api/v1/unified/account")
        let kept = try venue.call("GET", "/fapi/v1/positionRisk", "symbol=BTCUSDT").json.elements?.first
        #expect(after["total_equity"] == before["total_equity"])
        #expect(after["wallet_balance"] == "20000")
        #expect(before["wallet_balance"] == "5000")
        for name in ["positionAmt", "entryPrice", "leverage", "unRealizedProfit"] {
            #expect(kept?[name]?.string == position?[name]?.string)
        }
    }

    /// Each failure's shape: the venue documents the code, the rest is ours.
    private func expectFailure(_ reply: Reply, _ code: String, all: [String]) {
        #expect(reply.status == 400)
        #expect(reply.json["success"]?.bool == false)
        #expect(reply.json["code"]?.string == code)
        #expect(reply.json["error"]?.string?.isEmpty == false)
        #expect(reply.json["details"]?["all_failed"]?.elements?.map(\.string) == all)
    }
}
