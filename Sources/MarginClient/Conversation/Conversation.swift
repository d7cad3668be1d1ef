import Wire

/// Calls to one venue in the name of one account: signs them by the venue's clock, keeps to its limits, judges its
/// answers, and repeats what may be repeated.
struct Conversation<Speech: VenueSpeech>: Sendable {
    let speech: Speech
    let line: Line
    private let memory = ConversationMemory()

    init(_ speech: Speech, _ line: Line) {
        self.speech = speech
        self.line = line
    }

    /// Makes a call and returns the venue's good answer.
    func perform(_ call: VenueCall) async throws(MarginVenueError) -> VenueAnswer {
        var sendings = 0
        while true {
            let failure: Failure
            do throws(Failure) { return try await send(call) } catch { failure = error }
            sendings += 1
            if failure.isOfClock { memory.skewMs = nil }
            guard !failure.isFinal, sendings < line.patience.maxSendings,
                let pauseMs = pauseMs(failure, of: call, sendings)
            else { throw failure.error }
            await line.surroundings.pause(pauseMs)
        }
    }

    /// The venue's clock, asked for now.
    func venueTimeMs() async throws(MarginVenueError) -> Int64 {
        guard let call = speech.timeCall else { return line.surroundings.wallMs() }
        let answer = try await perform(call)
        guard let timeMs = speech.timeMs(answer) else { throw .unreadable(answer, missing: "time") }
        return timeMs
    }

    // MARK: One sending

    private struct Failure: Error {
        let error: MarginVenueError
        var isOfClock = false
        /// Repeated enough already.
        var isFinal = false
    }

    private func send(_ call: VenueCall) async throws(Failure) -> VenueAnswer {
        let waitMs = memory.waitMs(call.path, nowMs: line.surroundings.wallMs())
        guard waitMs <= line.patience.maxPauseMs else {
            throw Failure(error: MarginVenueError(.rateLimited, pauseMs: waitMs), isFinal: true)
        }
        if waitMs > 0 { await line.surroundings.pause(waitMs) }
        let skewMs = call.isSigned ? try await skewMs() : 0
        let request = speech.request(call, timestampMs: line.surroundings.wallMs() + skewMs)
        let received: HTTPAnswer
        do throws(TransportError) { received = try await line.transport.send(request) } catch {
            switch error {
            case .notSent(let fault): throw Failure(error: .unreachable(fault))
            case .unanswered(let fault): throw Failure(error: .resultUnknown(fault))
            }
        }
        let pauseMs = speech.pauseMs(received, venueMs: line.surroundings.wallMs() + (memory.skewMs ?? 0))
        if let pauseMs { memory.close(call.path, untilMs: line.surroundings.wallMs() + pauseMs) }
        return try judge(speech.read(received), to: call, pauseMs)
    }

    private func judge(
        _ answer: VenueAnswer, to call: VenueCall, _ pauseMs: Int64?
    ) throws(Failure) -> VenueAnswer {
        guard let json = answer.json else { throw Failure(error: Self.unspoken(answer, pauseMs)) }
        switch speech.verdict(answer) {
        case .done:
            let isConfirmed = call.confirmation.map { json[$0] != nil } ?? true
            guard isConfirmed else { throw Failure(error: .resultUnknown(answer)) }
            return answer
        case .clockRefused: throw Failure(error: MarginVenueError(.unauthorised, answer), isOfClock: true)
        case .refused(.resultUnknown): throw Failure(error: .resultUnknown(answer))
        case .refused(let kind): throw Failure(error: MarginVenueError(kind, answer, pauseMs: pauseMs))
        }
    }

    /// An answer that is not the venue's own: a gateway's on the way, or half of one. After 2xx and 5xx the venue may
    /// have carried the call out; the other statuses say that it did not get it (RFC 9110, section 15.5).
    private static func unspoken(_ answer: VenueAnswer, _ pauseMs: Int64?) -> MarginVenueError {
        switch answer.status {
        case 401: MarginVenueError(.unauthorised, answer)
        case 403, 418, 429: MarginVenueError(.rateLimited, answer, pauseMs: pauseMs)
        case 400..<500 where answer.status != 408: MarginVenueError(.venue, answer)
        default: .resultUnknown(answer)
        }
    }

    /// The venue's clock is asked for before the first signed call, and again when it refused a time. The answer is
    /// taken to have been made halfway between asking and hearing.
    private func skewMs() async throws(Failure) -> Int64 {
        if let skewMs = memory.skewMs { return skewMs }
        guard let call = speech.timeCall else { return 0 }
        let askedMs = line.surroundings.wallMs()
        let answer: VenueAnswer
        do throws(MarginVenueError) { answer = try await perform(call) } catch {
            throw Failure(error: error.beforeSending, isFinal: true)
        }
        let heardMs = line.surroundings.wallMs()
        guard let timeMs = speech.timeMs(answer) else {
            throw Failure(error: .unreadable(answer, missing: "time"), isFinal: true)
        }
        let skewMs = timeMs - (askedMs + (heardMs - askedMs) / 2)
        memory.skewMs = skewMs
        return skewMs
    }

    // MARK: Again

    /// How long to wait before the call is sent again; nil when it must not be.
    private func pauseMs(_ failure: Failure, of call: VenueCall, _ sendings: Int) -> Int64? {
        let patience = line.patience
        let usualMs = patience.pauseMs(afterSendings: sendings, line.surroundings.random)
        switch (failure.error.kind, failure.error.fault) {
        case (.unreachable, .cancelled), (.unreachable, .addressInvalid), (.unreachable, .notSecure): return nil
        case (.unreachable, _): return usualMs
        case (.rateLimited, _):
            guard let askedMs = failure.error.pauseMs else { return usualMs }
            return askedMs <= patience.maxPauseMs ? askedMs + usualMs : nil
        case (.unauthorised, _): return failure.isOfClock && sendings == 1 ? 0 : nil
        case (.resultUnknown, .cancelled): return nil
        case (.resultUnknown, _): return call.changes ? nil : usualMs
        default: return nil
        }
    }
}

/// What a client is given to reach its venue by.
public struct Line: Sendable {
    /// What carries the requests.
    public var transport: any Transport
    /// Clock, pauses and chance.
    public var surroundings: Surroundings
    /// What is sent again.
    public var patience: Patience

    /// A line over a transport.
    public init(
        _ transport: any Transport, surroundings: Surroundings = .system, patience: Patience = Patience()
    ) {
        self.transport = transport
        self.surroundings = surroundings
        self.patience = patience
    }
}

extension MarginVenueError {
    /// What this error of a call made beforehand means for the call that was not made.
    fileprivate var beforeSending: MarginVenueError {
        guard kind == .resultUnknown else { return self }
        return .unreachable(fault ?? .other("the venue does not tell its time"))
    }
}
