import CUV
import Glibc
import HTTP1
import Wire

/// One connection: its socket, what is spoken on it, and what waits to be sent.
///
/// libuv holds it from `init` until the socket is closed.
final class Peer {
    private enum State {
        /// HTTP; a request is held until the peer has read enough of its answers.
        case http(held: Request?)
        /// A WebSocket, in place of HTTP.
        case stream(StreamLink)
        /// Nothing more is read, and the last answer is on its way; none, if the connection ends in silence.
        case ending(lingers: Bool)
        /// Everything is sent. What still comes is dropped, so that no reset destroys the answer (RFC 9112, 9.6).
        case lingering(untilMs: Int64)
        case closed
    }

    private enum Reading {
        case paused
        case running
        /// The peer has shut down its side.
        case ended
    }

    let ticket: UInt64
    let address: String
    unowned let server: Server
    private let socket: Handle<uv_tcp_t>
    private var connection: Connection
    private var state = State.http(held: nil)
    private var reading = Reading.paused
    private var queue = SendQueue()

    init(_ socket: Handle<uv_tcp_t>, ticket: UInt64, address: String, server: Server) {
        self.socket = socket
        self.ticket = ticket
        self.address = address
        self.server = server
        connection = Connection(limits: server.settings.limits, nowMs: server.settings.monotonicMs())
        socket.pointer.pointee.data = Unmanaged.passRetained(self).toOpaque()
        adjustReading()
    }

    /// True while the venue owes this peer an answer.
    var isInFlight: Bool { connection.isInFlight }

    private var nowMs: Int64 { server.settings.monotonicMs() }

    // MARK: Events

    func received(_ bytes: UnsafeRawBufferPointer) {
        switch state {
        case .http: follow(connection.received(bytes.assumingMemoryBound(to: UInt8.self).span, nowMs: nowMs))
        case .stream(let link): send(link.received(bytes), of: link)
        case .ending, .lingering, .closed: break
        }
    }

    /// The peer has shut down its side.
    func ended() {
        reading = .ended
        switch state {
        case .http: follow(connection.peerClosed())
        case .stream, .lingering: close()
        case .ending, .closed: break
        }
    }

    func answered(_ response: Response) {
        switch state {
        case .http: follow(connection.answered(response, nowMs: nowMs))
        case .stream(let link): send(link.answered(response), of: link)
        case .ending, .lingering, .closed: break
        }
    }

    func stopAccepting() {
        switch state {
        case .http: follow(connection.stopAccepting())
        case .stream(let link): send(link.end(.goingAway), of: link)
        case .ending, .lingering, .closed: break
        }
    }

    /// Passes on what has waited for its time.
    func resume(_ task: Pauses.Task) {
        if case .stream(let link) = state { link.resume(task) }
    }

    /// Looks after whatever deadline there is.
    func sweep(nowMs: Int64) {
        if let sinceMs = queue.writingSinceMs, nowMs - sinceMs >= server.settings.sendDeadlineMs {
            if case .stream = state { logSlowness() }
            return close()
        }
        switch state {
        case .http:
            guard let deadlineMs = connection.deadlineMs, nowMs >= deadlineMs else { return }
            follow(connection.deadlinePassed(nowMs: nowMs))
        case .stream(let link):
            if link.isSilent(nowMs: nowMs) { send(link.end(.goingAway), of: link) }
        case .lingering(let untilMs):
            if nowMs >= untilMs { close() }
        case .ending, .closed:
            break
        }
    }

    /// The write in flight has left, or never will.
    func written(_ status: Int32) {
        queue.written()
        if case .closed = state { return }
        guard status == 0 else { return close() }
        if case .http(let request?) = state {
            state = .http(held: nil)
            serve(request)
        }
        flush()
    }

    /// libuv is done with the socket: nobody refers to its memory any more.
    func release() {
        socket.pointer.deallocate()
        Unmanaged.passUnretained(self).release()
    }

