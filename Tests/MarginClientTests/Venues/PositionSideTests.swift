import MarginClient
import Testing

/// Margin goes to the position that is meant, or nowhere.
@Suite struct PositionSideTests {
    private let plimsoll: ServedPlimsoll

    init() throws { plimsoll = try ServedPlimsoll() }

    private func venue(_ account: String) throws -> any MarginVenue {
        switch account {
        case "bitget": try plimsoll.bitget()
        case "ztdx": try plimsoll.ztdx()
        default: try plimsoll.bybit(account)
        }
    }

    private func refusal(_ account: String, side: PositionSide?) async throws -> String? {
        let venue = try venue(account)
        do throws(MarginVenueError) {
            try await venue.adjustMargin(by: DecimalNumber(1), of: "BTCUSDT", side: side)
            return nil
        } catch {
            #expect(error.kind == .notOffered)
            return "\(error)"
        }
    }

    @Test(arguments: ["bybit-uta", "bybit-classic", "bitget", "ztdx"])
    func `nothing is sent for a side that is not held`(_ account: String) async throws {
        _ = try await venue(account).ensure(WantedSetting("BTCUSDT", mode: .isolated, leverage: DecimalNumber(10)))
        #expect(try await refusal(account, side: nil) == "there is no position in BTCUSDT")
        try plimsoll.order(account, .sell, "0.1")
        let before = try plimsoll.margin(account)
        #expect(try await refusal(account, side: .long) == "there is no long position in BTCUSDT")
        #expect(try plimsoll.margin(account) == before)
        #expect(try await refusal(account, side: .short) == nil)
    }

    @Test func `with a long and a short position the side must be said`() async throws {
        _ = try await venue("bitget").ensure(WantedSetting("BTCUSDT", mode: .isolated, leverage: DecimalNumber(10)))
        try plimsoll.order("bitget", .buy, "0.1")
        try plimsoll.order("bitget", .sell, "0.1")
        #expect(try await refusal("bitget", side: nil) == "BTCUSDT has a long and a short position: say which")
        #expect(try await refusal("bitget", side: .short) == nil)
    }
}
