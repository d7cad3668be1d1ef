import MarginClient
import Testing

/// What is sent again, after how long, and what never.
@Suite struct RepetitionTests {
    private let time = TestSurroundings()

    private func bybit(_ patience: Patience = Patience(), _ transport: any Transport) throws -> BybitVenue {
        let line = Line(transport, surroundings: time.surroundings, patience: patience)
        return BybitVenue(try .test(), at: "http://venue", over: line)
    }

    private func bitget(_ transport: any Transport) throws -> BitgetVenue {
        BitgetVenue(try .test(), at: "http://venue", over: Line(transport, surroundings: time.surroundings))
    }

    private static let done = HTTPAnswer.json(#"{"retCode":0,"retMsg":"OK","result":{"reasons":[]}}"#)

    @Test func `a change that was never sent is sent again, with pauses up to twice as long each time`() async throws {
        let transport = ScriptedTransport { _, sending throws(TransportError) in
            if sending < 4 { throw .notSent(.notConnected) }
            return Self.done
        }
        try await bybit(Patience(), transport).setMarginMode(.isolated)
        #expect(transport.requests.count == 4)
        #expect(time.pausesMs == [200, 400, 800])
    }

    @Test func `in the end nothing was sent`() async throws {
        let transport = ScriptedTransport { _, _ throws(TransportError) in throw .notSent(.notConnected) }
        let error = await #expect(throws: MarginVenueError.self) {
            try await bybit(Patience(), transport).setMarginMode(.isolated)
        }
        #expect(error?.kind == .unreachable)
        #expect(transport.requests.count == Patience().maxSendings)
    }

    static let unknowns: [Result<HTTPAnswer, TransportError>] = [
        .failure(.unanswered(.timedOut)), .failure(.unanswered(.connectionLost)),
        .failure(.unanswered(.answerTooLarge)), .success(.json("{\"code\":\"000")), .success(.json("", status: 200)),
        .success(.json("{}")),
        .success(.json("<html>", status: 502)), .success(.json("{}", status: 503)), .success(.json("", status: 408)),
        .success(.json(#"{"code":"40725","msg":"service return an error"}"#, status: 500)),
        .success(.json(#"{"code":"40010","msg":"Request timed out"}"#, status: 400)),
    ]

    @Test(arguments: unknowns)
    func `a change whose result is unknown is not sent again`(
        _ result: Result<HTTPAnswer, TransportError>
    ) async throws {
        let transport = ScriptedTransport { _, _ throws(TransportError) in try result.get() }
        let error = await #expect(throws: MarginVenueError.self) {
            try await bitget(transport).setMargin("BTCUSDT", DecimalNumber(10), holdSide: .long)
        }
        #expect(error?.kind == .resultUnknown)
        #expect(transport.requests.count == 1)
    }

    @Test(arguments: unknowns)
    func `a question is asked again`(_ result: Result<HTTPAnswer, TransportError>) async throws {
        let transport = ScriptedTransport { _, sending throws(TransportError) in
            sending == 1 ? try result.get() : .json(#"{"code":"00000","msg":"success","data":[]}"#)
        }
        #expect(try await bitget(transport).balances().isEmpty)
        #expect(transport.requests.count == 4)
    }

    @Test func `a change refused for its rate waits until the venue's reset`() async throws {
        let resetMs = time.nowMs + 700
        let transport = ScriptedTransport { _, sending in
            guard sending == 1 else { return Self.done }
            return .json(
                #"{"retCode":10006,"retMsg":"Too many visits!","result":{}}"#, status: 200,
                [
                    HTTPField("X-Bapi-Limit-Status", "0"),
                    HTTPField("X-Bapi-Limit-Reset-Timestamp", "\(resetMs)"),
                ])
        }
        try await bybit(Patience(), transport).setMarginMode(.isolated)
        #expect(transport.requests.count == 2)
        #expect(time.nowMs >= resetMs)
    }

    @Test func `the last permitted call makes the next one wait beforehand`() async throws {
        let resetMs = time.nowMs + 300
        let transport = ScriptedTransport { _, _ in
            .json(
                #"{"retCode":0,"retMsg":"","result":{"reasons":[]}}"#, status: 200,
                [
                    HTTPField("X-Bapi-Limit-Status", "0"),
                    HTTPField("X-Bapi-Limit-Reset-Timestamp", "\(resetMs)"),
                ])
        }
        let venue = try bybit(Patience(), transport)
        try await venue.setMarginMode(.isolated)
        #expect(time.pausesMs.isEmpty)
        try await venue.setMarginMode(.isolated)
        #expect(time.pausesMs == [300])
    }

    @Test func `Bitget's countdown at nought makes the next call wait a second`() async throws {
        let transport = ScriptedTransport { _, _ in
            .json(
                #"{"code":"00000","msg":"success","data":""}"#, status: 200,
                [HTTPField("x-mbx-used-remain-limit", "0")])
        }
        let venue = try bitget(transport)
        for _ in 0..<2 { try await venue.setMargin("BTCUSDT", DecimalNumber(1), holdSide: .long) }
        #expect(time.pausesMs == [1_000])
    }

    @Test(arguments: [(2, 2), (60, 1)])
    func `ZTDX's Retry-After is kept, and one beyond patience is an error at once`(
        _ seconds: Int, _ sendings: Int
    ) async throws {
        let transport = ScriptedTransport { _, sending in
            guard sending == 1 else { return .json("[]") }
            return .json(
                #"{"code":-1003,"msg":"Too many requests."}"#, status: 429, [HTTPField("Retry-After", "\(seconds)")])
        }
        let venue = ZTDXVenue(
            try .test(), at: "http://venue", over: Line(transport, surroundings: time.surroundings))
        do throws(MarginVenueError) {
            #expect(try await venue.openOrders(nil).isEmpty)
            #expect(time.pausesMs == [2_200])
        } catch {
            #expect(error.kind == .rateLimited)
            #expect(time.pausesMs.isEmpty)
        }
        #expect(transport.requests.count == sendings)
    }

    @Test func `a call within a pause that is beyond patience is not sent at all`() async throws {
        let transport = ScriptedTransport { _, _ in
            .json(#"{"code":-1003,"msg":"banned"}"#, status: 418, [HTTPField("Retry-After", "120")])
        }
        let venue = ZTDXVenue(
            try .test(), at: "http://venue", over: Line(transport, surroundings: time.surroundings))
        for _ in 0..<3 {
            let error = await #expect(throws: MarginVenueError.self) { _ = try await venue.openOrders(nil) }
            #expect(error?.kind == .rateLimited)
        }
        #expect(transport.requests.count == 1)
        #expect(time.pausesMs.isEmpty)
    }

    @Test func `a refusal is final`() async throws {
        let transport = ScriptedTransport { _, _ in .json(#"{"retCode":110026,"retMsg":"x","result":{}}"#) }
        let error = await #expect(throws: MarginVenueError.self) {
            try await bybit(Patience(), transport).setMarginMode(.isolated)
        }
        #expect(error?.kind == .notModified)
        #expect(transport.requests.count == 1)
    }
}
