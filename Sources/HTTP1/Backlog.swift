/// Bytes that arrived behind the request in flight, in order. Taking from the front costs nothing; the space is won
/// back when half of it is spent, so that many small requests in one buffer stay linear.
struct Backlog {
    private var bytes: [UInt8] = []
    private var start = 0

    var count: Int { bytes.count - start }
    var isEmpty: Bool { count == 0 }

    mutating func append(_ more: Span<UInt8>) {
        guard !more.isEmpty else { return }
        if start > bytes.count / 2 {
            bytes.removeFirst(start)
            start = 0
        }
        more.withUnsafeBufferPointer { bytes.append(contentsOf: $0) }
    }

    /// Lets `parse` read all that waits and say how much of it it consumed.
    mutating func consume<Failure: Error>(_ parse: (Span<UInt8>) throws(Failure) -> Int) throws(Failure) {
        start += try parse(bytes.span.extracting(start...))
        guard isEmpty else { return }
        bytes = []
        start = 0
    }
}
