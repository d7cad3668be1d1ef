import CUV
import Desks
import Glibc
import HTTP1
import Wire

/// One connection: its socket, the state of its HTTP, and what waits to be sent.
///
/// libuv holds it from `open` until the socket is closed.
final class Peer {
    private enum Phase {
        case open
        /// Nothing more is read, and the last answer is on its way; none, if the connection ends in silence.
        case ending(lingers: Bool)
        /// Everything is sent. What still comes is dropped, so that no reset destroys the answer (RFC 9112, 9.6).
        case lingering(untilMs: Int64)
        case closed
    }

    let ticket: UInt64
    let address: String
    unowned let server: Server
    private let socket: Handle<uv_tcp_t>
    private var connection: Connection
    /// What speaks in place of HTTP, once the peer has asked for a WebSocket.
    private var link: StreamLink?
    private var phase = Phase.open
    private var isReading = false
    private var peerHasClosed = false
    /// What is to be sent after the write in flight.
    private var unsent: [UInt8] = []
    private var write: Write?
    /// A request that waits until the peer has read enough of its answers.
    private var held: Request?

    /// A write that the socket did not take at once.
    private struct Write {
        let request: UnsafeMutablePointer<uv_write_t>
        let bytes: UnsafeMutableRawBufferPointer
        let sinceMs: Int64

        func free() {
            request.deallocate()
            bytes.deallocate()
        }
    }

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

    // MARK: Events

    func received(_ bytes: UnsafeRawBufferPointer) {
        guard case .open = phase else { return }
        if let link { return send(link.received(bytes), of: link) }
        let bytes = bytes.assumingMemoryBound(to: UInt8.self)
        follow(connection.received(bytes.span, nowMs: server.settings.monotonicMs()))
    }

    /// The peer has shut down its side.
    func ended() {
        isReading = false
        peerHasClosed = true
        switch phase {
        case .open where link != nil: close()
        case .open: follow(connection.peerClosed())
        case .lingering: close()
        case .ending, .closed: break
        }
    }

    func answered(_ response: Response) {
        guard case .open = phase else { return }
        if let link { return send(link.answered(response), of: link) }
        follow(connection.answered(response, nowMs: server.settings.monotonicMs()))
    }

    func stopAccepting() {
        guard case .open = phase else { return }
        if let link { return send(link.end(.goingAway), of: link) }
        follow(connection.stopAccepting())
    }

    /// Looks after whatever deadline there is.
    func sweep(nowMs: Int64) {
        if let write, nowMs - write.sinceMs >= server.settings.sendDeadlineMs {
            if link != nil { logSlowness() }
            return close()
        }
        switch phase {
        case .lingering(let untilMs) where nowMs >= untilMs:
            close()
        case .open:
            if let link, link.isSilent(nowMs: nowMs) { return send(link.end(.goingAway), of: link) }
            guard let deadlineMs = connection.deadlineMs, nowMs >= deadlineMs else { return }
            follow(connection.deadlinePassed(nowMs: nowMs))
        case .lingering, .ending, .closed:
            break
        }
    }

    /// Ends the connection at once, whatever was to be sent.
    func close() {
        if case .closed = phase { return }
        phase = .closed
        if let link { server.streamEnded(link) }
        server.forget(self)
        uv_close(socket.base, Callbacks.peerClosed)
    }

    /// libuv is done with the socket: nobody refers to its memory any more.
    func release() {
        socket.pointer.deallocate()
        Unmanaged.passUnretained(self).release()
    }

    // MARK: WebSocket

    private func open(_ link: StreamLink, _ response: Response) {
        self.link = link
        let (write, rest) = connection.switchProtocols(response)
        unsent += write
        unsent += rest.withUnsafeBytes { link.received($0) }
        if link.isClosed { phase = .ending(lingers: true) }
    }

    /// Passes on what has waited for its time.
    func resume(_ task: Pauses.Task) {
        if case .open = phase { link?.resume(task) }
    }

    /// Keeps a frame for `sendAppended`; false when nothing more goes to this peer.
    func append(_ frame: [UInt8]) -> Bool {
        guard case .open = phase, let link, !link.isClosed else { return false }
        unsent += frame
        return true
    }

    func sendAppended() {
        if case .open = phase, let link { send([], of: link) }
    }

