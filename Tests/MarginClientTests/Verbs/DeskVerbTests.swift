import MarginClient
import Testing

/// The verbs on accounts, at a served Plimsoll.
@Suite struct DeskVerbTests {
    private let plimsoll: ServedPlimsoll
    private let process: TestProcess

    init() throws {
        plimsoll = try ServedPlimsoll()
        process = try TestProcess(plimsoll)
    }

    @Test(arguments: TestProcess.accounts)
    func `mode show tells the setting`(_ account: String) async throws {
        let ended = await process.run("mode show --profile \(account) --symbol BTCUSDT --json")
        #expect(ended.status == 0)
        #expect(ended.text("profile") == account)
        #expect(ended.text("mode") == (account == "ztdx" ? "isolated" : "cross"))
        #expect(ended.text("longLeverage") == (["bitget", "ztdx"].contains(account) ? "20" : "10"))
    }

    @Test(arguments: TestProcess.accounts)
    func `mode set sets the mode that holds for the symbol`(_ account: String) async throws {
        for mode in ["cross", "isolated"] {
            _ = await process.run("mode set --profile \(account) --symbol BTCUSDT --mode \(mode)")
            let shown = await process.run("mode show --profile \(account) --symbol BTCUSDT --json")
            #expect(shown.text("mode") == mode)
        }
    }

    @Test(arguments: TestProcess.accounts)
    func `leverage set sets both sides`(_ account: String) async throws {
        let ended = await process.run("leverage set --profile \(account) --symbol BTCUSDT --leverage 7")
        #expect(ended.status == 0)
        let shown = await process.run("mode show --profile \(account) --symbol BTCUSDT --json")
        #expect(shown.text("longLeverage") == "7")
        #expect(shown.text("shortLeverage") == "7")
    }

    @Test(arguments: ["bybit-uta", "bybit-classic", "bitget", "ztdx"])
    func `margin add and reduce move margin`(_ account: String) async throws {
        _ = await process.run("mode ensure --profile \(account) --symbol BTCUSDT --mode isolated --leverage 10")
        try plimsoll.order(account, .buy, "1")
        let before = try #require(Double(plimsoll.margin(account)))
        let added = await process.run("margin add --profile \(account) --symbol BTCUSDT --amount 50 --json")
        #expect(added.status == 0)
        #expect(try added.text("margin") == plimsoll.margin(account))
        let reduced = await process.run(
            "margin reduce --profile \(account) --symbol BTCUSDT --amount 20 --side long --json")
        #expect(reduced.status == 0)
        #expect(abs(try #require(Double(plimsoll.margin(account))) - before - 30) < 1e-6)
    }

    @Test func `listings hold every profile's rows`() async throws {
        for account in TestProcess.accounts {
            try plimsoll.order(account, .buy, "0.1")
            try plimsoll.order(account, .buy, "0.1", price: "50000")
        }
        for verb in ["positions", "orders", "accounts"] {
            let ended = await process.run("\(verb) --all --json")
            #expect(ended.status == 0)
            #expect(Set(ended.rows.compactMap { $0["profile"] as? String }) == Set(TestProcess.accounts))
        }
        let table = await process.run("positions --profile bitget")
        let two = await process.run("orders --profile bitget --symbol ETHUSDT,BTCUSDT --json")
        #expect(two.rows.compactMap { $0["symbol"] as? String } == ["BTCUSDT"])
        #expect(table.output.hasPrefix("PROFILE  VENUE   SYMBOL   SIDE  SIZE  ENTRY PRICE"))
    }

    @Test func `contracts and risk limits are listed`() async throws {
        let contracts = await process.run("instruments --profile bybit-uta --symbol BTCUSDT --json")
        #expect(contracts.text("tick") == "0.1")
        let tiers = await process.run("tiers --profile bitget --symbol BTCUSDT --json")
        #expect(tiers.text("tier") == "1")
        #expect(tiers.rows.count > 1)
    }

    @Test func `nothing to list is said`() async throws {
        #expect(await process.run("positions --profile bybit-uta").output == "nothing")
        #expect(await process.run("positions --profile bybit-uta --json").output == "[]")
    }

