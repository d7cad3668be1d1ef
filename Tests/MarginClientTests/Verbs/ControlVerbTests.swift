import MarginClient
import Testing

/// The verbs on a Plimsoll itself.
@Suite struct ControlVerbTests {
    private let plimsoll: ServedPlimsoll
    private let process: TestProcess

    init() throws {
        plimsoll = try ServedPlimsoll()
        process = try TestProcess(plimsoll)
    }

    @Test func `a new account can be signed in to with the key that was told`() async throws {
        let made = await process.run("account create --name desk --venue bitget --json")
        #expect(made.status == 0)
        let variables = [
            "PLIMSOLL_VENUE": "bitget", "PLIMSOLL_URL": plimsoll.url, "PLIMSOLL_KEY": made.text("key") ?? "",
            "PLIMSOLL_SECRET": made.text("secret") ?? "", "PLIMSOLL_PASSPHRASE": made.text("passphrase") ?? "",
        ]
        let shown = await TestProcess(variables: variables).run("mode show --symbol BTCUSDT --json")
        #expect(shown.status == 0)
        #expect(shown.text("profile") == "environment")
    }

    @Test func `Bybit's generation is chosen`() async throws {
        let made = await process.run("account create --name old --venue bybit --generation classic --json")
        #expect(made.text("generation") == "classic")
    }

    @Test func `a deposit is in the balance`() async throws {
        let ended = await process.run("deposit --profile ztdx --asset USDT --amount 2.5 --json")
        #expect(ended.text("balance") == "100002.5")
        let shown = await process.run("account show --uid 100005 --json")
        #expect(shown.rows.first { $0["asset"] as? String == "USDT" }?["balance"] as? String == "100002.5")
    }

    @Test func `all accounts are shown`() async throws {
        let ended = await process.run("account show --json")
        #expect(ended.rows.compactMap { $0["name"] as? String } == TestProcess.accounts)
    }

    @Test func `a price that is set is the mark`() async throws {
        try plimsoll.order("bybit-uta", .buy, "1")
        let ended = await process.run("price set --symbol BTCUSDT --mark 61000 --index 61001.5 --json")
        #expect(ended.text("index") == "61001.5")
        #expect(await process.run("positions --profile bybit-uta --json").text("markPrice") == "61000")
    }

    @Test func `a clock is stopped before it is moved on`() async throws {
        let early = await process.run("clock advance --by-ms 1000 --json")
        #expect(early.status == 19)
        let frozen = await process.run("clock freeze --json")
        let advanced = await process.run("clock advance --by-ms 28800000 --json")
        let times = [frozen, advanced].compactMap { $0.text("timeMs").flatMap { Int64($0) } }
        #expect(times.count == 2)
        #expect(times[1] - times[0] == 28_800_000)
    }

    @Test func `a preview says what a change would do`() async throws {
        let good = await process.run("preview --profile bybit-uta --mode isolated --json")
        #expect(good.text("result") == "would be done")
        try plimsoll.order("bitget", .buy, "0.1")
        let bad = await process.run("preview --profile bitget --mode isolated --symbol BTCUSDT --json")
        #expect(bad.status == 24)
        #expect(bad.text("result")?.hasPrefix("would be refused: ") == true)
        let leverage = await process.run("preview --profile bybit-uta --symbol BTCUSDT --leverage 3 --json")
        #expect(leverage.status == 0)
    }

    @Test func `a wrong token is unauthorised`() async throws {
        let path = try TestProcess.file(
            """
            {"profiles":[{"name":"x","venue":"bybit","url":"\(plimsoll.url)","key":"k","secret":"s",
            "controlToken":"wrong"}]}
            """)
        #expect(await process.run("clock freeze --profiles \(path)").status == 16)
    }
}
