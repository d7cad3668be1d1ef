import MarginEngine
import Testing
import Wire

/// `position/symbol-info`, `set-risk-limit`, `confirm-pending-mmr`, `set-tpsl-mode`.
@Suite struct SymbolSettingTests {
    private let venue = TestVenue()

    private func post(_ name: String, _ members: String, _ owner: TestVenue.Owner) -> Reply {
        venue.post("/v5/position/\(name)", #"{"category":"linear",\#(members)}"#, as: owner)
    }

    @Test("The leverage of a symbol is told without a position, one row one-way and two in hedge mode")
    func symbolInfo() {
        let owner = venue.open(.uta2, usdt: "1000")
        #expect(post("set-leverage", #""symbol":"BTCUSDT","buyLeverage":"25","sellLeverage":"25""#, owner).isOK)
        #expect(post("switch-mode", #""symbol":"ETHUSDT","mode":3"#, owner).isOK)
        func rows(_ query: String) -> [JSON] { venue.get("/v5/position/symbol-info", query, as: owner).list }
        let one = rows("category=linear&symbol=BTCUSDT")
        #expect(one.map { $0.text("leverage") } == ["25"])
        #expect(one.map { $0.number("positionIdx") } == [0])
        #expect(rows("category=linear&symbol=ETHUSDT").map { $0.number("positionIdx") } == [1, 2])
        #expect(rows("category=linear").count == 4)
        #expect(venue.get("/v5/position/symbol-info", "category=linear&symbol=NOPE", as: owner).code == 10001)
    }

    @Test("Portfolio margin has no leverage to tell")
    func portfolio() {
        let owner = venue.open(.uta2, usdt: "10000")
        #expect(venue.post("/v5/account/set-margin-mode", #"{"setMarginMode":"PORTFOLIO_MARGIN"}"#, as: owner).isOK)
        #expect(venue.get("/v5/position/symbol-info", "category=linear", as: owner).code == 3_405_112)
    }

    @Test("A risk limit is accepted when it exists and differs, and changes nothing")
    func riskLimit() {
        let owner = venue.open(.uta2, usdt: "1000")
        let before = venue.digest
        let reply = post("set-risk-limit", #""symbol":"BTCUSDT","riskId":3,"positionIdx":0"#, owner)
        #expect(reply.result?.number("riskId") == 3)
        #expect(reply.result?.text("riskLimitValue") == "50000000")
        #expect(post("set-risk-limit", #""symbol":"BTCUSDT","riskId":1"#, owner).code == 110075)
        #expect(post("set-risk-limit", #""symbol":"BTCUSDT","riskId":4"#, owner).code == 110031)
        #expect(post("set-risk-limit", #""symbol":"BTCUSDT","riskId":0"#, owner).code == 110031)
        #expect(post("set-risk-limit", #""symbol":"BTCUSDT""#, owner).code == 10001)
        #expect(
            post("set-risk-limit", #""symbol":"BTCUSDT","riskId":2,"positionIdx":1"#, owner).message
                == "position idx not match position mode")
        #expect(venue.digest == before)
    }

    @Test("No position is marked reduce-only, so there is no mark to lift")
    func pendingLimit() {
        let owner = venue.open(.uta2)
        #expect(post("confirm-pending-mmr", #""symbol":"BTCUSDT""#, owner).code == 110082)
        #expect(post("confirm-pending-mmr", #""symbol":"NOPE""#, owner).code == 10001)
    }

    @Test("A stop mode is one of two")
    func stopMode() {
        let owner = venue.open(.uta2)
        #expect(
            post("set-tpsl-mode", #""symbol":"BTCUSDT","tpSlMode":"Partial""#, owner).result?.text("tpSlMode")
                == "Partial")
        #expect(post("set-tpsl-mode", #""symbol":"BTCUSDT","tpSlMode":"Half""#, owner).code == 10001)
        #expect(post("set-tpsl-mode", #""symbol":"NOPE","tpSlMode":"Full""#, owner).code == 10001)
    }
}