    @Test func `a refusal is a row with the venue's code, words and answer, and the status its kind`() async throws {
        try plimsoll.order("bitget", .buy, "0.1", price: "50000")
        let ended = await process.run("mode set --profile bitget --symbol BTCUSDT --mode isolated --json")
        #expect(ended.status == 13)
        let error = try #require(ended.rows.first?["error"] as? [String: Any])
        #expect(error["kind"] as? String == "hasOpenOrdersOrPositions")
        #expect(error["code"] as? String == "45117")
        #expect((error["answer"] as? [String: Any])?["code"] as? String == "45117")
    }

    @Test func `one profile's failure leaves the others' work done`() async throws {
        try plimsoll.order("ztdx", .buy, "0.1", price: "50000")
        let ended = await process.run(
            "mode ensure --profile ztdx,bybit-uta --symbol BTCUSDT --mode cross --leverage 4 --json")
        #expect(ended.status == 11)
        #expect(ended.rows.count == 2)
        #expect(ended.text("result", 1) == "done")
    }

    @Test(arguments: [
        ("bybit-uta", "BTCUSDT"), ("bybit-uta1", "BTCUSDT"), ("bybit-uta1", "BTCUSD"), ("bybit-classic", "BTCUSDT"),
        ("bybit-classic", "BTCUSD"), ("bitget", "BTCUSDT"), ("ztdx", "BTCUSDT"),
    ])
    func `a dry run changes nothing and tells what the engine would do`(
        _ account: String, _ symbol: String
    ) async throws {
        try plimsoll.order(account, .buy, "1")
        let before = try plimsoll.digest()
        let mode = account == "ztdx" ? "cross" : "isolated"
        for verb in ["ensure --leverage 5 --dry-run", "preview --leverage 5", "set --dry-run"] {
            let ended = await process.run(
                "mode \(verb) --profile \(account) --symbol \(symbol) --mode \(mode) --json")
            #expect(ended.text("request")?.hasPrefix("POST /") == true)
            let result = ended.text("result") ?? ""
            #expect(result.hasPrefix("would be"), "\(ended.output)")
            #expect(ended.status == (result == "would be done" ? 0 : 24))
            #expect(ended.rows.first?["preview"] is [String: Any])
        }
        #expect(try plimsoll.digest() == before)
    }

    @Test func `a dry run of margin is previewed, too`() async throws {
        _ = await process.run("mode ensure --profile bybit-uta --symbol BTCUSDT --mode isolated --leverage 10")
        try plimsoll.order("bybit-uta", .buy, "1")
        let before = try plimsoll.margin("bybit-uta")
        let good = await process.run("margin add --dry-run --profile bybit-uta --symbol BTCUSDT --amount 50 --json")
        #expect(good.text("result") == "would be done")
        #expect(good.text("request")?.hasPrefix("POST /v5/position/add-margin {") == true)
        let bad = await process.run("margin add --dry-run --profile bybit-uta --symbol BTCUSDT --amount 9e9 --json")
        #expect(bad.status == 2)
        let large = await process.run(
            "margin reduce --dry-run --profile bybit-uta --symbol BTCUSDT --amount 900000 --json")
        #expect(large.status == 24)
        #expect(try plimsoll.margin("bybit-uta") == before)
    }

    @Test func `without a control API a dry run shows the requests, and that their effect is not known`() async throws {
        let path = try TestProcess.file(
            """
            {"profiles":[{"name":"real","venue":"bitget","url":"\(plimsoll.url)","key":"plimsoll-demo-bitget",
            "secret":"plimsoll_demo_secret","passphrase":"plimsoll_demo_passphrase"}]}
            """)
        let ended = await process.run(
            "mode ensure --dry-run --profiles \(path) --symbol BTCUSDT --mode isolated --leverage 5 --json")
        #expect(ended.rows.count == 2)
        #expect(ended.text("now") == "cross 20x")
        #expect(ended.text("request")?.contains(#""marginMode":"isolated""#) == true)
        #expect(ended.text("result") == "effect not known")
    }
}
