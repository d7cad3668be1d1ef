import MarginClient
import Testing

/// What the venues' refusals become, each brought about at a served Plimsoll.
@Suite struct ErrorKindTests {
    private let plimsoll: ServedPlimsoll

    init() throws { plimsoll = try ServedPlimsoll() }

    private func error(_ call: () async throws -> Void) async -> MarginVenueError? {
        do {
            try await call()
            return nil
        } catch {
            return error as? MarginVenueError
        }
    }

    private func expect(
        _ kind: MarginVenueError.Kind, _ code: String, sourceLocation: SourceLocation = #_sourceLocation,
        _ call: () async throws -> Void
    ) async {
        let error = await error(call)
        #expect(error?.kind == kind, sourceLocation: sourceLocation)
        #expect(error?.answer?.code == code, sourceLocation: sourceLocation)
        #expect(error?.answer?.body.isEmpty == false, sourceLocation: sourceLocation)
    }

    @Test func `the same leverage again at Bybit is not modified`() async throws {
        let venue = try plimsoll.bybit()
        await expect(.notModified, "110043") { try await venue.setLeverage(DecimalNumber(10), of: "BTCUSDT") }
    }

    @Test func `the same symbol mode again at Bybit is not modified`() async throws {
        let venue = try plimsoll.bybit("bybit-classic")
        await expect(.notModified, "110026") { try await venue.setMode(.cross, of: .symbol("BTCUSDT")) }
    }

    @Test func `ZTDX's switch with an open order is refused for it`() async throws {
        try plimsoll.order("ztdx", .buy, "0.1", price: "50000")
        let venue = try plimsoll.ztdx()
        await expect(.hasOpenOrders, "HAS_OPEN_ORDERS") { try await venue.setMode(.cross, of: .account) }
    }

    @Test func `ZTDX's way back with an open position is refused for it`() async throws {
        let venue = try plimsoll.ztdx()
        try await venue.setMode(.cross, of: .account)
        try plimsoll.order("ztdx", .buy, "0.1")
        await expect(.hasOpenPositions, "HAS_OPEN_POSITIONS") { try await venue.setMode(.isolated, of: .account) }
    }

    @Test func `all that ZTDX found against a switch is kept`() async throws {
        let venue = try plimsoll.ztdx()
        try await venue.setMode(.cross, of: .account)
        try plimsoll.order("ztdx", .buy, "0.1")
        try plimsoll.order("ztdx", .buy, "0.1", price: "50000")
        let error = await error { try await venue.setMode(.isolated, of: .account) }
        #expect(error?.answer?.reasons.map(\.code) == ["HAS_OPEN_ORDERS", "HAS_OPEN_POSITIONS"])
    }

    @Test func `Bitget's one code for orders or positions says both`() async throws {
        try plimsoll.order("bitget", .buy, "0.1", price: "50000")
        let venue = try plimsoll.bitget()
        await expect(.hasOpenOrdersOrPositions, "45117") {
            try await venue.setMode(.isolated, of: .symbol("BTCUSDT"))
        }
    }

    @Test func `more margin than is free, or than may be taken, is insufficient everywhere`() async throws {
        let (bybit, bitget, ztdx) = (try plimsoll.bybit(), try plimsoll.bitget(), try plimsoll.ztdx())
        for (account, venue) in [("bybit-uta", bybit as any MarginVenue), ("bitget", bitget), ("ztdx", ztdx)] {
            _ = try await venue.ensure(WantedSetting("BTCUSDT", mode: .isolated, leverage: DecimalNumber(10)))
            try plimsoll.order(account, .buy, "0.1")
        }
        await expect(.insufficientMargin, "110014") {
            try await bybit.adjustMargin(by: DecimalNumber(1_000_000), of: "BTCUSDT", side: nil)
        }
        await expect(.insufficientMargin, "40800") {
            try await bitget.adjustMargin(by: DecimalNumber(1_000_000), of: "BTCUSDT", side: nil)
        }
        await expect(.insufficientMargin, "110078") {
            try await bybit.adjustMargin(by: DecimalNumber(-1_000_000), of: "BTCUSDT", side: nil)
        }
        await expect(.insufficientMargin, "INSUFFICIENT_BALANCE") {
            try await ztdx.adjustMargin(by: DecimalNumber(1_000_000), of: "BTCUSDT", side: nil)
        }
        await expect(.insufficientMargin, "EXCEEDS_REMOVABLE_MARGIN") {
            try await ztdx.adjustMargin(by: DecimalNumber(-1_000_000), of: "BTCUSDT", side: nil)
        }
        await expect(.insufficientMargin, "40801") {
            try await bitget.adjustMargin(by: DecimalNumber(-1_000_000), of: "BTCUSDT", side: nil)
        }
    }

