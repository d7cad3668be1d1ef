import CUV
import Desks
import Dialects
import Glibc
import HTTP1
import Venues
import Wire

/// The HTTP server: all sockets on one thread, the one that calls `run`. Venues answer from theirs.
public final class Server {
    let settings: ServerSettings
    /// What a socket is read into.
    let readBuffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 64 * 1_024, alignment: 16)
    /// Where it listens, with the port that was picked.
    public private(set) var address: ListenAddress
    private let venues: [HostedVenue]
    private let router: Router
    let outbox = Outbox()
    /// Where what streams asked for waits for its time.
    let pauses: Pauses
    private var peers = Peers()
    private var streamCount = 0

    private let loop = UnsafeMutablePointer<uv_loop_t>.allocate(capacity: 1)
    private let listener = Handle<uv_tcp_t>()
    private let wakeUp = Handle<uv_async_t>()
    private let turnEnd = Handle<uv_check_t>()
    private let sweeper = Handle<uv_timer_t>()
    private let pauseTimer = Handle<uv_timer_t>()
    private var signals: [Handle<uv_signal_t>] = []
    private var stoppingSinceMs: Int64?
    private var isListening = true
    private var isClosed = false

    /// Binds the address; connections are accepted from here on and answered once `run` is called.
    /// - Parameter venues: one of them is named `default` and has the root.
    public init(_ settings: ServerSettings, venues: [ServedVenue]) throws(ServerError) {
        self.settings = settings
        self.address = settings.address
        self.venues = venues.map { HostedVenue($0, hasRateLimits: settings.hasRateLimits) }
        router = Router(self.venues)
        pauses = Pauses(pauseTimer, on: loop)
        uv_loop_init(loop)
        uv_tcp_init(loop, listener.pointer)
        uv_async_init(loop, wakeUp.pointer, Callbacks.wokenUp)
        uv_check_init(loop, turnEnd.pointer)
        uv_timer_init(loop, sweeper.pointer)
        uv_timer_init(loop, pauseTimer.pointer)
        let context = Unmanaged.passUnretained(self).toOpaque()
        listener.pointer.pointee.data = context
        wakeUp.pointer.pointee.data = context
        turnEnd.pointer.pointee.data = context
        sweeper.pointer.pointee.data = context
        pauseTimer.pointer.pointee.data = context
        outbox.open(wakeUp.pointer)
        try listen()
        if settings.handlesSignals { handleSignals() }
    }

    deinit {
        closeHandles()
        uv_run(loop, UV_RUN_DEFAULT)
        uv_loop_close(loop)
        loop.deallocate()
        readBuffer.deallocate()
    }

    /// Stops this server from any thread.
    public var stopSwitch: StopSwitch { StopSwitch(outbox: outbox) }

    /// Serves until it is stopped, and all that was in flight is answered.
    public func run() {
        // A peer that is gone is told by the write's result.
        signal(SIGPIPE, SIG_IGN)
        uv_check_start(turnEnd.pointer, Callbacks.turnEnded)
        uv_timer_start(sweeper.pointer, Callbacks.sweepDue, settings.sweepMs, settings.sweepMs)
        settings.log(.info, "listening") { $0.member("address", address.description) }
        uv_run(loop, UV_RUN_DEFAULT)
        settings.log(.info, "stopped")
    }

    // MARK: Requests

    /// What a peer is told at once.
    enum Reply {
        case response(Response)
        /// Nothing: the venue's answer comes later.
        case later
        /// A response that opens a WebSocket.
        case stream(Response, StreamLink)
    }

    /// Takes a request as far as it goes at once.
    func reply(to request: Request, from peer: Peer) -> Reply {
        settings.log(.debug, "request") { line in
            line.member("method", request.methodText)
            line.member("path", request.path)
            line.member("peer", peer.address)
        }
        if Handshake.isAsked(by: request) { return openStream(request, for: peer) }
        switch router.destination(of: request) {
        case .answered(let response):
            return .response(response)
        case .dialect(let dialect, let venue, let request):
            let acceptance = venue.withDoor(wireTimeMs: settings.wallMs(), peer: peer.address) { door in
                dialect.accept(request, &door)
            }
            switch acceptance {
            case .answered(let response):
                return .response(response)
            case .work(let work):
                venue.collect(.work(Submission(work: work, ticket: peer.ticket, sink: outbox)))
                return .later
            }
        }
    }

    func submitCollected() {
        for venue in venues { venue.submitCollected() }
    }

    func emptyOutbox() {
        let contents = outbox.take()
        for answer in contents.answers { peers[answer.ticket]?.answered(answer.response) }
        deliver(contents.messages)
        if contents.isStopRequested { stop() }
    }

    // MARK: Streams

    /// Streams that one address may open at a venue: Bybit's limit, the only one that is documented.
    /// https://bybit-exchange.github.io/docs/v5/ws/connect
    private static let streamLimit = RateLimit(calls: 500, windowMs: 300_000)

    private func openStream(_ request: Request, for peer: Peer) -> Reply {
        guard let name = RandomBytes.make(10).map(Hex.encode),
            let (session, venue) = router.stream(of: request, connectionID: name)
        else { return .response(.error(404, "no such stream")) }
        guard let response = Handshake.opening(request) else { return .response(Handshake.refusal(of: request)) }
        let status = venue.withDoor(wireTimeMs: settings.wallMs(), peer: peer.address) { door in
            door.take(RateKey(.ip(peer.address), bucket: "streams"), limit: Self.streamLimit)
        }
        guard status?.isLimited != true else { return .response(.error(429, "too many streams in too short a time")) }
        guard streamCount < settings.maxStreams, stoppingSinceMs == nil, let frames = Frames() else {
            settings.log(.warn, "too many streams") { $0.member("streams", streamCount) }
            return .response(.error(503, "too many streams"))
        }
        streamCount += 1
        return .stream(response, StreamLink(frames, session, on: venue, of: peer))
    }

    /// The connection of a stream is gone.
    func streamEnded(_ link: StreamLink) {
        streamCount -= 1
        link.ended()
    }

    /// Each text becomes a frame once; each peer is written to once.
    private func deliver(_ messages: [StreamMessage]) {
        var receivers: [UInt64] = []
        for message in messages {
            let frame = Frames.text(message.text)
            for ticket in message.tickets where peers[ticket]?.append(frame) == true { receivers.append(ticket) }
        }
        for ticket in receivers { peers[ticket]?.sendAppended() }
    }

    func pauseOver() {
        for (ticket, task) in pauses.due() { peers[ticket]?.resume(task) }
        // The loop may sleep before this turn ends.
        submitCollected()
    }

    // MARK: Connections

    func acceptConnection() {
        let socket = Handle<uv_tcp_t>()
        guard uv_tcp_init(loop, socket.pointer) == 0 else { return socket.pointer.deallocate() }
        guard uv_accept(listener.stream, socket.stream) == 0 else { return socket.close() }
        guard peers.count < settings.maxConnections else { return refuse(socket) }
        // Answers are whole when they are written: nothing is gained by waiting for more.
        uv_tcp_nodelay(socket.pointer, 1)
        peers.add { ticket in Peer(socket, ticket: ticket, address: socket.peerAddress, server: self) }
    }

    private func refuse(_ socket: Handle<uv_tcp_t>) {
        settings.log(.warn, "too many connections") { $0.member("connections", peers.count) }
        var text = Array("HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".utf8)
        text.withUnsafeMutableBytes { bytes in
            var buffer = uv_buf_t(base: bytes.bindMemory(to: CChar.self).baseAddress, len: bytes.count)
            _ = uv_try_write(socket.stream, &buffer, 1)
        }
        socket.close()
    }

    func forget(_ peer: Peer) {
        peers.remove(peer.ticket)
        closeWhenDone()
    }

    func sweep() {
        let nowMs = settings.monotonicMs()
        let isGraceOver = stoppingSinceMs.map { nowMs - $0 >= settings.stopGraceMs } ?? false
        for peer in peers.all {
            if isGraceOver, !peer.isInFlight { peer.close() } else { peer.sweep(nowMs: nowMs) }
        }
    }

    // MARK: Start and stop

    private func listen() throws(ServerError) {
        var storage = sockaddr_storage()
        let result = withUnsafeMutablePointer(to: &storage) { storage in
            let raw = UnsafeMutableRawPointer(storage)
            let port = Int32(address.port)
            guard
                uv_ip4_addr(address.host, port, raw.assumingMemoryBound(to: sockaddr_in.self)) == 0
                    || uv_ip6_addr(address.host, port, raw.assumingMemoryBound(to: sockaddr_in6.self)) == 0
            else { return UV_EINVAL.rawValue }
            let bound = uv_tcp_bind(listener.pointer, raw.assumingMemoryBound(to: sockaddr.self), 0)
            return bound == 0 ? uv_listen(listener.stream, 1_024, Callbacks.accepted) : bound
        }
        guard result == 0 else {
            throw ServerError(description: "cannot listen on \(address): \(uvErrorText(result))")
        }
        address = ListenAddress(host: address.host, port: listener.localPort)
    }

    /// Whoever started this process may have left the signals blocked.
    private func handleSignals() {
        var numbers = sigset_t()
        sigemptyset(&numbers)
        for number in [SIGTERM, SIGINT] {
            sigaddset(&numbers, number)
            handle(number)
        }
        pthread_sigmask(SIG_UNBLOCK, &numbers, nil)
    }

    private func handle(_ number: Int32) {
        let signal = Handle<uv_signal_t>()
        guard uv_signal_init(loop, signal.pointer) == 0 else { return signal.pointer.deallocate() }
        signal.pointer.pointee.data = Unmanaged.passUnretained(self).toOpaque()
        uv_signal_start(signal.pointer, Callbacks.signalled, number)
        signals.append(signal)
    }

    func signalled(_ number: Int32) {
        guard stoppingSinceMs == nil else { _exit(1) }
        settings.log(.info, "stopping") { $0.member("signal", Int(number)) }
        stop()
    }

    private func stop() {
        guard stoppingSinceMs == nil else { return }
        stoppingSinceMs = settings.monotonicMs()
        closeListener()
        for peer in peers.all { peer.stopAccepting() }
        closeWhenDone()
    }

    private func closeWhenDone() {
        if stoppingSinceMs != nil, peers.isEmpty { closeHandles() }
    }

    private func closeListener() {
        guard isListening else { return }
        isListening = false
        listener.close()
    }

    /// Without handles the loop ends.
    private func closeHandles() {
        guard !isClosed else { return }
        isClosed = true
        closeListener()
        submitCollected()
        outbox.close()
        for signal in signals { signal.close() }
        wakeUp.close()
        turnEnd.close()
        sweeper.close()
        pauseTimer.close()
    }
}