    // MARK: HTTP

    /// Does what the connection asks for.
    private func follow(_ actions: Actions) {
        if let request = take(actions) { serve(request) }
        flush()
    }

    /// An answer that is there at once may bring the next request to light.
    private func serve(_ request: Request) {
        var next: Request? = request
        while let request = next.take() {
            guard hasRoom() else { return hold(request) }
            switch server.reply(to: request, from: self) {
            case .later: return
            case .response(let response): next = take(connection.answered(response, nowMs: nowMs))
            case .stream(let response, let link): return open(link, response)
            }
        }
    }

    private func take(_ actions: Actions) -> Request? {
        queue.append(actions.write)
        if actions.close { state = .ending(lingers: !queue.isEmpty) }
        return actions.dispatch
    }

    /// Whether there is room for another answer; what waits is sent first where the socket takes it.
    private func hasRoom() -> Bool {
        guard queue.unsentCount >= server.settings.maxUnsentBytes else { return true }
        push()
        return queue.isEmpty
    }

    private func hold(_ request: Request) {
        if case .http = state { state = .http(held: request) }
    }

    // MARK: WebSocket

    private func open(_ link: StreamLink, _ response: Response) {
        state = .stream(link)
        let (write, rest) = connection.switchProtocols(response)
        queue.append(write)
        take(rest.withUnsafeBytes { link.received($0) }, of: link)
    }

    /// Keeps a frame for `sendAppended`; false when nothing more goes to this peer.
    func append(_ frame: [UInt8]) -> Bool {
        guard case .stream = state else { return false }
        queue.append(frame)
        return true
    }

    func sendAppended() {
        if case .stream(let link) = state { send([], of: link) }
    }

    private func send(_ bytes: [UInt8], of link: StreamLink) {
        take(bytes, of: link)
        flush()
        guard queue.unsentCount > server.settings.maxUnsentStreamBytes else { return }
        logSlowness()
        close()
    }

    private func take(_ bytes: [UInt8], of link: StreamLink) {
        queue.append(bytes)
        guard link.isClosed else { return }
        state = .ending(lingers: true)
        server.streamEnded(link)
    }

    private func logSlowness() {
        server.settings.log(.warn, "slow stream cut off") { line in
            line.member("peer", address)
            line.member("unsentBytes", queue.count)
        }
    }

    // MARK: Socket

    /// Sends what waits, ends what is to end, and reads on or pauses.
    private func flush() {
        push()
        if case .ending(let lingers) = state, queue.isEmpty {
            if lingers { linger() } else { close() }
        }
        adjustReading()
    }

    private func push() {
        if !queue.push(to: socket, nowMs: nowMs) { close() }
    }

    private func linger() {
        var descriptor: uv_os_fd_t = -1
        guard reading != .ended, uv_fileno(socket.base, &descriptor) == 0, shutdown(descriptor, Int32(SHUT_WR)) == 0
        else { return close() }
        state = .lingering(untilMs: nowMs + server.settings.lingerMs)
    }

    private func adjustReading() {
        switch (reading, wantsBytes) {
        case (.paused, true):
            reading = .running
            if uv_read_start(socket.stream, Callbacks.provideBuffer, Callbacks.read) != 0 { close() }
        case (.running, false):
            reading = .paused
            uv_read_stop(socket.stream)
        case (.paused, false), (.running, true), (.ended, _):
            break
        }
    }

    private var wantsBytes: Bool {
        switch state {
        case .http(let held): held == nil && connection.wantsBytes
        case .stream(let link): link.wantsBytes
        case .lingering: true
        case .ending, .closed: false
        }
    }

    /// Ends the connection at once, whatever was to be sent.
    func close() {
        let last = state
        if case .closed = last { return }
        state = .closed
        if case .stream(let link) = last { server.streamEnded(link) }
        server.forget(self)
        uv_close(socket.base, Callbacks.peerClosed)
    }
}