    @Test func `Bybit's reasons decide and are kept`() async throws {
        for asset in ["BTC", "ETH"] { try plimsoll.withdraw("bybit-uta", asset, nil) }
        try plimsoll.withdraw("bybit-uta", "USDT", "99500")
        let venue = try plimsoll.bybit()
        let error = await error { try await venue.setMarginMode(.portfolio) }
        #expect(error?.kind == .insufficientMargin)
        #expect(error?.answer?.code == "3400045")
        #expect(error?.answer?.reasons.map(\.code) == ["3400000"])
    }

    @Test func `a switch that would bring ZTDX's ratio below its threshold is refused for it`() async throws {
        let venue = try plimsoll.ztdx()
        try await venue.setLeverage(DecimalNumber(100), of: "BTCUSDT")
        try plimsoll.order("ztdx", .buy, "4")
        try plimsoll.withdraw("ztdx", "USDT", nil)
        try plimsoll.setPrice("59710")
        await expect(.ratioTooLow, "UNI_MMR_TOO_LOW") { try await venue.setMode(.cross, of: .account) }
    }

    @Test func `a wrong secret is unauthorised everywhere`() async throws {
        let line = try plimsoll.line()
        func wrong(_ account: String) throws -> Credentials {
            try .test(key: "plimsoll-demo-\(account)", secret: "wrong", passphrase: "plimsoll_demo_passphrase")
        }
        let (bybit, bitget, ztdx) = (try wrong("bybit-uta"), try wrong("bitget"), try wrong("ztdx"))
        await expect(.unauthorised, "10004") {
            _ = try await BybitVenue(bybit, at: plimsoll.url, over: line).accountInfo()
        }
        await expect(.unauthorised, "40009") {
            _ = try await BitgetVenue(bitget, at: plimsoll.url, over: line).account("BTCUSDT")
        }
        await expect(.unauthorised, "-1022") {
            _ = try await ZTDXVenue(ztdx, at: plimsoll.url, over: line).unifiedAccount()
        }
    }

    @Test func `too many requests are rate limited everywhere`() async throws {
        let plimsoll = try ServedPlimsoll(hasRateLimits: true)
        var line = try plimsoll.line()
        line.patience.maxSendings = 1
        let venues: [(any MarginVenue, ModeScope, String)] = [
            (try plimsoll.bybit("bybit-uta", line), .account, "10006"),
            (try plimsoll.bitget(line), .symbol("BTCUSDT"), "429"), (try plimsoll.ztdx(line), .account, "-1003"),
        ]
        for (venue, scope, code) in venues {
            await expect(.rateLimited, code) {
                for _ in 0..<50 { try await venue.setMode(.isolated, of: scope) }
            }
        }
    }

    @Test func `any other refusal is the venue's, with code and words`() async throws {
        let (bybit, bitget, ztdx) = (try plimsoll.bybit(), try plimsoll.bitget(), try plimsoll.ztdx())
        await expect(.venue, "10001") { try await bybit.setLeverage(DecimalNumber(1_000), of: "BTCUSDT") }
        await expect(.venue, "400172") { try await bitget.setLeverage(DecimalNumber(1_000), of: "BTCUSDT") }
        await expect(.venue, "-4028") { try await ztdx.setLeverage(DecimalNumber(1_000), of: "BTCUSDT") }
        let error = await error { try await bitget.setMode(.isolated, of: .symbol("NOPEUSDT")) }
        #expect(error.map { "\($0)" } == "40034 Parameter NOPEUSDT does not exist")
    }

    @Test func `what a venue has not is refused before anything is sent`() async throws {
        let nowhere = ScriptedTransport { _, _ throws(TransportError) in throw .notSent(.notConnected) }
        let line = try plimsoll.line(nowhere)
        let (bybit, bitget, ztdx) = (
            try plimsoll.bybit("bybit-uta", line), try plimsoll.bitget(line), try plimsoll.ztdx(line)
        )
        let calls: [() async throws -> Void] = [
            { try await bybit.setMode(.portfolio, of: .symbol("BTCUSDT")) },
            { try await bitget.setMode(.isolated, of: .account) },
            { try await bitget.setMode(.portfolio, of: .symbol("BTCUSDT")) },
            { try await ztdx.setMode(.isolated, of: .symbol("BTCUSDT")) },
            { try await ztdx.setMode(.portfolio, of: .account) },
        ]
        for call in calls { #expect(await error(call)?.kind == .notOffered) }
        #expect(nowhere.requests.isEmpty)
    }

    @Test func `a server that is gone is unreachable`() async throws {
        let closed = try ClosedPort()
        let venue = BitgetVenue(try .test(), at: "http://127.0.0.1:\(closed.port)", over: try plimsoll.line())
        #expect(await error { _ = try await venue.account("BTCUSDT") }?.kind == .unreachable)
    }

    @Test func `a good answer without what it must hold is unreadable`() async throws {
        let transport = ScriptedTransport { _, _ in .json(#"{"code":"00000","msg":"success","data":{}}"#) }
        let venue = try plimsoll.bitget(try plimsoll.line(transport))
        let error = await error { _ = try await venue.account("BTCUSDT") }
        #expect(error?.kind == .unreadable)
    }
}
