import MarginClient
import Testing

/// Everything that the venues share, at each of them, on the wire.
@Suite struct ServedVenueTests {
    static let accounts = ["bybit-uta", "bybit-uta1", "bybit-classic", "bitget", "ztdx"]

    private func venue(_ account: String, _ plimsoll: ServedPlimsoll) throws -> any MarginVenue {
        switch account {
        case "bitget": try plimsoll.bitget()
        case "ztdx": try plimsoll.ztdx()
        default: try plimsoll.bybit(account)
        }
    }

    @Test(arguments: accounts)
    func `a position shows with its side, size, entry and leverage`(_ account: String) async throws {
        let plimsoll = try ServedPlimsoll()
        let venue = try venue(account, plimsoll)
        try plimsoll.order(account, .sell, "0.5")
        let position = try #require(try await venue.positions(nil).first)
        #expect(position.symbol == "BTCUSDT")
        #expect(position.side == .short)
        #expect(position.size.text == "0.5")
        #expect(position.entryPrice?.text == "59999.9")
        #expect(position.markPrice?.text == "60000")
        #expect(try await venue.positions("BTCUSDT").count == 1)
        #expect(try await venue.positions("ETHUSDT").isEmpty)
    }

    @Test(arguments: accounts)
    func `an open order shows with its price and quantity`(_ account: String) async throws {
        let plimsoll = try ServedPlimsoll()
        let venue = try venue(account, plimsoll)
        try plimsoll.order(account, .buy, "0.25", price: "50000")
        for orders in [try await venue.openOrders(nil), try await venue.openOrders("BTCUSDT")] {
            let order = try #require(orders.first)
            #expect(order.symbol == "BTCUSDT")
            #expect(order.side == "buy")
            #expect(order.price?.text == "50000")
            #expect(order.quantity.text == "0.25")
            #expect(order.filled == .zero)
        }
        #expect(try await venue.openOrders("ETHUSDT").isEmpty)
    }

    @Test(arguments: accounts)
    func `the demo deposit shows as a balance`(_ account: String) async throws {
        let plimsoll = try ServedPlimsoll()
        let balances = try await venue(account, plimsoll).balances()
        let usdt = try #require(balances.first { $0.asset == "USDT" })
        #expect((usdt.balance ?? usdt.equity)?.text == "100000")
    }

    @Test(arguments: ["bybit-uta", "bitget", "ztdx"])
    func `contracts show with their steps`(_ account: String) async throws {
        let venue = try venue(account, try ServedPlimsoll())
        let row = try #require(try await venue.instruments("BTCUSDT").first)
        #expect(row.base == "BTC")
        #expect(row.quote == "USDT")
        #expect(row.settle == "USDT")
        #expect(row.tick?.text == "0.1")
        #expect(row.quantityStep?.text == "0.001")
        #expect(try await venue.instruments(nil).count > 1)
    }

    @Test(arguments: ["bybit-uta", "bitget", "ztdx"])
    func `risk limits rise, the first with the greatest leverage`(_ account: String) async throws {
        let tiers = try await venue(account, try ServedPlimsoll()).tiers(of: "BTCUSDT")
        let first = try #require(tiers.first)
        #expect(first.level == 1)
        #expect(tiers.count > 1)
        #expect(tiers.map(\.level) == Array(1...tiers.count))
        #expect(Set(tiers.map(\.maintenanceRate)).count == tiers.count)
    }

    @Test(arguments: accounts)
    func `the venue's clock is the wall clock`(_ account: String) async throws {
        let venue = try venue(account, try ServedPlimsoll())
        let beforeMs = Surroundings.system.wallMs()
        let timeMs = try await venue.timeMs()
        #expect((beforeMs...Surroundings.system.wallMs()).contains(timeMs))
    }

    @Test(arguments: [
        ("bybit-uta", ModeScope.account, "cross", "10"), ("bybit-uta1", .account, "cross", "10"),
        ("bybit-classic", .symbol("BTCUSDT"), "cross", "10"), ("bitget", .symbol("BTCUSDT"), "cross", "20"),
        ("ztdx", .account, "isolated", "20"),
    ])
    func `a fresh account is set as its venue sets it`(
        _ account: String, _ scope: ModeScope, _ mode: String, _ leverage: String
    ) async throws {
        let setting = try await venue(account, try ServedPlimsoll()).setting(of: "BTCUSDT")
        #expect(setting.scope == scope)
        #expect(setting.mode.rawValue == mode)
        #expect(setting.longLeverage?.text == leverage)
        #expect(setting.shortLeverage?.text == leverage)
    }

    @Test(arguments: accounts)
    func `setting mode and leverage is seen in the setting`(_ account: String) async throws {
        let venue = try venue(account, try ServedPlimsoll())
        let before = try await venue.setting(of: "BTCUSDT")
        let other: MarginMode = before.mode == .isolated ? .cross : .isolated
        try await venue.setMode(other, of: before.scope)
        try await venue.setLeverage(DecimalNumber(7), of: "BTCUSDT")
        let after = try await venue.setting(of: "BTCUSDT")
        #expect(after.mode == other)
        #expect(after.longLeverage == DecimalNumber(7))
        #expect(after.shortLeverage == DecimalNumber(7))
    }

    @Test(arguments: ["bybit-uta", "bybit-classic", "bitget", "ztdx"])
    func `margin added and taken away is on the position`(_ account: String) async throws {
        let plimsoll = try ServedPlimsoll()
        let venue = try venue(account, plimsoll)
        _ = try await venue.ensure(WantedSetting("BTCUSDT", mode: .isolated, leverage: DecimalNumber(10)))
        try plimsoll.order(account, .buy, "1")
        let before = try #require(Double(plimsoll.margin(account)))
        try await venue.adjustMargin(by: DecimalNumber(100), of: "BTCUSDT", side: nil)
        #expect(abs(try #require(Double(plimsoll.margin(account))) - before - 100) < 1e-6)
        try await venue.adjustMargin(by: DecimalNumber(-40), of: "BTCUSDT", side: .long)
        #expect(abs(try #require(Double(plimsoll.margin(account))) - before - 60) < 1e-6)
        #expect(try await venue.positions("BTCUSDT").first?.margin?.text == plimsoll.margin(account))
    }
}
