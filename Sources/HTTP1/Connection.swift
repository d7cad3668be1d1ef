/// What the owner of the socket does after an event, in this order: write, dispatch, close.
public struct Actions: Sendable {
    /// Bytes for the peer; empty if there are none.
    public var write: [UInt8] = []
    /// A request to answer with `Connection.answered`.
    public var dispatch: Request?
    /// Close once everything written so far has left. After a refusal the peer may still be sending; to close at once
    /// would reset the connection and destroy the answer on its way, so shut down the sending side, read and drop for a
    /// moment, then close (RFC 9112, section 9.6).
    public var close = false
}

/// The life of one connection: events in, actions out. It holds no socket and no timer.
///
/// One request is in flight at a time; what the peer sends meanwhile waits here, bounded.
public struct Connection: ~Copyable, Sendable {
    private enum Phase {
        case idle(sinceMs: Int64)
        case receiving(sinceMs: Int64)
        case answering(Exchange)
        case closed
    }

    /// What the answer must know of its request.
    private struct Exchange {
        let isHead: Bool
        let keepsAlive: Bool
        let version: Request.Version
    }

    private let limits: Limits
    private var parser: RequestParser
    private var backlog = Backlog()
    private var phase: Phase
    /// The server is stopping, or the peer has sent more than may wait: the answer in flight is the last.
    private var endsAfterAnswer = false
    private var peerHasClosed = false

    /// A connection opened at `nowMs`, in milliseconds of any clock that never goes back.
    public init(limits: Limits = .standard, nowMs: Int64) {
        self.limits = limits
        parser = RequestParser(limits: limits)
        phase = .idle(sinceMs: nowMs)
    }

    /// True while the server owes the peer an answer.
    public var isInFlight: Bool {
        if case .answering = phase { true } else { false }
    }

    /// False while so much waits behind the request in flight that the owner should stop reading from the socket. A
    /// peer that is read on all the same, and sends more than one whole request further, is closed after the answer.
    public var wantsBytes: Bool { backlog.count < limits.headBytes }

    /// When `deadlinePassed` is due next; nil while the server owes the answer, and after the end.
    public var deadlineMs: Int64? {
        switch phase {
        case .idle(let sinceMs): sinceMs + limits.idleDeadlineMs
        case .receiving(let sinceMs): sinceMs + limits.requestDeadlineMs
        case .answering, .closed: nil
        }
    }

    // MARK: Events

    /// Bytes have arrived.
    public mutating func received(_ bytes: Span<UInt8>, nowMs: Int64) -> Actions {
        switch phase {
        case .closed:
            return Actions()
        case .answering:
            hold(bytes)
            return Actions()
        case .idle, .receiving:
            do throws(Refusal) {
                let progress = try parser.parse(bytes)
                if case .complete(_, let consumed) = progress { hold(bytes.extracting(consumed...)) }
                return advance(progress, nowMs: nowMs)
            } catch {
                return refuse(error)
            }
        }
    }

    /// The request in flight has its answer. May dispatch the next request, which has been waiting. Without a request
    /// in flight, nothing happens.
    public mutating func answered(_ response: Response, nowMs: Int64) -> Actions {
        guard case .answering(let exchange) = phase else { return Actions() }
        let isLast = !exchange.keepsAlive || endsAfterAnswer || (peerHasClosed && backlog.isEmpty)
        let persistence: ResponseWriter.Persistence =
            isLast ? .close : exchange.version == .http10 ? .keepAlive : .implied
        var actions = Actions()
        actions.write = ResponseWriter.bytes(response, isHead: exchange.isHead, persistence: persistence)
        guard !isLast else { return end(actions) }
        phase = .idle(sinceMs: nowMs)
        guard !backlog.isEmpty else { return actions }
        let next = resume(nowMs: nowMs)
        actions.write += next.write
        actions.dispatch = next.dispatch
        actions.close = next.close
        return actions.dispatch == nil && peerHasClosed ? end(actions) : actions
    }

    /// The peer will send no more. What it has asked completely is still answered.
    public mutating func peerClosed() -> Actions {
        switch phase {
        case .closed:
            return Actions()
        case .answering:
            peerHasClosed = true
            return Actions()
        case .idle, .receiving:
            return end(Actions())
        }
    }

    /// The time of `deadlineMs` has come. Too early a call does nothing. An idle connection closes without a word, an
    /// unfinished request is refused.
    public mutating func deadlinePassed(nowMs: Int64) -> Actions {
        guard let deadlineMs, nowMs >= deadlineMs else { return Actions() }
        if case .receiving = phase { return refuse(.requestTooSlow) }
        return end(Actions())
    }

    /// The server is stopping: an idle connection closes, a request in flight or half received is the last.
    public mutating func stopAccepting() -> Actions {
        guard case .idle = phase else {
            endsAfterAnswer = true
            return Actions()
        }
        return end(Actions())
    }

    /// The request in flight asked for another protocol and gets it (RFC 9110, section 7.8): HTTP ends here.
    /// - Returns: the answer's bytes, and what the peer has sent behind the request, which is the new protocol's.
    public mutating func switchProtocols(_ response: Response) -> (write: [UInt8], rest: [UInt8]) {
        guard case .answering = phase else { return ([], []) }
        phase = .closed
        var rest: [UInt8] = []
        backlog.consume { waiting in
            rest = waiting.array
            return waiting.count
        }
        return (ResponseWriter.bytes(response, isHead: false, persistence: .implied), rest)
    }

    // MARK: Steps

    private mutating func resume(nowMs: Int64) -> Actions {
        do throws(Refusal) {
            var progress = RequestParser.Progress.incomplete
            try backlog.consume { (waiting) throws(Refusal) in
                progress = try parser.parse(waiting)
                if case .complete(_, let consumed) = progress { return consumed }
                return waiting.count
            }
            return advance(progress, nowMs: nowMs)
        } catch {
            return refuse(error)
        }
    }

    private mutating func advance(_ progress: RequestParser.Progress, nowMs: Int64) -> Actions {
        var actions = Actions()
        switch progress {
        case .complete(let request, _):
            phase = .answering(
                Exchange(isHead: request.method == .head, keepsAlive: request.keepsAlive, version: request.version))
            actions.dispatch = request
            return actions
        case .awaitsContinue:
            actions.write = ResponseWriter.interimContinue
        case .incomplete:
            break
        }
        if case .idle = phase, parser.hasBegun { phase = .receiving(sinceMs: nowMs) }
        return actions
    }

    private mutating func hold(_ bytes: Span<UInt8>) {
        guard !endsAfterAnswer else { return }
        guard backlog.count + bytes.count <= limits.headBytes + limits.bodyBytes else {
            endsAfterAnswer = true
            return
        }
        backlog.append(bytes)
    }

    private mutating func refuse(_ refusal: Refusal) -> Actions {
        var actions = Actions()
        actions.write = ResponseWriter.bytes(refusal.response, isHead: parser.isHead, persistence: .close)
        return end(actions)
    }

    private mutating func end(_ actions: Actions) -> Actions {
        var actions = actions
        phase = .closed
        backlog = Backlog()
        actions.close = true
        return actions
    }
}
