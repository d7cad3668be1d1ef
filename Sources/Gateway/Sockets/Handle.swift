import CUV

/// A libuv handle in memory of its own, which stays where it is until libuv has closed it.
struct Handle<Kind> {
    let pointer: UnsafeMutablePointer<Kind>

    /// Memory for a handle, not initialised: the libuv function of its kind does that.
    init() {
        pointer = .allocate(capacity: 1)
    }

    /// The handle as libuv's common functions take it.
    var base: UnsafeMutablePointer<uv_handle_t> {
        UnsafeMutableRawPointer(pointer).assumingMemoryBound(to: uv_handle_t.self)
    }

    /// The handle as libuv's stream functions take it.
    var stream: UnsafeMutablePointer<uv_stream_t> {
        UnsafeMutableRawPointer(pointer).assumingMemoryBound(to: uv_stream_t.self)
    }

    /// Closes the handle and, when libuv is done with it, frees its memory.
    func close() {
        uv_close(base) { UnsafeMutableRawPointer($0)?.deallocate() }
    }
}

/// The system's words for a libuv error.
func uvErrorText(_ code: Int32) -> String {
    uv_strerror(code).map { String(cString: $0) } ?? "error \(code)"
}
