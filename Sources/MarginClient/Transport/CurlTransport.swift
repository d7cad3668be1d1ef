/// HTTP over libcurl: one thread does all transfers, connections are kept and used again, certificates are verified.
public final class CurlTransport: Transport {
    private let loop: TransferLoop

    /// - Parameter settings: of all transfers.
    /// - Throws: `.notSent` when the system has no thread or libcurl no memory to give.
    public init(_ settings: TransportSettings = TransportSettings()) throws(TransportError) {
        guard let loop = TransferLoop(settings) else { throw .notSent(.other("libcurl cannot be started")) }
        self.loop = loop
    }

    deinit { loop.close() }

    /// Sends a request once. Cancelling the task ends the transfer at once.
    public func send(_ request: HTTPRequest) async throws(TransportError) -> HTTPAnswer {
        guard !Task.isCancelled else { throw .notSent(.cancelled) }
        let number = loop.nextNumber()
        let result = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                loop.start(number, request) { continuation.resume(returning: $0) }
                // Cancelled before the loop knew it: the handler had nothing to cancel.
                if Task.isCancelled { loop.cancel(number) }
            }
        } onCancel: {
            loop.cancel(number)
        }
        return try result.get()
    }
}
