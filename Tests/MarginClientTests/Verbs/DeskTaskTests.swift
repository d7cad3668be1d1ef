import MarginClient
import TestSupport
import Testing

/// A desk's task: three profiles on three venues, from whatever state, to "isolated, 5x, BTCUSDT" by one command.
@Suite struct DeskTaskTests {
    private static let accounts = ["bybit-uta", "bitget", "ztdx"]
    private static let command = "mode ensure --all --symbol BTCUSDT --mode isolated --leverage 5"
    private let plimsoll: ServedPlimsoll
    private let process: TestProcess

    init() throws {
        plimsoll = try ServedPlimsoll()
        process = try TestProcess(plimsoll, accounts: Self.accounts)
    }

    @Test(arguments: 0..<12 as Range<UInt64>)
    func `all three arrive from any state`(_ seed: UInt64) async throws {
        var chance = SplitMix64(seed: seed)
        for account in Self.accounts {
            let mode = Bool.random(using: &chance) ? "isolated" : "cross"
            let leverage = [2, 5, 9].randomElement(using: &chance) ?? 2
            _ = await process.run(
                "mode ensure --profile \(account) --symbol BTCUSDT --mode \(mode) --leverage \(leverage)")
        }
        let ended = await process.run(Self.command + " --json")
        #expect(ended.status == 0)
        for (index, account) in Self.accounts.enumerated() {
            #expect(ended.text("profile", index) == account)
            #expect(ended.text("after", index) == "isolated 5x")
            #expect(["done", "was so already"].contains(ended.text("result", index)))
        }
        let again = await process.run(Self.command)
        #expect(
            again.output == """
                PROFILE    VENUE   SYMBOL   BEFORE       AFTER        DONE  RESULT
                bybit-uta  bybit   BTCUSDT  isolated 5x  isolated 5x  -     was so already
                bitget     bitget  BTCUSDT  isolated 5x  isolated 5x  -     was so already
                ztdx       ztdx    BTCUSDT  isolated 5x  isolated 5x  -     was so already
                """)
    }

    @Test func `the table says what was done, and why not where it was refused`() async throws {
        _ = await process.run("mode set --profile ztdx --symbol BTCUSDT --mode cross")
        try plimsoll.order("ztdx", .buy, "0.1")
        let ended = await process.run(Self.command)
        #expect(ended.status == 12)
        let lines = ended.output.split(separator: "\n").map(String.init)
        #expect(lines.count == 4)
        #expect(lines[1].contains("cross 10x"))
        #expect(lines[1].contains("account: cross -> isolated; BTCUSDT: 10x -> 5x"))
        #expect(lines[2].contains("BTCUSDT: cross -> isolated; BTCUSDT: 20x -> 5x"))
        #expect(lines[3].contains("has open positions: HAS_OPEN_POSITIONS"))
    }
}
