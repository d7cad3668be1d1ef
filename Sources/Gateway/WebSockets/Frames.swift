import CWslay

/// The frames of one WebSocket, as the server has them: bytes of the peer in, its messages and bytes for it out.
///
/// libwslay checks framing, masking, UTF-8 and the closing handshake (RFC 6455), and answers pings and closes.
final class Frames {
    /// Why the server ends a WebSocket (section 7.4.1).
    enum Ending: UInt16 {
        case normal = 1000
        case goingAway = 1001
        case unsupportedData = 1003
        case policyViolation = 1008
    }

    /// The longest message. Bytes.
    private static let maxMessageBytes: UInt64 = 64 * 1_024

    private let context: wslay_event_context_ptr
    private let exchange = FrameExchange()
    private var isClosing = false

    /// Nil when there is no memory.
    init?() {
        var callbacks = FrameExchange.callbacks
        var context: wslay_event_context_ptr?
        let exchange = Unmanaged.passUnretained(exchange).toOpaque()
        guard wslay_event_context_server_init(&context, &callbacks, exchange) == 0, let context else { return nil }
        self.context = context
        wslay_event_config_set_max_recv_msg_length(context, Self.maxMessageBytes)
    }

    deinit { wslay_event_context_free(context) }

    /// True once the closing frame is among the bytes handed out: nothing may follow it, and the connection ends.
    var isClosed: Bool { wslay_event_get_close_sent(context) != 0 }

    /// Reads bytes of the peer.
    /// - Returns: the whole texts among them, and bytes for the peer.
    func received(_ bytes: UnsafeRawBufferPointer) -> (texts: [[UInt8]], write: [UInt8]) {
        exchange.input = bytes
        let isBroken = wslay_event_recv(context) != 0
        if let ending = exchange.violation ?? (isBroken ? .policyViolation : nil) { close(ending) }
        return (exchange.takeTexts(), takeOutput())
    }

    /// Bytes that end the WebSocket.
    func end(_ ending: Ending) -> [UInt8] {
        close(ending)
        return takeOutput()
    }

    /// The frame that carries a text to any peer: a server's frames are the same for all (section 5.1: not masked).
    static func text(_ text: [UInt8]) -> [UInt8] {
        var frame: [UInt8] = [0x81]
        frame.reserveCapacity(text.count + 10)
        switch text.count {
        case ..<126:
            frame.append(UInt8(text.count))
        case ..<65_536:
            frame.append(126)
            withUnsafeBytes(of: UInt16(text.count).bigEndian) { frame.append(contentsOf: $0) }
        default:
            frame.append(127)
            withUnsafeBytes(of: UInt64(text.count).bigEndian) { frame.append(contentsOf: $0) }
        }
        frame.append(contentsOf: text)
        return frame
    }

    private func close(_ ending: Ending) {
        guard !isClosing else { return }
        isClosing = true
        _ = wslay_event_queue_close(context, ending.rawValue, nil, 0)
    }

    private func takeOutput() -> [UInt8] {
        if wslay_event_want_write(context) != 0 { _ = wslay_event_send(context) }
        return exchange.takeOutput()
    }
}

/// What passes between libwslay and `Frames`; libwslay's callbacks are given this.
private final class FrameExchange {
    /// The most frames that one message may come in: small ones cost more to keep than they carry.
    private static let maxFragments = 128

    /// Of the peer, not yet read; it is read whole before the bytes are gone.
    var input = UnsafeRawBufferPointer(start: nil, count: 0)
    private(set) var violation: Frames.Ending?
    private var output: [UInt8] = []
    private var texts: [[UInt8]] = []
    private var fragments = 0

    func takeTexts() -> [[UInt8]] {
        defer { texts = [] }
        return texts
    }

    func takeOutput() -> [UInt8] {
        defer { output = [] }
        return output
    }

    static var callbacks: wslay_event_callbacks {
        var callbacks = wslay_event_callbacks()
        callbacks.recv_callback = { context, buffer, length, _, exchange in
            let count = FrameExchange.at(exchange)?.read(into: buffer, length) ?? 0
            guard count == 0 else { return count }
            wslay_event_set_error(context, WSLAY_ERR_WOULDBLOCK.rawValue)
            return -1
        }
        callbacks.send_callback = { _, data, length, _, exchange in
            FrameExchange.at(exchange)?.output.append(contentsOf: UnsafeBufferPointer(start: data, count: length))
            return length
        }
        callbacks.on_frame_recv_start_callback = { _, frame, exchange in
            if let frame { FrameExchange.at(exchange)?.frameBegan(frame.pointee.opcode) }
        }
        callbacks.on_msg_recv_callback = { _, message, exchange in
            if let message { FrameExchange.at(exchange)?.messageEnded(message.pointee) }
        }
        return callbacks
    }

    private static func at(_ pointer: UnsafeMutableRawPointer?) -> FrameExchange? {
        pointer.map { Unmanaged<FrameExchange>.fromOpaque($0).takeUnretainedValue() }
    }

    private func read(into buffer: UnsafeMutablePointer<UInt8>?, _ length: Int) -> Int {
        let count = min(length, input.count)
        guard let buffer, count > 0, violation == nil else { return 0 }
        UnsafeMutableRawBufferPointer(start: buffer, count: count).copyMemory(
            from: UnsafeRawBufferPointer(rebasing: input[..<count]))
        input = UnsafeRawBufferPointer(rebasing: input[count...])
        return count
    }

    private func frameBegan(_ opcode: UInt8) {
        if opcode == UInt8(WSLAY_TEXT_FRAME.rawValue) { fragments = 0 }
        guard opcode == UInt8(WSLAY_CONTINUATION_FRAME.rawValue) else { return }
        fragments += 1
        if fragments >= Self.maxFragments { violation = .policyViolation }
    }

    /// Pings, pongs and closes come here, too; libwslay has dealt with them.
    private func messageEnded(_ message: wslay_event_on_msg_recv_arg) {
        switch message.opcode {
        case UInt8(WSLAY_TEXT_FRAME.rawValue):
            texts.append(Array(UnsafeBufferPointer(start: message.msg, count: message.msg_length)))
        case UInt8(WSLAY_BINARY_FRAME.rawValue):
            violation = .unsupportedData
        default:
            break
        }
    }
}
