import MarginClient
import Synchronization
import Testing

/// Counts requests by kind on their way to a server.
final class CountingTransport: Transport {
    private let inner: any Transport
    private let sent = Mutex<[HTTPRequest]>([])

    init(_ inner: any Transport) { self.inner = inner }

    /// Those that may change something.
    var changes: Int { sent.withLock { $0.count { $0.method != .get } } }
    /// Those that ask, the venue's clock left out.
    var questions: Int { sent.withLock { $0.count { $0.method == .get && !$0.url.hasSuffix("/time") } } }

    func send(_ request: HTTPRequest) async throws(TransportError) -> HTTPAnswer {
        sent.withLock { $0.append(request) }
        return try await inner.send(request)
    }
}

@Suite struct EnsureTests {
    static let accounts = ["bybit-uta", "bybit-uta1", "bybit-classic", "bitget", "ztdx"]
    private let plimsoll: ServedPlimsoll
    private let counting: CountingTransport

    init() throws {
        plimsoll = try ServedPlimsoll()
        counting = CountingTransport(try CurlTransport())
    }

    private func venue(_ account: String) throws -> any MarginVenue {
        let line = try plimsoll.line(counting)
        return switch account {
        case "bitget": try plimsoll.bitget(line)
        case "ztdx": try plimsoll.ztdx(line)
        default: try plimsoll.bybit(account, line)
        }
    }

    /// Every pair of states, from each to each.
    @Test(arguments: [
        ("bybit-uta", "BTCUSDT"), ("bybit-uta", "BTCPERP"), ("bybit-uta", "BTCUSD"), ("bybit-uta1", "BTCUSDT"),
        ("bybit-uta1", "BTCUSD"), ("bybit-classic", "BTCUSDT"), ("bybit-classic", "BTCUSD"), ("bitget", "BTCUSDT"),
        ("bitget", "BTCPERP"), ("bitget", "BTCUSD"), ("ztdx", "BTCUSDT"),
    ])
    func `any state is reached from any, with no change too many`(_ account: String, _ symbol: String) async throws {
        let venue = try venue(account)
        let states = [MarginMode.isolated, .cross].flatMap { mode in [3, 8].map { (mode, DecimalNumber($0)) } }
        for from in states {
            for to in states {
                _ = try await venue.ensure(WantedSetting(symbol, mode: from.0, leverage: from.1))
                let before = counting.changes
                let report = try await venue.ensure(WantedSetting(symbol, mode: to.0, leverage: to.1))
                #expect(report.after.mode == to.0)
                #expect(report.after.longLeverage == to.1)
                #expect(report.steps.allSatisfy { $0.outcome == .done })
                #expect(counting.changes - before == report.steps.count)
                // Bitget keeps leverage for each mode: another mode may bring another leverage.
                let isKept = account == "bitget" ? from == to : from.1 == to.1
                #expect(report.steps.count <= (from.0 == to.0 ? 0 : 1) + (isKept ? 0 : 1))
            }
        }
    }

    @Test func `portfolio margin is left for isolated margin with leverage`() async throws {
        let venue = try venue("bybit-uta")
        let there = try await venue.ensure(WantedSetting("BTCUSDT", mode: .portfolio))
        #expect(there.after.mode == .portfolio)
        #expect(there.after.longLeverage == nil)
        let back = try await venue.ensure(WantedSetting("BTCUSDT", mode: .isolated, leverage: DecimalNumber(5)))
        #expect(back.after.mode == .isolated)
        #expect(back.after.longLeverage == DecimalNumber(5))
    }

    @Test func `a leverage that Bitget keeps for the other mode is not set again`() async throws {
        let venue = try venue("bitget")
        for (mode, leverage) in [(MarginMode.isolated, 7), (.cross, 4)] {
            _ = try await venue.ensure(WantedSetting("BTCUSDT", mode: mode, leverage: DecimalNumber(leverage)))
        }
        let report = try await venue.ensure(WantedSetting("BTCUSDT", mode: .isolated, leverage: DecimalNumber(7)))
        #expect(report.steps.map(\.change.call.path) == ["/api/v2/mix/account/set-margin-mode"])
    }

    @Test func `both sides of a hedged symbol get the leverage`() async throws {
        let report = try await venue("bitget").ensure(
            WantedSetting("BTCUSDT", mode: .isolated, leverage: DecimalNumber(9)))
        #expect(report.before.positionMode == .hedge)
        #expect(report.after.longLeverage == DecimalNumber(9))
        #expect(report.after.shortLeverage == DecimalNumber(9))
    }

