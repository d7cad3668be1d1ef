import Desks
import Dialects
import HTTP1
import MarginEngine
import Testing
import Wire
import ZTDXV1

@Suite("What anyone may ask")
struct MarketTests {
    @Test("Ping and both clocks answer without a key, in wire time")
    func clocks() throws {
        var venue = try TestVenue()
        #expect(try venue.send(venue.request("GET", "/fapi/v1/ping")).response.body == Array("{}".utf8))
        venue.wireTimeMs += 5
        #expect(try venue.send(venue.request("GET", "/fapi/v1/time"))["serverTime"] == "1700000000005")
        #expect(try venue.send(venue.request("GET", "/api/v1/time"))["server_time"] == "1700000000005")
    }

    @Test("Exchange info under both of its paths: limits, symbols, filters in their fixed order")
    func exchangeInfo() throws {
        var venue = try TestVenue()
        let reply = try venue.send(venue.request("GET", "/fapi/v1/exchangeInfo"))
        #expect(try venue.send(venue.request("GET", "/exchangeInfo")).response.body == reply.response.body)
        let limits = reply.json["rateLimits"]?.elements?.compactMap { $0["limit"]?.numberText }
        #expect(limits == ["2400", "1200"])
        let symbols = try #require(reply.json["symbols"]?.elements)
        #expect(symbols.compactMap { $0["symbol"]?.string } == ["BTCUSDT", "ETHUSDT"])
        let filters = try #require(symbols.first?["filters"]?.elements)
        #expect(
            filters.compactMap { $0["filterType"]?.string } == [
                "PRICE_FILTER", "LOT_SIZE", "MARKET_LOT_SIZE", "MIN_NOTIONAL",
            ])
        #expect(filters.first?["tickSize"]?.string == "0.1")
        #expect(symbols.first?["pricePrecision"]?.numberText == "1")
        #expect(symbols.first?["quantityPrecision"]?.numberText == "3")
        #expect(symbols.first?["maxLeverage"]?.numberText == "125")
    }

    @Test("The premium index is an object for one symbol and an array for all")
    func premiumIndex() throws {
        var venue = try TestVenue()
        try venue.setMark("59000")
        let one = try venue.send(venue.request("GET", "/fapi/v1/premiumIndex", "symbol=BTCUSDT"))
        #expect(one["markPrice"] == "59000")
        #expect(one["lastFundingRate"] == "0.0001")
        // The next whole 8 hours after the wire time at which it was listed.
        #expect(one["nextFundingTime"] == "1700006400000")
        let all = try venue.send(venue.request("GET", "/fapi/v1/premiumIndex")).json.elements
        #expect(all?.compactMap { $0["symbol"]?.string } == ["BTCUSDT", "ETHUSDT"])
        let unknown = try venue.send(venue.request("GET", "/fapi/v1/premiumIndex", "symbol=NOPE"))
        #expect(unknown.code == "-1121")
    }
}
