import CUV

/// Where libuv calls back: each finds the object that the handle belongs to, and tells it.
enum Callbacks {
    static let accepted: uv_connection_cb = { listener, status in
        guard status == 0, let server = server(listener?.pointee.data) else { return }
        server.acceptConnection()
    }

    static let wokenUp: uv_async_cb = { async in
        server(async?.pointee.data)?.emptyOutbox()
    }

    static let turnEnded: uv_check_cb = { check in
        server(check?.pointee.data)?.submitCollected()
    }

    static let sweepDue: uv_timer_cb = { timer in
        server(timer?.pointee.data)?.sweep()
    }

    static let pauseOver: uv_timer_cb = { timer in
        server(timer?.pointee.data)?.pauseOver()
    }

    static let signalled: uv_signal_cb = { signal, number in
        server(signal?.pointee.data)?.signalled(number)
    }

    /// All connections read into one buffer, one after the other: libuv calls `read` before it asks again.
    static let provideBuffer: uv_alloc_cb = { handle, _, buffer in
        guard let buffer, let peer = peer(handle?.pointee.data) else { return }
        let memory = peer.server.readBuffer
        buffer.pointee = uv_buf_t(base: memory.bindMemory(to: CChar.self).baseAddress, len: memory.count)
    }

    static let read: uv_read_cb = { stream, count, buffer in
        guard let peer = peer(stream?.pointee.data) else { return }
        if count > 0 {
            peer.received(UnsafeRawBufferPointer(start: buffer?.pointee.base, count: count))
        } else if count == Int(UV_EOF.rawValue) {
            peer.ended()
        } else if count < 0 {
            peer.close()
        }
    }

    static let written: uv_write_cb = { write, status in
        peer(write?.pointee.handle?.pointee.data)?.written(status)
    }

    static let peerClosed: uv_close_cb = { handle in
        peer(handle?.pointee.data)?.release()
    }

    private static func server(_ data: UnsafeMutableRawPointer?) -> Server? {
        data.map { Unmanaged<Server>.fromOpaque($0).takeUnretainedValue() }
    }

    private static func peer(_ data: UnsafeMutableRawPointer?) -> Peer? {
        data.map { Unmanaged<Peer>.fromOpaque($0).takeUnretainedValue() }
    }
}
