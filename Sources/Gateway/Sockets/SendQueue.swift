import CUV

/// What waits to be sent on one socket, in order: the socket takes at once what it can, the rest is one write in flight.
struct SendQueue {
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

    /// What is to be sent after the write in flight.
    private var unsent: [UInt8] = []
    private var write: Write?

    /// True when the socket has taken everything.
    var isEmpty: Bool { unsent.isEmpty && write == nil }

    /// How many bytes wait behind the write in flight.
    var unsentCount: Int { unsent.count }

    /// How many bytes the socket has not taken.
    var count: Int { unsent.count + (write?.bytes.count ?? 0) }

    /// When the write in flight began; nil without one.
    var writingSinceMs: Int64? { write?.sinceMs }

    mutating func append(_ bytes: [UInt8]) {
        if unsent.isEmpty { unsent = bytes } else { unsent += bytes }
    }

    /// Hands the socket what waits, unless a write is in flight; false when the socket is broken.
    mutating func push(to socket: Handle<uv_tcp_t>, nowMs: Int64) -> Bool {
        guard write == nil, !unsent.isEmpty else { return true }
        let taken = unsent.withUnsafeMutableBytes { bytes in
            var buffer = uv_buf_t(base: bytes.bindMemory(to: CChar.self).baseAddress, len: bytes.count)
            return uv_try_write(socket.stream, &buffer, 1)
        }
        let sent = taken == UV_EAGAIN.rawValue ? 0 : Int(taken)
        guard sent >= 0, sent == unsent.count || begin(unsent[sent...], on: socket, nowMs) else { return false }
        unsent = []
        return true
    }

    private mutating func begin(_ rest: ArraySlice<UInt8>, on socket: Handle<uv_tcp_t>, _ nowMs: Int64) -> Bool {
        let bytes = UnsafeMutableRawBufferPointer.allocate(byteCount: rest.count, alignment: 1)
        bytes.copyBytes(from: rest)
        let write = Write(request: .allocate(capacity: 1), bytes: bytes, sinceMs: nowMs)
        var buffer = uv_buf_t(base: bytes.bindMemory(to: CChar.self).baseAddress, len: bytes.count)
        guard uv_write(write.request, socket.stream, &buffer, 1, Callbacks.written) == 0 else {
            write.free()
            return false
        }
        self.write = write
        return true
    }

    /// The write in flight has left, or never will.
    mutating func written() {
        write?.free()
        write = nil
    }
}
