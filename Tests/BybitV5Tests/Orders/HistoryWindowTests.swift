import MarginEngine
import Testing
import Wire

/// Which part of its history each page tells. https://bybit-exchange.github.io/docs/v5/order/order-list and its neighbours
@Suite struct HistoryWindowTests {
    private static let dayMs: Int64 = 86_400_000

    /// How many rows of each history come, days after one order was filled and another cancelled.
    private static func counts(
        after days: Int64, _ times: (_ nowMs: Int64) -> String = { _ in "" }
    ) -> (orders: Int, executions: Int, closed: Int, log: Int) {
        let venue = TestVenue()
        let owner = venue.open(.uta2, usdt: "100000")
        venue.trade(owner, "BTCUSDT", .buy, "0.1", at: "60000")
        venue.trade(owner, "BTCUSDT", .sell, "0.1", at: "60000")
        _ = venue.create(owner, ["orderLinkId": #""a""#])
        _ = venue.post("/v5/order/cancel", #"{"category":"linear","symbol":"BTCUSDT","orderLinkId":"a"}"#, as: owner)
        let nowMs = TestVenue.startMs + days * dayMs
        for day in stride(from: Int64(0), through: days, by: 300) {
            venue.apply(.advance(toMs: TestVenue.startMs + day * dayMs))
        }
        venue.apply(.advance(toMs: nowMs))
        func count(_ path: String) -> Int {
            venue.get("/v5/\(path)", "category=linear&limit=50" + times(nowMs), as: owner).list.count
        }
        return (
            count("order/history"), count("execution/list"), count("position/closed-pnl"),
            count("account/transaction-log")
        )
    }

    @Test("BYBIT-CALL-1: without times the last seven days are told, of transactions the last day")
    func usual() {
        #expect(Self.counts(after: 0) == (3, 2, 1, 2))
        #expect(Self.counts(after: 1) == (3, 2, 1, 2))
    }

    @Test("BYBIT-CALL-3: orders without a fill are told for a day")
    func unfilled() { #expect(Self.counts(after: 2) == (2, 2, 1, 0)) }

    @Test("After seven days nothing is told unless it is asked for by its time")
    func later() {
        #expect(Self.counts(after: 8) == (0, 0, 0, 0))
        let start = "&startTime=\(TestVenue.startMs)"
        let end = "&endTime=\(TestVenue.startMs + Self.dayMs / 2)"
        for times in [start, end, start + end] {
            #expect(Self.counts(after: 8) { _ in times } == (2, 2, 1, 2), "\(times)")
        }
    }

    @Test("One time alone opens a window of seven days, of transactions of one")
    func oneTime() {
        let daysBefore = { (days: Int64) in "&startTime=\(TestVenue.startMs - days * Self.dayMs)" }
        let daysAfter = { (days: Int64) in "&endTime=\(TestVenue.startMs + days * Self.dayMs)" }
        for (times, expected) in [
            (daysBefore(1), (3, 2, 1, 2)), (daysBefore(2), (3, 2, 1, 0)), (daysBefore(7), (3, 2, 1, 0)),
            (daysBefore(8), (0, 0, 0, 0)), (daysAfter(1), (3, 2, 1, 2)), (daysAfter(2), (3, 2, 1, 0)),
            (daysAfter(8), (0, 0, 0, 0)),
        ] {
            #expect(Self.counts(after: 0) { _ in times } == expected, "\(times)")
        }
    }

    @Test(
        "BYBIT-CALL-2: nobody asks for more than seven days or for what is older than two years",
        arguments: ["order/history", "execution/list", "position/closed-pnl", "account/transaction-log"])
    func refusals(path: String) {
        let venue = TestVenue()
        let owner = venue.open(.uta2)
        func message(_ start: Int64?, _ end: Int64?) -> String? {
            let times = [start.map { "&startTime=\($0)" }, end.map { "&endTime=\($0)" }].compactMap { $0 }.joined()
            return venue.get("/v5/\(path)", "category=linear" + times, as: owner).message
        }
        let twoYearsAgo = TestVenue.startMs - 730 * Self.dayMs
        let tooOld = "Can't query order earlier than 2 years, please check your params: startTime or endTime!"
        #expect(message(twoYearsAgo, nil) == "OK")
        #expect(message(twoYearsAgo - 1, nil) == tooOld)
        #expect(message(nil, twoYearsAgo) == "OK")
        #expect(message(nil, twoYearsAgo - 1) == tooOld)
        #expect(message(twoYearsAgo - 1, twoYearsAgo) == tooOld)
        #expect(message(twoYearsAgo, twoYearsAgo + 7 * Self.dayMs) == "OK")
        #expect(message(twoYearsAgo, twoYearsAgo + 7 * Self.dayMs + 1) == "params error: endTime invalid")
        #expect(message(twoYearsAgo + 1, twoYearsAgo) == "params error: startTime invalid")
    }
}
