import MarginClient
import Testing
import Verbs

/// What is understood, and what is refused before anything is sent.
@Suite struct CommandLineTests {
    private func status(_ words: String) async throws -> (status: Int32, error: String) {
        let path = try TestProcess.file(
            """
            {"profiles":[
            {"name":"real","venue":"bybit","url":"mainnet","key":"k","secret":"hush"},
            {"name":"near","venue":"ztdx","url":"http://127.0.0.1:1","key":"k","secret":"hush"}]}
            """)
        let ended = await TestProcess(variables: ["PLIMSOLL_PROFILES": path]).run(words)
        return (ended.status, ended.error)
    }

    @Test(arguments: [
        "mode", "mode shown", "margin add --symbol BTCUSDT", "margin add --symbol BTCUSDT --amount -5 --profile near",
        "margin add --symbol BTCUSDT --amount 0 --profile near", "margin add --symbol A,B --amount 1 --profile near",
        "mode ensure --symbol BTCUSDT --profile near", "mode ensure --symbol BTCUSDT --mode crossed --profile near",
        "mode show --symbol A --symbol B --profile near", "mode show --symbol", "mode show extra --symbol A",
        "mode show --symbol A --profile nobody", "mode show --symbol A", "mode show --symbol A --json=yes --all",
        "mode show --symbol A --secret hush", "mode ensure --symbol , --mode cross --profile near",
        "mode show --symbol A,,B --profile near", "mode show --symbol A --profile near,", "clock advance --by-ms x",
        "clock freeze",
        "leverage set --symbol A --leverage 5x --profile near", "positions --profile near --profiles /nowhere",
    ])
    func `what is not understood ends with 2 and says why`(_ words: String) async throws {
        let ended = try await status(words)
        #expect(ended.status == 2)
        #expect(ended.error.hasPrefix("plimsoll: "))
        #expect(!ended.error.contains("hush") || words.contains("hush"))
    }

    @Test(arguments: [
        ("mode shown", "unknown verb 'mode shown'; did you mean 'mode show'?"),
        ("account --name a", "unknown verb 'account'; did you mean 'account show'?"),
        ("mode show --symbl A", "unknown option '--symbl'; did you mean '--symbol'?"),
    ])
    func `an unknown word is answered with the nearest one`(_ words: String, _ text: String) async throws {
        #expect(try await status(words).error == "plimsoll: \(text)")
    }

    @Test func `a venue beyond this machine needs --live`() async throws {
        let ended = try await status("positions --profile real")
        #expect(ended.status == 2)
        #expect(ended.error.contains("--live"))
        #expect(try await status("positions --all").status == 2)
    }

    @Test func `nobody at the address is status 21`() async throws {
        #expect(try await status("positions --profile near").status == 21)
    }

    @Test func `a result that is unknown comes before other failures`() async throws {
        let plimsoll = try ServedPlimsoll()
        try plimsoll.order("ztdx", .buy, "0.1", price: "50000")
        let proxy = try FaultyProxy(to: plimsoll.port) { $0.line.hasPrefix("POST /api/v2") ? .resetAfter : .none }
        let ended = await (try TestProcess(plimsoll, url: proxy.url)).run(
            "mode set --profile ztdx,bitget --symbol BTCUSDT --mode cross")
        #expect(ended.status == 18)
        #expect(ended.output.contains("has open orders"))
        #expect(ended.output.contains("result unknown"))
    }

    @Test func `help lists every verb's options and the statuses`() async throws {
        for word in Set(VerbRun.words) {
            let ended = await TestProcess(variables: [:]).run("\(word) --help")
            #expect(ended.status == 0)
            #expect(ended.output.contains("plimsoll \(word)"))
            #expect(ended.output.contains("18 resultUnknown"))
        }
        #expect(VerbRun.helpLines.count == VerbRun.words.count)
    }
}
