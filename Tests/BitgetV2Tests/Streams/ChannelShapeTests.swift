import Desks
import Dialects
import TestShapes
import Testing
import Wire

/// What each channel tells has the recorded members and JSON types.
struct ChannelShapeTests {
    private static let privateChannels = [
        "account", "equity", "positions", "positions-history", "orders", "orders-algo", "fill",
    ]
    private static let publicChannels = [
        "ticker", "books", "books1", "books5", "books15", "trade", "candle1m", "candle1Mutc",
    ]

    /// Holds a message against what is recorded of its channel, and counts its rows.
    private static func check(_ message: JSON, _ counts: inout [String: Int]) throws {
        let channel = try #require(message["arg"]?["channel"]?.string)
        let kind = channel.hasPrefix("books") ? "books" : channel.hasPrefix("candle") ? "candle" : channel
        #expect(RecordedShapes.bitget.message(of: kind).differences(of: message) == [], "\(channel)")
        let rows = try #require(message["data"]?.elements).count
        if rows > 0 { counts[channel, default: 0] += rows }
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
        #expect(RecordedShapes.bitget.message(of: "adl-noti").differences(of: message) == [])
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
