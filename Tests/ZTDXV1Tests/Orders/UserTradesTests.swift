import Testing
import Wire
import ZTDXV1

@Suite("What an account traded")
struct UserTradesTests {
    @Test("Trades, the oldest first, of an order, from an id, within a time")
    func trades() throws {
        var venue = try TestVenue.traded()
        let path = "/fapi/v1/userTrades"
        let rows = try #require(try venue.call("GET", path, "symbol=BTCUSDT").json.elements)
        #expect(rows.compactMap { $0["price"]?.string } == ["60000", "60100", "60200"])
        #expect(rows.compactMap { $0["buyer"]?.bool } == [true, true, false])
        #expect(rows.compactMap { $0["realizedPnl"]?.string } == ["0", "0", "75"])
        #expect(rows.compactMap { $0["quoteQty"]?.string } == ["60000", "60100", "30100"])
        let id = try #require(rows[1]["id"]?.numberText)
        let order = try #require(rows[1]["orderId"]?.string)
        for (query, prices) in [
            ("limit=2", ["60100", "60200"]), ("fromId=\(id)", ["60100", "60200"]),
            ("fromId=\(id)&limit=1", ["60100"]), ("orderId=\(order)", ["60100"]),
            ("endTime=1699999999999", []), ("startTime=1700000000000&limit=1", ["60000"]),
        ] {
            let page = try venue.call("GET", path, "symbol=BTCUSDT&\(query)").json.elements
            #expect(page?.compactMap { $0["price"]?.string } == prices, "\(query)")
        }
        #expect(try venue.call("GET", path).code == "-1102")
        #expect(try venue.call("GET", path, "symbol=BTCUSDT&fromId=x").code == "-1102")
        #expect(try venue.call("GET", path, "symbol=BTCUSDT&startTime=x").code == "-1102")
        #expect(try venue.call("GET", path, "symbol=BTCUSDT&limit=1001").code == "-1130")
    }
}
