import Desks
import MarginEngine
import Testing
import Wire

struct ChannelTests {
    private func follow(_ channel: String, _ id: String?, _ venue: inout BitgetVenue) throws -> (StreamClient, JSON?) {
        let isPrivate = ["account", "positions", "positions-history", "orders", "orders-algo", "fill"].contains(channel)
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

    @Test func anOrdersPresetsAreToldWithIt() throws {
        var venue = try BitgetVenue()
        var (client, _) = try follow("orders", nil, &venue)
        try #require(
            try venue.place(
                "buy", "0.1", price: "59000", mode: "isolated",
                #""tradeSide":"open","stpMode":"cancel_both","presetStopSurplusPrice":"70000","#
                    + #""presetStopLossPrice":"50000","presetStopLossExecutePrice":"49000""#
            ).isSuccess)
        let row = try #require(client.news(&venue).first?["data"]?.elements?.first)
        let expected = [
            "presetStopSurplusPrice": "70000", "presetStopSurplusType": "fill_price",
            "presetStopSurplusExecutePrice": "0", "presetStopLossPrice": "50000", "presetStopLossType": "fill_price",
            "presetStopLossExecutePrice": "49000", "stpMode": "cancel_both", "enterPointSource": "API",
        ]
        for (name, value) in expected { #expect(try row.text(name) == value, "\(name)") }
    }

    @Test func anOrderOfTheVenuesMakingSaysSo() throws {
        var venue = try BitgetVenue()
        try venue.openIsolatedLong()
        var (client, _) = try follow("orders", "default", &venue)
        venue.desk.clearGathered()
        try venue.setMark("BTCUSDT", "50000")
        let row = try #require(client.news(&venue).first?["data"]?.elements?.last)
        #expect(try row.text("enterPointSource") == "SYS")
        #expect(try row.text("tradeSide") == "burst_sell_single")
    }

    @Test func aPlanIsToldToItsOwnChannelUntilItIsTriggeredOrEnds() throws {
        var venue = try BitgetVenue()
        try #require(try venue.setMode("isolated").isSuccess)
        let before = try venue.plan(#""triggerPrice":"61000""#)
        var (plans, opening) = try follow("orders-algo", "default", &venue)
        #expect(opening == nil)
        var (orders, _) = try follow("orders", "default", &venue)
        func news() throws -> [[String]] {
            try plans.news(&venue, keepsEvents: true).flatMap { $0["data"]?.elements ?? [] }.map { row in
                try ["planType", "status", "triggerPrice", "actualSize"].map { try row.text($0) }
            }
        }
        func orderStates() throws -> [String] {
            try orders.news(&venue).flatMap { $0["data"]?.elements ?? [] }.map { try $0.text("status") }
        }
        let second = try venue.plan(#""triggerPrice":"62000""#)
        let change = #"{\#(BitgetVenue.usdt),"orderId":"\#(try second.text("orderId"))","newTriggerPrice":"63000"}"#
        try #require(try venue.post("order/modify-plan-order", change).isSuccess)
        #expect(try news() == [["pl", "live", "62000", "0"], ["pl", "live", "63000", "0"]])
        #expect(try orderStates().isEmpty)
        try #require(
            try venue.post(
                "order/cancel-plan-order",
                #"{\#(BitgetVenue.usdt),"orderIdList":[{"orderId":"\#(try second.text("orderId"))"}]}"#
            ).isSuccess)
        #expect(try news() == [["pl", "cancelled", "63000", "0"]])
        #expect(try orderStates().isEmpty)
        // The last price follows a trade at 61,000.1.
        try venue.setMark("BTCUSDT", "61000")
        try #require(try venue.place("buy", "0.01", #""tradeSide":"open""#).isSuccess)
        let rows = plans.news(&venue, keepsEvents: true).flatMap { $0["data"]?.elements ?? [] }
        #expect(try rows.map { try $0.text("orderId") } == [before.text("orderId")])
        #expect(try rows.map { try $0.text("status") } == ["executed"])
        #expect(try orderStates() == ["live", "filled", "live", "filled"])
    }

    @Test func whatTrailsThePriceIsToldWithEachMove() throws {
        var venue = try BitgetVenue()
        try venue.openIsolatedLong()
        var (client, _) = try follow("orders-algo", "BTCUSDT", &venue)
        venue.desk.clearGathered()
        let stop = #""holdSide":"buy","size":"0.04","rangeRate":"1","triggerType":"mark_price""#
        try #require(try venue.stop("moving_plan", "60500", stop).isSuccess)
        let track = #"{\#(BitgetVenue.usdt),"planType":"track_plan","marginMode":"isolated","size":"0.01","#
        let terms =
            #""side":"sell","orderType":"market","triggerPrice":"60800","triggerType":"mark_price","callbackRatio":"2"}"#
        try #require(try venue.post("order/place-plan-order", track + terms).isSuccess)
        try venue.setMark("BTCUSDT", "61000")
        let rows = client.news(&venue).flatMap { $0["data"]?.elements ?? [] }
        let members = ["planType", "status", "triggerPrice", "stopLossTriggerPrice"]
        #expect(
            try rows.map { row in try members.map { try row.text($0) } }.sorted { $0.joined() < $1.joined() } == [
                ["mtpsl", "live", "60390", ""], ["mtpsl", "live", "60500", ""],
                ["track", "live", "59780", ""], ["track", "live", "60800", ""],
            ])
    }

    @Test func aStopIsAPlanThatNamesItsPriceAsSuch() throws {
        var venue = try BitgetVenue()
        try venue.openIsolatedLong()
        var (client, _) = try follow("orders-algo", "BTCUSDT", &venue)
        venue.desk.clearGathered()
        let side = #""holdSide":"buy""#
        try #require(try venue.stop("pos_profit", "70000", side).isSuccess)
        try #require(try venue.stop("loss_plan", "50000", #"\#(side),"size":"0.04","executePrice":"49000""#).isSuccess)
        let rows = client.news(&venue).flatMap { $0["data"]?.elements ?? [] }
        let members = ["planType", "size", "stopSurplusTriggerPrice", "stopSurplusPrice", "stopLossTriggerPrice"]
        #expect(
            try rows.map { row in try (members + ["stopLossPrice"]).map { try row.text($0) } } == [
                ["ptp", "0.1", "70000", "0", "", ""], ["sl", "0.04", "", "", "50000", "49000"],
            ])
    }

