import MarginClient
import Synchronization
import Testing

/// Requests are signed with the venue's time, whatever the own clock says.
@Suite struct ClockTests {
    /// Tells the venue's time, takes a tenth of a second each way, and refuses signatures that are off.
    private final class Clockwork: Transport {
        private let time: TestSurroundings
        private let state: Mutex<(aheadMs: Int64, timeCalls: Int)>

        init(_ time: TestSurroundings, aheadMs: Int64) {
            self.time = time
            state = Mutex((aheadMs, 0))
        }

        var timeCalls: Int { state.withLock { $0.timeCalls } }

        func jump(byMs ms: Int64) { state.withLock { $0.aheadMs += ms } }

        func send(_ request: HTTPRequest) async throws(TransportError) -> HTTPAnswer {
            let aheadMs = state.withLock { $0.aheadMs }
            await time.surroundings.pause(100)
            let venueMs = time.nowMs + aheadMs
            if request.url.hasSuffix("/time") {
                state.withLock { $0.timeCalls += 1 }
                await time.surroundings.pause(100)
                return .time(venueMs)
            }
            let signedMs = request.field("X-BAPI-TIMESTAMP").flatMap { Int64($0) } ?? 0
            guard (venueMs - 5_000...venueMs + 999).contains(signedMs) else {
                return .json(#"{"retCode":10002,"retMsg":"invalid request","result":{}}"#)
            }
            return .json(#"{"retCode":0,"retMsg":"","result":{"reasons":[]}}"#)
        }
    }

    @Test(arguments: [-3_600_000, -10_000, 0, 10_000, 3_600_000] as [Int64])
    func `a clock that is off is made up for, by one question`(_ aheadMs: Int64) async throws {
        let time = TestSurroundings()
        let clockwork = Clockwork(time, aheadMs: aheadMs)
        let venue = BybitVenue(try .test(), at: "http://venue", over: Line(clockwork, surroundings: time.surroundings))
        for _ in 0..<3 { try await venue.setMarginMode(.isolated) }
        #expect(clockwork.timeCalls == 1)
    }

    @Test func `a refused time is measured anew, and the call sent once more`() async throws {
        let time = TestSurroundings()
        let clockwork = Clockwork(time, aheadMs: 0)
        let venue = BybitVenue(try .test(), at: "http://venue", over: Line(clockwork, surroundings: time.surroundings))
        try await venue.setMarginMode(.isolated)
        clockwork.jump(byMs: 60_000)
        try await venue.setMarginMode(.isolated)
        #expect(clockwork.timeCalls == 2)
    }

    @Test func `a change before which the time could not be had was not sent`() async throws {
        struct Deaf: Transport {
            func send(_ request: HTTPRequest) async throws(TransportError) -> HTTPAnswer {
                throw .unanswered(.timedOut)
            }
        }
        let line = Line(Deaf(), surroundings: TestSurroundings().surroundings)
        let error = await #expect(throws: MarginVenueError.self) {
            try await BybitVenue(try .test(), at: "http://venue", over: line).setMarginMode(.isolated)
        }
        #expect(error?.kind == .unreachable)
    }
}
