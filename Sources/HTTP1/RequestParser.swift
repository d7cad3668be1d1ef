/// Reads one request from bytes that arrive in any portions, and refuses it at the first doubt where it ends.
///
/// Incremental and linear: every byte is looked at a fixed number of times, however the input is cut. Only an
/// unfinished line and the body are kept between calls. A parser that has completed a request is ready for the next;
/// one that has thrown is spent.
public struct RequestParser: Sendable {
    /// What a portion of input led to.
    public enum Progress: Sendable {
        /// All of it was taken, and more is needed.
        case incomplete
        /// As `incomplete`, and the peer waits for `100 Continue`. Told once.
        case awaitsContinue
        /// The request is complete; the first `consumed` bytes of this portion belong to it.
        case complete(Request, consumed: Int)
    }

    private enum Phase: Equatable {
        case start  // one empty line may stand before the request line (RFC 9112, section 2.2)
        case requestLine
        case fields
        case body(remaining: Int)
        case chunkSize
        case chunkData(remaining: Int)
        case chunkEnd
        case trailers
        case complete
    }

    private let limits: Limits
    private var phase = Phase.start
    /// A line whose end has not arrived.
    private var partialLine: [UInt8] = []
    /// What lines took so far, of `limits.headBytes`: those of the head, then trailers and chunk extensions.
    private var lineBytes = 0
    private var trailerFields = 0
    private var head: RequestHead?
    private var body: [UInt8] = []
    private var awaitsContinue = false

    /// A parser for a connection's first request.
    public init(limits: Limits = .standard) {
        self.limits = limits
    }

    /// True once a byte of the request has arrived, an empty line before it not counted.
    public var hasBegun: Bool { (phase != .start && phase != .requestLine) || !partialLine.isEmpty }

    /// True if the request under way is a HEAD request, whose answer has no body.
    public var isHead: Bool { head?.line.methodText == "HEAD" }

    /// Takes the next bytes of the connection.
    public mutating func parse(_ input: Span<UInt8>) throws(Refusal) -> Progress {
        var cursor = 0
        while true {
            switch phase {
            case .start, .requestLine, .fields, .chunkSize, .chunkEnd, .trailers:
                guard let end = input.firstIndex(of: .lineFeed, from: cursor) else {
                    try hold(input.extracting(cursor...))
                    return progressWithoutEnd()
                }
                try take(lineEndingWith: input.extracting(cursor..<end))
                cursor = end + 1
            case .body(let remaining):
                let taken = takeBody(input.extracting(cursor...), atMost: remaining)
                cursor += taken
                guard taken == remaining else {
                    phase = .body(remaining: remaining - taken)
                    return progressWithoutEnd()
                }
                phase = .complete
            case .chunkData(let remaining):
                let taken = takeBody(input.extracting(cursor...), atMost: remaining)
                cursor += taken
                guard taken == remaining else {
                    phase = .chunkData(remaining: remaining - taken)
                    return progressWithoutEnd()
                }
                phase = .chunkEnd
            case .complete:
                guard let request = takeRequest() else { return .incomplete }
                return .complete(request, consumed: cursor)
            }
        }
    }

    // MARK: Lines

    /// Keeps the beginning of a line, unless it can be refused already.
    private mutating func hold(_ bytes: Span<UInt8>) throws(Refusal) {
        guard !bytes.isEmpty else { return }
        bytes.withUnsafeBufferPointer { partialLine.append(contentsOf: $0) }
        guard lineBytes + partialLine.count <= limits.headBytes else { throw .fieldsTooLarge }
        switch phase {
        // A TLS handshake or the like is told at once, not at the deadline.
        case .start, .requestLine:
            guard partialLine[0].isMethod || partialLine[0] == .carriageReturn else { throw .malformedRequestLine }
        case .chunkEnd:
            guard partialLine.count == 1, partialLine[0] == .carriageReturn else { throw .malformedChunk }
        default:
            break
        }
    }

