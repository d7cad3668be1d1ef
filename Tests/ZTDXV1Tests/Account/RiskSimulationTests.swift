import Desks
import Dialects
import MarginEngine
import Testing
import Wire
import ZTDXV1

@Suite("ZTDX-MODE-26: what a new position would do to the account")
struct RiskSimulationTests {
    static let path = "/api/v1/unified/risk/simulate"

    private func simulate(_ size: String, by leverage: String = "10", _ venue: inout TestVenue) throws -> Reply {
        try venue.call(
            "POST", Self.path,
            body: #"{"symbol":"BTCUSDT","side":"short","size_usd":"\#(size)","leverage":\#(leverage)}"#)
    }

    @Test("Worked by hand: 60,000 at 10x beside 10 BTC, nothing changes")
    func worked() throws {
        var venue = try TestVenue()
        try venue.openLong(wallet: "30000")
        let before = venue.desk.engine.digest()
        let reply = try simulate("60000", &venue)
        // Second tier: 60,000 x 0.5 % - 50. The position needs 15,000 and 600,000 x 1 % - 1,300.
        let expected = [
            "current_uni_mmr": "6.382978723404255319", "simulated_uni_mmr": "6.060606060606060606",
            "new_initial_margin": "6000", "new_maint_margin": "250", "available_after": "9000", "can_open": "true",
        ]
        for (name, value) in expected { #expect(reply[name] == value, "\(name)") }
        #expect(reply.json["reason"]?.isNull == true)
        #expect(venue.desk.engine.digest() == before)
    }

    @Test("Without a position there is a ratio after it only")
    func first() throws {
        var venue = try TestVenue()
        try venue.deposit("1000")
        let reply = try simulate("5000", by: "50", &venue)
        #expect(reply.json["current_uni_mmr"]?.isNull == true)
        #expect(reply["simulated_uni_mmr"] == "50")
        #expect(reply["can_open"] == "true")
    }

    /// 10 BTC at 60,000: at 59,000 the loss is 10,000 and maintenance margin 4,600. Isolated, so that nothing is
    /// liquidated: the answer is as if the account were unified.
    static let gates = [
        ("15520", "59000", "account in reduce_only mode"), ("15000", "58960", "account is liquidating"),
        ("17000", "59000", "insufficient available balance after opening"),
    ]

    @Test("The first gate that does not hold is told in the venue's words", arguments: gates)
    func gate(_ wallet: String, _ mark: String, _ reason: String) throws {
        var venue = try TestVenue()
        try venue.openLong(wallet: wallet)
        try venue.setMark(mark)
        let reply = try simulate("100", &venue)
        #expect(reply["can_open"] == "false")
        #expect(reply["reason"] == reason)
    }

    @Test("A ratio of 1.10 after it is enough, less is not")
    func ratio() throws {
        var venue = try TestVenue()
        // 1,000,000 needs 8,700 to be kept: 1 % less 1,300. Times 1.1 that is 9,570, more than 8,000 at 125x.
        try venue.deposit("9570")
        #expect(try simulate("1000000", by: "125", &venue)["can_open"] == "true")
        let enough = try simulate("1000000", by: "125", &venue)
        #expect(enough["simulated_uni_mmr"] == "1.1")
        let account = try venue.desk.login(.demo).account.main
        let asset = venue.desk.engine.asset(named: "USDT")
        try venue.desk.accept(.withdraw(account, try #require(asset), try #require(Money("0.00000001"))))
        let short = try simulate("1000000", by: "125", &venue)
        #expect(short["can_open"] == "false")
        #expect(short["reason"] == "simulated uniMMR would fall below 1.10")
    }

    static let wrong = [
        (#"{"symbol":"BTCUSDT","size_usd":"0","leverage":10}"#, "INVALID_SIZE"),
        (#"{"symbol":"BTCUSDT","size_usd":"-1","leverage":10}"#, "INVALID_SIZE"),
        (#"{"symbol":"BTCUSDT","size_usd":"much","leverage":10}"#, "INVALID_SIZE"),
        (#"{"symbol":"BTCUSDT","size_usd":"100000000.00000001","leverage":10}"#, "INVALID_SIZE"),
        (#"{"symbol":"BTCUSDT","leverage":10}"#, "INVALID_SIZE"),
        (#"{"symbol":"BTCUSDT","size_usd":"1","leverage":0}"#, "INVALID_LEVERAGE"),
        (#"{"symbol":"BTCUSDT","size_usd":"1","leverage":126}"#, "INVALID_LEVERAGE"),
        (#"{"symbol":"BTCUSDT","size_usd":"1","leverage":1.5}"#, "INVALID_LEVERAGE"),
        (#"{"symbol":"BTCUSDT","size_usd":"1"}"#, "INVALID_LEVERAGE"),
        (#"{"symbol":"NOPE","size_usd":"1","leverage":10}"#, "INVALID_SYMBOL"),
        (#"{"size_usd":"1","leverage":10}"#, "INVALID_PARAMETER"), ("not even JSON", "INVALID_PARAMETER"),
    ]

    @Test("ZTDX-MODE-27: what is wrong with it has a code", arguments: wrong)
    func refused(_ body: String, _ code: String) throws {
        var venue = try TestVenue()
        let reply = try venue.call("POST", Self.path, body: body)
        #expect(reply.status == 400)
        #expect(reply.code == code)
    }
}
