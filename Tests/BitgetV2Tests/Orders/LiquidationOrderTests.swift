import Desks
import Testing
import Wire

@Suite("Orders of the venue's making: whether they take all of a position or a part")
struct LiquidationOrderTests {
    /// Lowers the mark until the isolated long of 5, in the second tier, is not what it was.
    private static func lowerMark(_ venue: inout BitgetVenue) throws {
        for price in stride(from: 57_600, through: 56_000, by: -5) {
            venue.nowMs += 1
            try venue.setMark("BTCUSDT", "\(price)")
            if try venue.positions().rows().first?.text("total") != "5" { return }
        }
    }

    @Test("One that brings a position to a lower tier is called by another word", arguments: [true, false])
    func partial(isHedged: Bool) throws {
        var venue = try BitgetVenue()
        if !isHedged { try #require(try venue.setPositionMode("one_way_mode").isSuccess) }
        try #require(try venue.setMode("isolated").isSuccess)
        for _ in 0..<2 {
            try #require(
                try venue.place("buy", "2.5", price: "60010", #""tradeSide":"open""#).isSuccess)
            try venue.setMark("BTCUSDT", "60000.01")
            try venue.setMark("BTCUSDT", "60000")
        }
        try #require(try venue.positions().rows().map { try $0.text("total") } == ["5"])
        var client = try StreamClient("/v2/ws/private")
        _ = client.logIn(&venue)
        for channel in ["orders", "fill"] { _ = client.subscribe(channel, "default", &venue) }
        try Self.lowerMark(&venue)
        let left = try #require(try venue.positions().rows().first?.text("total"))
        #expect(left != "5")

        let word = isHedged ? "reduce_close_long" : "reduce_sell_single"
        let order = try #require(
            try venue.get("order/orders-history", "productType=USDT-FUTURES").rows("entrustedList").first)
        #expect(try order.text("tradeSide") == word)
        let fill = try #require(try venue.get("order/fills", "productType=USDT-FUTURES").rows("fillList").first)
        #expect(try fill.text("tradeSide") == word)
        for message in client.news(&venue) {
            #expect(try message["data"]?.elements?.last?.text("tradeSide") == word, "\(message["arg"]?.strings ?? [:])")
        }

        try venue.setMark("BTCUSDT", "50000")
        let last = try #require(
            try venue.get("order/orders-history", "productType=USDT-FUTURES").rows("entrustedList").first)
        // BITGET-CALL-8.
        #expect(try last.text("liqPrice") == last.text("price"))
        #expect(try !last.text("liqPrice").isEmpty)
        let bought = try venue.get("order/orders-history", "productType=USDT-FUTURES").rows("entrustedList").last
        #expect(try bought?.text("liqPrice") == "")
        #expect(try last.text("tradeSide") == (isHedged ? "burst_close_long" : "burst_sell_single"))
        #expect(try venue.positions().rows().isEmpty)
    }
}