    @Test func aPositionIsToldAsHistoryWhenItIsClosedWhole() throws {
        var venue = try BitgetVenue()
        try venue.openIsolatedLong()
        var (client, opening) = try follow("positions-history", "default", &venue)
        #expect(opening == nil)
        let positions = try venue.positions().rows()
        venue.nowMs += 1
        try #require(try venue.place("sell", "0.04", #""reduceOnly":"YES""#).isSuccess)
        #expect(client.news(&venue).isEmpty)
        try #require(try venue.place("sell", "0.06", #""reduceOnly":"YES""#).isSuccess)
        let row = try #require(client.news(&venue).first?["data"]?.elements?.first)
        // 6,000.01 and 5,999.99 * 0.0006 of fees; 0.1 * (59,999.9 - 60,000.1) of profit.
        let expected = [
            "instId": "BTCUSDT", "holdSide": "long", "openSize": "0.1", "closeSize": "0.1", "openPriceAvg": "60000.1",
            "closePriceAvg": "59999.9", "achievedProfits": "-0.02", "openFee": "-3.600006", "closeFee": "-3.599994",
            "settleFee": "0", "cTime": try positions[0].text("cTime"), "uTime": "1700000000001",
        ]
        for (name, value) in expected { #expect(try row.text(name) == value, "\(name)") }
    }

    @Test func equityIsTheWholeOfAProductTypeInUSD() throws {
        var venue = try BitgetVenue()
        var client = try StreamClient("/v2/ws/private")
        _ = client.logIn(&venue)
        let reply = client.send(
            #"{"op":"subscribe","args":[{"instType":"COIN-FUTURES","channel":"equity"}]}"#, &venue)
        #expect(reply.first?["arg"]?.strings == ["instType": "COIN-FUTURES", "channel": "equity"])
        let row = try #require(reply.last?["data"]?.elements?.first)
        // 5 BTC at 60,000.
        #expect(try row.text("btcEquity") == "5")
        #expect(try row.text("usdtEquity") == "300000")
    }

    @Test func aFillsSideIsWhatWasDone() throws {
        var venue = try BitgetVenue()
        var (client, _) = try follow("fill", "default", &venue)
        for trade in ["open", "close"] {
            try #require(try venue.place("buy", "0.1", mode: "crossed", #""tradeSide":"\#(trade)""#).isSuccess)
        }
        let rows = client.news(&venue).flatMap { $0["data"]?.elements ?? [] }
        #expect(try rows.map { try $0.text("side") } == ["buy", "sell"])
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

    @Test func aCandleEndsAndTheNextBeginsThoughNothingHappens() throws {
        var venue = try BitgetVenue()
        var (client, _) = try follow("candle1m", "BTCUSDT", &venue)
        try venue.openIsolatedLong()
        venue.passTime(toMs: venue.nowMs + 60_000)
        let rows = client.news(&venue).first?["data"]?.elements ?? []
        // It had not been told of the trades of the minute that ended, either.
        #expect(rows.map { $0.elements?[0].string } == ["1699999980000", "1700000040000"])
        #expect(rows.map { $0.elements?[5].string } == ["0.1", "0"])
        #expect(rows.last?.elements?[1...4].map(\.string) == Array(repeating: "60000.1", count: 4))
        venue.passTime(toMs: venue.nowMs + 60_000)
        #expect(client.news(&venue).first?["data"]?.elements?.map { $0.elements?[0].string } == ["1700000100000"])
        #expect(client.news(&venue).isEmpty)
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
        let told = trades.news(&venue).first
        #expect(try told?.text("action") == "update")
        let trade = told?["data"]?.elements?.first
        #expect(try trade?.text("side") == "buy")
        #expect(try trade?.text("price") == "60000.1")
        let (_, past) = try follow("trade", "BTCUSDT", &venue)
        #expect(try past?.text("action") == "snapshot")
        #expect(past?["data"]?.elements?.map(\.strings) == trade.map { [$0.strings] })
    }
}
