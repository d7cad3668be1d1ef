import Desks
import Testing
import Wire

/// What a stream's client may send, and what it is answered.
struct BitgetStreamTests {
    @Test func aBarePingIsAnsweredWithABarePong() throws {
        var venue = try BitgetVenue()
        var client = try StreamClient("/v2/ws/public")
        #expect(client.texts("ping", &venue) == ["pong"])
    }

    @Test(arguments: [1, 1_000])
    func aLoginsTimeIsInSecondsOrMilliseconds(unit: Int64) throws {
        var venue = try BitgetVenue()
        var client = try StreamClient("/v2/ws/private")
        let answer = client.logIn(&venue, timestamp: "\(venue.nowMs / 1_000 * unit)")
        #expect(answer.first?["code"]?.numberText == "0")
        #expect(answer.first?.strings == ["event": "login", "msg": ""])
    }

    @Test func aRefusedLoginNamesItsReasonAndEndsTheStream() throws {
        var venue = try BitgetVenue()
        let before = "\(venue.nowMs / 1_000 - 60)"
        for (code, attempt) in [
            ("30011", { (client: inout StreamClient, venue: inout BitgetVenue) in client.logIn(&venue, key: "other") }),
            ("30012", { client, venue in client.logIn(&venue, passphrase: "wrong") }),
            ("30013", { client, venue in client.logIn(&venue, timestamp: "12") }),
            ("30014", { client, venue in client.logIn(&venue, timestamp: before) }),
            ("30015", { client, venue in client.logIn(&venue, secret: "wrong") }),
        ] as [(String, (inout StreamClient, inout BitgetVenue) -> [JSON])] {
            var client = try StreamClient("/v2/ws/private")
            let answer = attempt(&client, &venue)
            #expect(answer.first?["code"]?.numberText == code)
            #expect(try answer.first?.text("event") == "error")
            #expect(client.isClosed)
        }
    }

    @Test(arguments: [AccountStanding.abnormal, .frozen, .disabled, .unified])
    func aLockedAccountCannotLogIn(standing: AccountStanding) throws {
        var venue = try BitgetVenue()
        venue.setStanding(standing)
        var client = try StreamClient("/v2/ws/private")
        #expect(client.logIn(&venue).first?["code"]?.numberText == "30005")
        #expect(client.isClosed)
    }

    @Test func anAccountLockedWhileItsStreamIsOpenSubscribesToNothingMoreUntilItIsUnlocked() throws {
        var venue = try BitgetVenue()
        var client = try StreamClient("/v2/ws/private")
        _ = client.logIn(&venue)
        #expect(try client.subscribe("orders", "default", &venue).first?.text("event") == "subscribe")
        venue.setStanding(.frozen)
        #expect(client.subscribe("fill", "default", &venue).first?["code"]?.numberText == "30004")
        venue.setStanding(.normal)
        #expect(try client.subscribe("fill", "default", &venue).first?.text("event") == "subscribe")
    }

