import Desks
import MarginEngine
import Testing
import Wire
import ZTDXV1

@Suite("ZTDX-MODE-16, ZTDX-MODE-28: what the ladder does to an account")
struct LiquidationTests {
    static let path = "/api/v1/unified/liquidations"

    @Test("At 1.20 orders go, opening ones are refused, reducing ones are not")
    func reduceOnly() throws {
        var venue = try TestVenue()
        try #require(try venue.switch(to: "unified").status == 200)
        try venue.openLong(wallet: "45000")
        let id = try #require(try venue.order("side=BUY&type=LIMIT&quantity=0.001&price=57500")["orderId"])
        try venue.order("side=SELL&type=STOP_MARKET&stopPrice=50000&closePosition=true")
        try venue.setMark("56000")
        let ended = try venue.call("GET", "/fapi/v1/order", "symbol=BTCUSDT&orderId=\(id)")
        #expect(ended["status"] == "EXPIRED")
        // What is attached to a position only closes it: it stays.
        #expect(try venue.call("GET", "/fapi/v1/openOrders").json.elements?.count == 1)
        #expect(try venue.call("GET", "/api/v1/unified/account")["account_status"] == "reduce_only")
        let opening = try venue.call(
            "POST", "/fapi/v1/order", "symbol=BTCUSDT&side=BUY&type=LIMIT&quantity=0.001&price=55000")
        #expect(opening.status == 400)
        #expect(opening.code == "-4087")
        let named = try venue.call(
            "POST", "/api/v1/orders",
            body: #"{"symbol":"BTCUSDT","side":"buy","order_type":"market","amount":"0.001","leverage":40}"#)
        #expect(named.code == "REDUCE_ONLY")
        try venue.order("side=SELL&type=LIMIT&quantity=0.001&price=57000&reduceOnly=true")
        #expect(try venue.call("GET", Self.path)["total"] == "0")
    }

    @Test(
        "ZTDX-MODE-29: positions are taken two seconds apart, the worst first, each with the ratios before and after it"
    )
    func twoPositions() throws {
        var venue = try Standing.liquidated.venue()
        let first = try #require(try venue.call("GET", Self.path).json["liquidations"]?.elements)
        let expected = [
            "symbol": "BTCUSDT", "side": "long", "closed_size_usd": "559000", "closed_size_tokens": "10",
            "mark_price": "55900", "trigger_equity": "4000", "trigger_uni_mmr": "0.929800092980009298",
            "liquidation_type": "full", "collateral_returned": "0", "position_id": AccountContracts.bitcoinID,
            "created_at": "2023-11-14T22:13:20.000Z",
        ]
        #expect(first.count == 1)
        for (name, value) in expected { #expect(first.first?[name]?.string == value, "\(name)") }
        let account = try venue.call("GET", "/api/v1/unified/account")
        #expect(account["account_status"] == "liquidating")
        #expect(first.first?["post_uni_mmr"]?.string == account["uni_mmr"])
        venue.pass(ms: 1_999)
        #expect(try venue.call("GET", Self.path)["total"] == "1")
        venue.pass(ms: 1)
        let both = try venue.call("GET", Self.path)
        #expect(both["total"] == "2")
        let rows = try #require(both.json["liquidations"]?.elements)
        #expect(rows.compactMap { $0["symbol"]?.string } == ["ETHUSDT", "BTCUSDT"])
        #expect(rows.first?["post_uni_mmr"]?.isNull == true)
        #expect(rows.first?["created_at"]?.string == "2023-11-14T22:13:22.000Z")
        #expect(try venue.call("GET", "/api/v1/unified/account")["account_status"] == "normal")
        let page = try venue.call("GET", Self.path, "limit=1&offset=1")
        #expect(page.json["liquidations"]?.elements?.compactMap { $0["symbol"]?.string } == ["BTCUSDT"])
        #expect(page["total"] == "2")
    }

    /// At 48,370 equity is 3,700 and maintenance margin 3,537. Opened with 120,000, it is sold to a bid 11,700 below.
    @Test("ZTDX-MODE-29: what loss and fees left of the margin it was opened with is returned")
    func returned() throws {
        var venue = try TestVenue()
        try #require(try venue.switch(to: "unified").status == 200)
        try venue.deposit("120000")
        try venue.deposit("10000000", to: .other)
        try #require(try venue.call("POST", "/fapi/v1/leverage", "symbol=BTCUSDT&leverage=5").status == 200)
        try venue.order("side=SELL&type=LIMIT&quantity=10&price=60000", as: .other)
        try venue.order("side=BUY&type=LIMIT&quantity=10&price=60000")
        try venue.order("side=BUY&type=LIMIT&quantity=10&price=48300", as: .other)
        try venue.setMark("48370")
        let row = try venue.call("GET", Self.path).json["liquidations"]?.elements?.first
        #expect(row?["trigger_uni_mmr"]?.string == "1.04608425219112242")
        #expect(row?["pnl_realized"]?.string == "-117000")
        #expect(row?["collateral_returned"]?.string == "3000")
        #expect(row?["post_uni_mmr"]?.isNull == true)
    }

    @Test("Time that jumps takes what fell due meanwhile, each at its instant")
    func jump() throws {
        var venue = try Standing.liquidated.venue()
        venue.pass(ms: 60_000)
        let rows = try venue.call("GET", Self.path).json["liquidations"]?.elements
        #expect(
            rows?.compactMap { $0["created_at"]?.string } == ["2023-11-14T22:13:22.000Z", "2023-11-14T22:13:20.000Z"])
    }

    @Test(
        "ZTDX-MODE-22: a position that neither book nor fund can bear is an ADL, and a ratio below zero is rounded down"
    )
    func deleveraged() throws {
        var venue = try TestVenue()
        try #require(try venue.switch(to: "unified").status == 200)
        try venue.openLong(wallet: "45000")
        // Equity is 5,000 below zero and the fund is empty.
        try venue.setMark("55000")
        let row = try venue.call("GET", Self.path).json["liquidations"]?.elements?.first
        #expect(row?["liquidation_type"]?.string == "adl")
        #expect(row?["trigger_equity"]?.string == "-5000")
        // 5,000 / 4,200 is 1.19 and then 047619 for ever.
        #expect(row?["trigger_uni_mmr"]?.string == "-1.190476190476190477")
    }

    @Test("A page has 1 to 200 rows", arguments: ["limit=0", "limit=201", "limit=x", "offset=-1"])
    func pages(_ query: String) throws {
        var venue = try TestVenue()
        #expect(try venue.call("GET", Self.path, query).code == "INVALID_PARAMETER")
    }

    @Test("What was liquidated in isolated mode is not among them")
    func isolated() throws {
        var venue = try TestVenue()
        try venue.openLong(wallet: "15000")
        try venue.setMark("58900")
        #expect(try venue.call("GET", "/api/v1/positions")["total"] == "0")
        #expect(try venue.call("GET", Self.path)["total"] == "0")
    }
}
