import Desks
import Dialects
import TestShapes
import Testing
import Wire

/// The members and JSON types of every channel's rows: bitget-v2.md, section 10, and the documents of the channels that
/// it only names.
struct ChannelShapeTests {
    private static let orderMembers =
        "orderId clientOid instId price size posMode posSide side tradeSide orderType force marginMode marginCoin"
        + " leverage status reduceOnly accBaseVolume notionalUsd pnl totalProfits enterPointSource"
        + " cancelReason stpMode presetStopSurplusPrice presetStopSurplusType presetStopSurplusExecutePrice"
        + " presetStopLossPrice presetStopLossType presetStopLossExecutePrice cTime uTime"
    private static let fillMembers =
        "fillPrice tradeId baseVolume fillTime fillFee fillFeeCoin tradeScope fillNotionalUsd"
    private static let orderFee: [String: Shape] = ["feeDetail": .list(.strings("feeCoin fee"))]
    private static let cancelledOrder = Shape.strings(orderMembers, orderFee)
    private static let order = Shape.strings("\(orderMembers) priceAvg", orderFee)
    private static let filledOrder = Shape.strings("\(orderMembers) priceAvg \(fillMembers)", orderFee)

    private static func order(_ row: JSON) -> Shape {
        if row["status"]?.string == "canceled" { return cancelledOrder }
        return row["fillPrice"] == nil ? order : filledOrder
    }

    private static let rows: [String: Shape] = [
        "account": .strings(
            "marginCoin frozen available maxOpenPosAvailable maxTransferOut equity usdtEquity crossedRiskRate"
                + " unrealizedPL unionTotalMargin unionAvailable unionMm assetsMode"),
        "equity": .strings("btcEquity usdtEquity usdtUnrealized unionTotalMargin unionAvailable unionMm"),
        "positions": .strings(
            "posId instId marginCoin marginSize marginMode holdSide posMode total available frozen openPriceAvg"
                + " achievedProfits unrealizedPL unrealizedPLR liquidationPrice keepMarginRate marginRate isolatedMarginRate"
                + " breakEvenPrice totalFee deductedFee markPrice assetMode autoMargin cTime uTime",
            ["leverage": .integer]),
        "positions-history": .strings(
            "posId instId marginCoin marginMode holdSide posMode openPriceAvg closePriceAvg openSize closeSize"
                + " achievedProfits settleFee openFee closeFee cTime uTime"),
        "orders-algo": .strings(
            "instId orderId clientOid triggerPrice triggerType triggerTime planType price executePrice size actualSize"
                + " orderType side tradeSide posSide marginCoin status posMode enterPointSource stopSurplusPrice"
                + " stopSurplusTriggerPrice stopSurplusTriggerType stopLossPrice stopLossTriggerPrice"
                + " stopLossTriggerType stpMode cTime uTime"),
        "fill": .strings(
            "orderId clientOid tradeId symbol side orderType posMode price baseVolume quoteVolume profit tradeSide"
                + " tradeScope cTime uTime",
            ["feeDetail": .list(.strings("feeCoin deduction totalDeductionFee totalFee"))]),
        "adl-noti": .strings("symbol side status price amount ts"),
        "ticker": .strings(
            "instId symbol lastPr askPr bidPr bidSz askSz high24h low24h ts change24h baseVolume quoteVolume"
                + " openUtc indexPrice fundingRate holdingAmount open24h markPrice"
                + " nextFundingTime deliveryPrice",
            ["symbolType": .integer]),
        "books": book, "books1": book, "books5": book, "books15": book,
        "trade": .strings("ts price size side tradeId"),
        "candle1m": .list(.text), "candle1Mutc": .list(.text),
    ]
    private static let book = Shape.strings(
        "ts",
        ["asks": .list(.list(.text)), "bids": .list(.list(.text)), "checksum": .integer, "seq": .integer])

    private static let privateChannels = [
        "account", "equity", "positions", "positions-history", "orders", "orders-algo", "fill",
    ]
    private static let publicChannels = [
        "ticker", "books", "books1", "books5", "books15", "trade", "candle1m", "candle1Mutc",
    ]