    @Test(arguments: [("bybit-uta", 2), ("bitget", 1), ("ztdx", 2)])
    func `what is so already costs one look and no change`(_ account: String, _ questions: Int) async throws {
        let venue = try venue(account)
        let setting = try await venue.setting(of: "BTCUSDT")
        let before = counting.questions
        let report = try await venue.ensure(
            WantedSetting("BTCUSDT", mode: setting.mode, leverage: setting.longLeverage))
        #expect(report.steps.isEmpty)
        #expect(counting.changes == 0)
        #expect(counting.questions - before == questions)
    }

    @Test func `where a symbol has its own mode at Bybit, mode and leverage are one change`() async throws {
        let report = try await venue("bybit-classic").ensure(
            WantedSetting("BTCUSDT", mode: .isolated, leverage: DecimalNumber(5)))
        #expect(report.steps.map(\.change.call.path) == ["/v5/position/switch-isolated"])
    }

    @Test func `a refusal comes through with the venue's code`() async throws {
        try plimsoll.order("bitget", .buy, "0.1", price: "50000")
        let venue = try venue("bitget")
        let error = await #expect(throws: MarginVenueError.self) {
            try await venue.ensure(WantedSetting("BTCUSDT", mode: .isolated))
        }
        #expect(error?.answer?.code == "45117")
    }

    @Test func `not modified is a success when the venue then says what was wanted`() async throws {
        let hasSwitched = Mutex(false)
        let transport = ScriptedTransport { request, _ in
            if request.url.hasSuffix("/set-margin-mode") { hasSwitched.withLock { $0 = true } }
            if request.method == .post { return .json(#"{"retCode":110026,"retMsg":"not modified","result":{}}"#) }
            let mode = hasSwitched.withLock { $0 } ? "ISOLATED_MARGIN" : "REGULAR_MARGIN"
            return .json(
                #"{"retCode":0,"result":{"unifiedMarginStatus":5,"marginMode":"\#(mode)","list":[{"symbol":"BTCUSDT","#
                    + #""positionIdx":0,"size":"0","side":"","leverage":"5"}]}}"#)
        }
        let line = Line(transport, surroundings: TestSurroundings().surroundings)
        let report = try await BybitVenue(try .test(), at: "http://venue", over: line).ensure(
            WantedSetting("BTCUSDT", mode: .isolated))
        #expect(report.steps.map(\.outcome) == [.notModified])
    }

    @Test func `a venue that says done and does nothing is found out`() async throws {
        let transport = ScriptedTransport { request, _ in
            request.method == .post
                ? .json(#"{"success":true,"margin_mode":"unified","uni_mmr":null,"available_balance":"0"}"#)
                : request.url.contains("positionRisk")
                    ? .json(#"[{"symbol":"BTCUSDT","positionAmt":"0","leverage":"20"}]"#)
                    : .json(#"{"margin_mode":"isolated","account_status":"normal","uni_mmr":null}"#)
        }
        let line = Line(transport, surroundings: TestSurroundings().surroundings)
        let error = await #expect(throws: MarginVenueError.self) {
            try await ZTDXVenue(try .test(), at: "http://venue", over: line).ensure(
                WantedSetting("BTCUSDT", mode: .cross))
        }
        #expect(error?.kind == .notReached)
    }

    @Test func `after an unknown result the venue is asked before anything else is sent`() async throws {
        let transport = ScriptedTransport { request, sending throws(TransportError) in
            if request.method == .post, sending == 2 { throw .unanswered(.timedOut) }
            let isIsolated = sending > 3
            return .json(
                #"{"code":"00000","data":{"marginMode":"\#(isIsolated ? "isolated" : "crossed")","#
                    + #""crossedMarginLeverage":5,"isolatedLongLever":5,"isolatedShortLever":5,"#
                    + #""posMode":"one_way_mode","longLeverage":"5","shortLeverage":"5"}}"#)
        }
        let line = Line(transport, surroundings: TestSurroundings().surroundings)
        let report = try await BitgetVenue(try .test(), at: "http://venue", over: line).ensure(
            WantedSetting("BTCUSDT", mode: .isolated))
        #expect(report.steps.map(\.outcome) == [.unknown, .done])
        #expect(transport.requests.map(\.method) == [.get, .post, .get, .post, .get])
    }
}