    private mutating func take(lineEndingWith tail: Span<UInt8>) throws(Refusal) {
        guard !partialLine.isEmpty else { return try take(line: tail) }
        var line: [UInt8] = []
        swap(&line, &partialLine)
        tail.withUnsafeBufferPointer { line.append(contentsOf: $0) }
        try take(line: line.span)
        line.removeAll(keepingCapacity: line.capacity <= Self.mostKeptBytes)
        partialLine = line
    }

    /// Takes a line without its LF.
    private mutating func take(line: Span<UInt8>) throws(Refusal) {
        guard lineBytes + line.count < limits.headBytes else { throw .fieldsTooLarge }
        guard !line.isEmpty, line[line.count - 1] == .carriageReturn else { throw .bareLineFeed }
        let text = line.extracting(..<(line.count - 1))
        switch phase {
        case .start where text.isEmpty:
            phase = .requestLine
        case .start, .requestLine:
            lineBytes += line.count + 1
            head = RequestHead(try RequestLine(text))
            phase = .fields
        case .fields:
            lineBytes += line.count + 1
            guard text.isEmpty else {
                try head?.add(FieldLine(text), limits: limits)
                return
            }
            try finishHead()
        case .chunkSize:
            let size = try ChunkSize(text, mostBytes: limits.bodyBytes - body.count)
            lineBytes += size.extensionBytes
            awaitsContinue = false
            phase = size.bytes > 0 ? .chunkData(remaining: size.bytes) : .trailers
        case .chunkEnd:
            guard text.isEmpty else { throw .malformedChunk }
            phase = .chunkSize
        case .trailers:
            lineBytes += line.count + 1
            guard !text.isEmpty else {
                phase = .complete
                return
            }
            // Checked and dropped: nothing here may change what the head has said (RFC 9110, section 6.5.1).
            _ = try FieldLine(text)
            trailerFields += 1
            guard trailerFields <= limits.maxFields else { throw .fieldsTooLarge }
        case .body, .chunkData, .complete:
            break
        }
    }

    private mutating func finishHead() throws(Refusal) {
        guard let head else { return }
        lineBytes = 0
        switch try head.framing(limits: limits) {
        case .length(0):
            phase = .complete
        case .length(let length):
            awaitsContinue = head.expectsContinue
            body.reserveCapacity(min(length, Self.mostKeptBytes))
            phase = .body(remaining: length)
        case .chunked:
            awaitsContinue = head.expectsContinue
            phase = .chunkSize
        }
    }

    // MARK: Body

    /// Appends what there is of the body, and returns how much that was.
    private mutating func takeBody(_ input: Span<UInt8>, atMost remaining: Int) -> Int {
        let taken = min(remaining, input.count)
        guard taken > 0 else { return 0 }
        input.extracting(..<taken).withUnsafeBufferPointer { body.append(contentsOf: $0) }
        awaitsContinue = false
        return taken
    }

    private mutating func progressWithoutEnd() -> Progress {
        guard awaitsContinue, partialLine.isEmpty else { return .incomplete }
        awaitsContinue = false
        return .awaitsContinue
    }

    // MARK: Completion

    private mutating func takeRequest() -> Request? {
        guard let head = head.take() else { return nil }
        let request = Request(head, body: body)
        body = []
        lineBytes = 0
        trailerFields = 0
        phase = .start
        return request
    }

    /// What a connection may keep reserved, or reserve on a mere announcement.
    private static let mostKeptBytes = 16 * 1024
}

extension Request {
    fileprivate init(_ head: RequestHead, body: [UInt8]) {
        self.init(
            method: Request.Method(rawValue: head.line.methodText) ?? .other, methodText: head.line.methodText,
            path: head.line.target.path,
            query: head.line.target.query, fields: head.fields, body: body, keepsAlive: head.keepsAlive,
            version: head.line.version)
    }
}
