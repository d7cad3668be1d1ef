import MarginEngine
import Testing
import Wire

struct ChannelTests {
    private func follow(_ channel: String, _ id: String, _ venue: inout BitgetVenue) throws -> (StreamClient, JSON?) {
        let isPrivate = ["account", "positions", "orders", "fill"].contains(channel)
        var client = try StreamClient(isPrivate ? "/v2/ws/private" : "/v2/ws/public")
        if isPrivate { #expect(client.logIn(&venue).first?["code"]?.numberText == "0") }
        let replies = client.subscribe(channel, id, &venue)
        return (client, replies.dropFirst().first)
    }

    // MARK: Private

    @Test func theAccountIsToldAtOnceAndWithEachChange() throws {
        var venue = try BitgetVenue()
        var (client, opening) = try follow("account", "default", &venue)
        #expect(try opening?.text("action") == "snapshot")
        #expect(opening?["arg"]?.strings == ["instType": "USDT-FUTURES", "channel": "account", "coin": "default"])
        #expect(try opening?["data"]?.elements?.map { try $0.text("marginCoin") } == ["USDT"])
        try venue.openIsolatedLong()
        let row = try #require(client.news(&venue).last?["data"]?.elements?.first)
        #expect(try row.text("assetsMode") == "single")
        // 100,000 less 6,000.01 * 0.06 % of fee, at a loss of 0.01.
        #expect(try row.text("equity") == "99996.389994")
    }

    @Test func positionsAreToldAllEachTimeAndAClosedOneIsMissing() throws {
        var venue = try BitgetVenue()
        var (client, opening) = try follow("positions", "default", &venue)
        #expect(opening?["data"]?.elements?.isEmpty == true)
        try venue.openIsolatedLong()
        let row = try #require(client.news(&venue).last?["data"]?.elements?.first)
        #expect(try row.text("instId") == "BTCUSDT")
        #expect(try row.text("holdSide") == "long")
        #expect(try row.text("total") == "0.1")
        #expect(row["leverage"]?.numberText == "10")
        #expect(try row.text("marginSize") == "600.001")
        try #require(try venue.place("sell", "0.1", #""reduceOnly":"YES""#).isSuccess)
        #expect(client.news(&venue).last?["data"]?.elements?.isEmpty == true)
    }

    @Test func anOrderIsToldWhenItRestsAndWhenItEnds() throws {
        var venue = try BitgetVenue()
        try #require(try venue.setPositionMode("one_way_mode").isSuccess)
        try #require(try venue.setMode("isolated").isSuccess)
        var (client, opening) = try follow("orders", "default", &venue)
        #expect(opening == nil)
        let placed = try venue.place("buy", "0.1", price: "59000")
        let row = try #require(client.news(&venue).first?["data"]?.elements?.first)
        #expect(try row.text("orderId") == (try placed.text("orderId")))
        #expect(try row.text("status") == "live")
        #expect(try row.text("reduceOnly") == "no")
        #expect(row["fillPrice"] == nil)
        let name = #"{\#(BitgetVenue.usdt),"orderId":"\#(try placed.text("orderId"))"}"#
        try #require(try venue.post("order/cancel-order", name).isSuccess)
        #expect(try client.news(&venue).first?["data"]?.elements?.first?.text("status") == "canceled")
    }

    @Test func aFillIsToldOnceWithItsOrder() throws {
        var venue = try BitgetVenue()
        var (client, _) = try follow("orders", "BTCUSDT", &venue)
        try venue.openIsolatedLong()
        let rows = client.news(&venue).flatMap { $0["data"]?.elements ?? [] }
        #expect(try rows.map { try $0.text("status") } == ["live", "filled"])
        #expect(try rows.last?.text("fillPrice") == "60000.1")
        #expect(try rows.last?.text("accBaseVolume") == "0.1")
        #expect(try rows.last?.text("tradeScope") == "T")
    }

    @Test func aSymbolsOrdersAreToldToThoseWhoAskForIt() throws {
        var venue = try BitgetVenue()
        var (client, _) = try follow("orders", "ETHUSDT", &venue)
        try venue.openIsolatedLong()
        #expect(client.news(&venue).isEmpty)
    }

    @Test func fillsHaveAChannelOfTheirOwn() throws {
        var venue = try BitgetVenue()
        var (client, _) = try follow("fill", "default", &venue)
        try venue.openIsolatedLong()
        let rows = client.news(&venue).flatMap { $0["data"]?.elements ?? [] }
        #expect(try rows.map { try $0.text("baseVolume") } == ["0.1"])
        #expect(try rows.first?.text("symbol") == "BTCUSDT")
    }

    // MARK: Public

    @Test func aTickerIsWhole() throws {
        var venue = try BitgetVenue()
        var (client, opening) = try follow("ticker", "BTCUSDT", &venue)
        #expect(try opening?["data"]?.elements?.first?.text("instId") == "BTCUSDT")
        try venue.setMark("BTCUSDT", "60010")
        let message = try #require(client.news(&venue).first)
        #expect(try message.text("action") == "snapshot")
        #expect(message["ts"]?.numberText == "\(venue.nowMs)")
        #expect(try message["data"]?.elements?.first?.text("markPrice") == "60010")
    }

    /// The checksums are zlib's `crc32` of `59000:0.1` and of `59100:0.2:59900:0.3:59000:0.1`.
    @Test func aBookIsWholeAndThenWhatChangedEachWithTheChecksumOfTheWhole() throws {
        var venue = try BitgetVenue(house: false)
        try #require(try venue.setPositionMode("one_way_mode").isSuccess)
        try #require(try venue.place("buy", "0.1", price: "59000", mode: "crossed").isSuccess)
        var (client, opening) = try follow("books", "BTCUSDT", &venue)
        let whole = try #require(opening?["data"]?.elements?.first)
        #expect(whole["checksum"]?.numberText == "-198101153")
        #expect(whole["bids"]?.elements?.map { $0.elements?.map(\.string) } == [["59000", "0.1"]])
        try #require(try venue.place("buy", "0.2", price: "59100", mode: "crossed").isSuccess)
        try #require(try venue.place("sell", "0.3", price: "59900", mode: "crossed").isSuccess)
        let update = try #require(client.news(&venue).first)
        #expect(try update.text("action") == "update")
        let change = update["data"]?.elements?.first
        #expect(change?["checksum"]?.numberText == "-434240489")
        #expect(change?["bids"]?.elements?.map { $0.elements?.map(\.string) } == [["59100", "0.2"]])
        #expect(change?["asks"]?.elements?.map { $0.elements?.map(\.string) } == [["59900", "0.3"]])
    }

    @Test(arguments: [("books1", 1), ("books5", 5), ("books15", 5)])
    func aShallowBookIsAlwaysWhole(channel: String, levels: Int) throws {
        var venue = try BitgetVenue()
        var (client, _) = try follow(channel, "BTCUSDT", &venue)
        try venue.setMark("BTCUSDT", "60010")
        let message = client.news(&venue).first
        #expect(try message?.text("action") == "snapshot")
        #expect(message?["data"]?.elements?.first?["bids"]?.elements?.count == levels)
    }

    @Test func tradesAndCandlesAreToldWithEachTrade() throws {
        var venue = try BitgetVenue()
        var (trades, _) = try follow("trade", "BTCUSDT", &venue)
        var (candles, opening) = try follow("candle1m", "BTCUSDT", &venue)
        #expect(try opening?.text("action") == "snapshot")
        try venue.openIsolatedLong()
        let candle = candles.news(&venue, keepsEvents: true).first
        #expect(try candle?.text("action") == "update")
        #expect(candle?["data"]?.elements?.first?.elements?.dropFirst().first?.string == "60000")
        #expect(candle?["data"]?.elements?.first?.elements?[4].string == "60000.1")
        let trade = trades.news(&venue).first?["data"]?.elements?.first
        #expect(try trade?.text("side") == "buy")
        #expect(try trade?.text("price") == "60000.1")
    }
}