    @Test(
        "BITGET-CALL-15: a channel whose page requires a coin or symbol is not followed without one",
        arguments: [
            ("account", "30016"), ("positions", "30016"), ("positions-history", "30016"), ("equity", nil),
            ("orders", nil), ("orders-algo", nil), ("fill", nil), ("adl-noti", nil),
        ])
    func requiredID(channel: String, code: String?) throws {
        var venue = try BitgetVenue()
        var client = try StreamClient("/v2/ws/private")
        _ = client.logIn(&venue)
        let answer = try #require(client.subscribe(channel, nil, &venue).first)
        #expect(answer["code"]?.numberText == code)
        if code != nil { #expect(answer["msg"]?.string == "Param error") }
        #expect(try client.subscribe(channel, "default", &venue).first?.text("event") == "subscribe")
    }

    @Test(
        "A message without what its page requires, or with a word of no page, is refused",
        arguments: [
            (#"{"args":[{"instType":"USDT-FUTURES","channel":"ticker","instId":"BTCUSDT"}]}"#, "30003"),
            (#"{"op":"follow","args":[{}]}"#, "30003"), (#"{"op":"subscribe"}"#, "30002"),
            (#"{"op":"subscribe","args":"ticker"}"#, "30002"),
            (#"{"op":"subscribe","args":[{"channel":"ticker","instId":"BTCUSDT"}]}"#, "30016"),
            (#"{"op":"subscribe","args":[{"instType":"USDT-FUTURES","instId":"BTCUSDT"}]}"#, "30016"),
            (#"{"op":"unsubscribe","args":[{"instType":"USDT-FUTURES"}]}"#, "30016"),
            (#"{"op":"subscribe","args":[{"instType":"NOPE","channel":"ticker","instId":"BTCUSDT"}]}"#, "30001"),
            (#"{"op":"subscribe","args":[{"instType":"USDT-FUTURES","channel":"tick","instId":"BTCUSDT"}]}"#, "30001"),
            (#"{"op":"subscribe","args":[{"instType":"USDT-FUTURES","channel":"ticker","instId":"NOPE"}]}"#, "30001"),
            (#"{"op":"subscribe","args":[{"instType":"USDT-FUTURES","channel":"ticker"}]}"#, "30001"),
            (#"{"op":"login","args":[]}"#, "30016"), (#"{"op":"login","args":[{}]}"#, "30011"),
        ])
    func refusedMessages(message: String, code: String) throws {
        var venue = try BitgetVenue()
        var client = try StreamClient("/v2/ws/public")
        #expect(client.send(message, &venue).first?["code"]?.numberText == code)
    }

    @Test func aSubscriptionIsAcknowledgedWithItsArgument() throws {
        var venue = try BitgetVenue()
        var client = try StreamClient("/v2/ws/public")
        let replies = client.subscribe("ticker", "BTCUSDT", &venue)
        #expect(try replies.first?.text("event") == "subscribe")
        #expect(
            replies.first?["arg"]?.strings
                == ["instType": "USDT-FUTURES", "channel": "ticker", "instId": "BTCUSDT"])
    }

    @Test(arguments: [
        ("nope", "BTCUSDT"), ("ticker", "NOPEUSDT"), ("ticker", "BTCUSD"), ("candle7m", "BTCUSDT"),
        ("orders", "default"),
    ])
    func anUnknownChannelIsRefusedByItsName(channel: String, id: String) throws {
        var venue = try BitgetVenue()
        var client = try StreamClient("/v2/ws/public")
        let replies = client.subscribe(channel, id, &venue)
        #expect(replies.count == 1)
        #expect(replies.first?["code"]?.numberText == "30001")
        #expect(
            try replies.first?.text("msg")
                == "instType:USDT-FUTURES,channel:\(channel),instId:\(id) doesn't exist")
    }

    @Test func privateChannelsNeedALogin() throws {
        var venue = try BitgetVenue()
        var client = try StreamClient("/v2/ws/private")
        #expect(client.subscribe("orders", "default", &venue).first?["code"]?.numberText == "30004")
    }

    @Test(arguments: [
        ("no JSON", "30002"), ("{}", "30002"), (#"{"op":"dance","args":[]}"#, "30003"),
        (#"{"op":"subscribe","args":[{}]}"#, "30016"), (#"{"op":"subscribe","args":[1]}"#, "30016"),
        (#"{"op":"unsubscribe","args":[{}]}"#, "30016"),
        (#"{"op":"subscribe","args":[],"x":"\#(String(repeating: "x", count: 4_096))"}"#, "30002"),
    ])
    func whatIsNoRequestIsRefused(message: String, code: String) throws {
        var venue = try BitgetVenue()
        var client = try StreamClient("/v2/ws/public")
        let replies = client.send(message, &venue)
        #expect(replies.map { $0["code"]?.numberText } == [code])
    }

    @Test func theEleventhMessageOfASecondEndsTheStream() throws {
        var venue = try BitgetVenue()
        venue.limits = RateLimits()
        var client = try StreamClient("/v2/ws/public")
        for _ in 0..<10 { #expect(client.texts("ping", &venue) == ["pong"]) }
        #expect(client.send("ping", &venue).first?["code"]?.numberText == "30006")
        #expect(client.isClosed)
    }

    @Test func theTwoHundredFortyFirstSubscriptionOfAnHourEndsTheStream() throws {
        var venue = try BitgetVenue()
        venue.limits = RateLimits()
        var client = try StreamClient("/v2/ws/public")
        for _ in 0..<240 {
            venue.nowMs += 1_000
            #expect(client.subscribe("ticker", "BTCUSDT", &venue).first?["event"]?.string == "subscribe")
        }
        venue.nowMs += 1_000
        #expect(client.subscribe("ticker", "BTCUSDT", &venue).first?["code"]?.numberText == "30007")
        #expect(client.isClosed)
    }

    @Test(arguments: [true, false])
    func aKeyThatMayNotBeUsedHereOrNoMoreCannotLogIn(isExpired: Bool) throws {
        var venue = try BitgetVenue()
        venue.restrictKey(
            addresses: isExpired ? [] : ["198.51.100.7"], expiresMs: isExpired ? BitgetVenue.startMs : nil)
        var client = try StreamClient("/v2/ws/private")
        #expect(client.logIn(&venue).first?["code"]?.numberText == "30005")
        #expect(client.isClosed)
    }

    @Test func moreThanAThousandChannelsEndTheStream() throws {
        var venue = try BitgetVenue()
        var client = try StreamClient("/v2/ws/private")
        _ = client.logIn(&venue)
        for number in 0..<1_000 { _ = client.subscribe("orders", "SYMBOL\(number)", &venue) }
        #expect(client.subscribe("orders", "SYMBOL999", &venue).first?["event"]?.string == "subscribe")
        #expect(client.subscribe("orders", "SYMBOL1000", &venue).first?["code"]?.numberText == "30007")
        #expect(client.isClosed)
    }

    @Test func aChannelThatWasLeftIsNotTold() throws {
        var venue = try BitgetVenue()
        var client = try StreamClient("/v2/ws/public")
        _ = client.subscribe("ticker", "BTCUSDT", &venue)
        let arg = #"{"instType":"USDT-FUTURES","channel":"ticker","instId":"BTCUSDT"}"#
        let reply = client.send(#"{"op":"unsubscribe","args":[\#(arg)]}"#, &venue)
        #expect(try reply.first?.text("event") == "unsubscribe")
        try venue.setMark("BTCUSDT", "60010")
        #expect(client.news(&venue).isEmpty)
    }
}