    private func send(_ bytes: [UInt8], of link: StreamLink) {
        unsent += bytes
        if link.isClosed { phase = .ending(lingers: true) }
        flush()
        guard unsent.count > server.settings.maxUnsentStreamBytes else { return }
        logSlowness()
        close()
    }

    private func logSlowness() {
        server.settings.log(.warn, "slow stream cut off") { line in
            line.member("peer", address)
            line.member("unsentBytes", unsent.count + (write?.bytes.count ?? 0))
        }
    }

    // MARK: Steps

    /// Does what the connection asks for.
    private func follow(_ actions: Actions) {
        if let request = take(actions) { serve(request) }
        flush()
    }

    /// An answer that is there at once may bring the next request to light.
    private func serve(_ request: Request) {
        var next: Request? = request
        while let request = next.take() {
            guard hasRoom() else {
                held = request
                return
            }
            switch server.reply(to: request, from: self) {
            case .later: return
            case .response(let response):
                next = take(connection.answered(response, nowMs: server.settings.monotonicMs()))
            case .stream(let response, let link):
                return open(link, response)
            }
        }
    }

    private func take(_ actions: Actions) -> Request? {
        if unsent.isEmpty { unsent = actions.write } else { unsent.append(contentsOf: actions.write) }
        if actions.close { phase = .ending(lingers: !unsent.isEmpty || write != nil) }
        return actions.dispatch
    }

    /// Whether there is room for another answer; what waits is sent first where the socket takes it.
    private func hasRoom() -> Bool {
        guard unsent.count >= server.settings.maxUnsentBytes else { return true }
        push()
        return unsent.isEmpty && write == nil
    }

    private func flush() {
        push()
        if case .ending(let lingers) = phase, write == nil {
            if lingers { linger() } else { close() }
        }
        adjustReading()
    }

    /// Hands the socket what it takes at once; the rest is one write in flight.
    private func push() {
        guard write == nil, !unsent.isEmpty else { return }
        let sent = sendNow()
        guard sent >= 0, sent == unsent.count || sendLater(from: sent) else { return close() }
        unsent = []
    }

    /// How many bytes the socket took; negative when it is broken.
    private func sendNow() -> Int {
        let sent = unsent.withUnsafeMutableBytes { bytes in
            var buffer = uv_buf_t(base: bytes.bindMemory(to: CChar.self).baseAddress, len: bytes.count)
            return uv_try_write(socket.stream, &buffer, 1)
        }
        return sent == UV_EAGAIN.rawValue ? 0 : Int(sent)
    }

    private func sendLater(from start: Int) -> Bool {
        let rest = unsent[start...]
        let bytes = UnsafeMutableRawBufferPointer.allocate(byteCount: rest.count, alignment: 1)
        bytes.copyBytes(from: rest)
        let write = Write(
            request: .allocate(capacity: 1), bytes: bytes, sinceMs: server.settings.monotonicMs())
        var buffer = uv_buf_t(base: bytes.bindMemory(to: CChar.self).baseAddress, len: bytes.count)
        guard uv_write(write.request, socket.stream, &buffer, 1, Callbacks.written) == 0 else {
            write.free()
            return false
        }
        self.write = write
        return true
    }

    /// The write in flight has left, or never will.
    func written(_ status: Int32) {
        write?.free()
        write = nil
        if case .closed = phase { return }
        guard status == 0 else { return close() }
        if let request = held.take() { serve(request) }
        flush()
    }

    private func linger() {
        guard !peerHasClosed else { return close() }
        var descriptor: uv_os_fd_t = -1
        guard uv_fileno(socket.base, &descriptor) == 0, shutdown(descriptor, Int32(SHUT_WR)) == 0 else {
            return close()
        }
        phase = .lingering(untilMs: server.settings.monotonicMs() + server.settings.lingerMs)
    }

    private func adjustReading() {
        let wants =
            switch phase {
            case .open: (link?.wantsBytes ?? connection.wantsBytes) && held == nil && !peerHasClosed
            case .lingering: true
            case .ending, .closed: false
            }
        guard wants != isReading else { return }
        if case .closed = phase { return }
        isReading = wants
        if wants {
            guard uv_read_start(socket.stream, Callbacks.provideBuffer, Callbacks.read) == 0 else { return close() }
        } else {
            uv_read_stop(socket.stream)
        }
    }
}