    /// Checks a message and counts its rows by channel.
    private static func check(_ message: JSON, _ counts: inout [String: Int]) throws {
        #expect(message.names == ["action", "arg", "data", "ts"])
        #expect(message["ts"]?.numberText.flatMap { Int64($0) } != nil)
        let channel = try #require(message["arg"]?["channel"]?.string)
        for row in try #require(message["data"]?.elements) {
            let shape = rows[channel] ?? order(row)
            #expect(shape.differences(of: row).isEmpty, "\(channel)")
            if channel.hasPrefix("candle") { #expect(row.elements?.count == 8) }
            counts[channel, default: 0] += 1
        }
    }

    @Test("BITGET-CALL-7: what a busy account is told")
    func busyAccount() throws {
        var venue = try BitgetVenue()
        var client = try StreamClient("/v2/ws/private")
        _ = client.logIn(&venue)
        var counts: [String: Int] = [:]
        for channel in Self.privateChannels {
            for message in client.subscribe(channel, "default", &venue).dropFirst() { try Self.check(message, &counts) }
        }
        #expect(counts == ["account": 1, "equity": 1])
        try venue.keepBusy()
        for message in client.news(&venue) { try Self.check(message, &counts) }
        for channel in Self.privateChannels { #expect(counts[channel, default: 0] > 0, "\(channel)") }
    }

    @Test("What an account is told whose position is taken over")
    func liquidatedAccount() throws {
        var venue = try BitgetVenue()
        try venue.openIsolatedLong()
        var client = try StreamClient("/v2/ws/private")
        _ = client.logIn(&venue)
        for channel in Self.privateChannels { _ = client.subscribe(channel, "default", &venue) }
        venue.desk.clearGathered()
        try venue.setMark("BTCUSDT", "50000")
        var counts: [String: Int] = [:]
        for message in client.news(&venue) { try Self.check(message, &counts) }
        #expect(
            counts.filter { $0.value > 0 }.keys.sorted() == [
                "account", "equity", "fill", "orders", "positions-history",
            ])
    }

    @Test("What everybody is told")
    func everybody() throws {
        var venue = try BitgetVenue()
        var client = try StreamClient("/v2/ws/public")
        var counts: [String: Int] = [:]
        for channel in Self.publicChannels {
            for message in client.subscribe(channel, "BTCUSDT", &venue).dropFirst() {
                try Self.check(message, &counts)
            }
        }
        try venue.keepBusy()
        for message in client.news(&venue) { try Self.check(message, &counts) }
        for channel in Self.publicChannels { #expect(counts[channel, default: 0] > 0, "\(channel)") }
    }

    /// Without a house nobody else can take the other side of a bankrupt position.
    @Test("What the other side of a bankrupt position is told", arguments: ["adl-noti", "adl-notification"])
    func deleveraged(channel: String) throws {
        var venue = try BitgetVenue(house: false)
        try venue.openIsolatedShortAgainstBankruptLong()
        var client = try StreamClient("/v2/ws/private")
        _ = client.logIn(&venue)
        let reply = client.subscribe(channel, nil, &venue)
        #expect(reply.map { $0["arg"]?.strings } == [["instType": "USDT-FUTURES", "channel": channel]])
        venue.desk.clearGathered()
        try venue.setMark("BTCUSDT", "50000")
        let message = try #require(client.news(&venue).first)
        #expect(message["action"]?.string == "update")
        let row = try #require(message["data"]?.elements?.first)
        #expect(Self.rows["adl-noti"]?.differences(of: row) == [])
        let fill = try #require(try venue.get("order/fills", "productType=USDT-FUTURES").rows("fillList").first)
        let expected = [
            "symbol": "BTCUSDT", "side": "sell", "status": "triggered", "price": try fill.text("price"),
            "amount": "0.1", "ts": try fill.text("cTime"),
        ]
        for (name, value) in expected { #expect(try row.text(name) == value, "\(name)") }
    }
}

extension BitgetVenue {
    /// Another account's long of 0.1 at 60,000 with 10x, isolated, and this one's short against it.
    fileprivate mutating func openIsolatedShortAgainstBankruptLong() throws {
        try #require(
            try place("sell", "0.1", price: "60000", mode: "crossed", #""tradeSide":"open""#).isSuccess)
        try logInAsAnother(deposit: 100_000)
        try openIsolatedLong()
        restrictKey()
    }
}
