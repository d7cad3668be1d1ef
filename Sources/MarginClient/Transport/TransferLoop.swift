import CCurl
import Glibc
import Synchronization

/// The thread on which all transfers of a transport run.
final class TransferLoop: Sendable {
    typealias Completion = @Sendable (Result<HTTPAnswer, TransportError>) -> Void

    private struct Order: Sendable {
        let number: UInt64
        let request: HTTPRequest
        let complete: Completion
    }

    private struct Inbox: Sendable {
        var orders: [Order] = []
        var cancelled: [UInt64] = []
        var isClosed = false
    }

    /// libcurl's handle of many transfers. Only the loop's thread uses it, but for `curl_multi_wakeup`, which any may.
    private struct Multi: @unchecked Sendable {
        let pointer: UnsafeMutableRawPointer
    }

    private static let isReady = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK
    /// How long the loop sleeps when nothing happens: everything that concerns it wakes it up.
    private static let idleMs: Int32 = 60_000

    private let settings: TransportSettings
    private let multi: Multi
    private let inbox = Mutex(Inbox())
    private let lastNumber = Atomic<UInt64>(0)

    /// Starts the thread; nil when there is none to be had.
    init?(_ settings: TransportSettings) {
        guard Self.isReady, let pointer = curl_multi_init() else { return nil }
        self.settings = settings
        multi = Multi(pointer: pointer)
        guard detachThread({ [self] in run() }) else {
            curl_multi_cleanup(pointer)
            return nil
        }
    }

    func nextNumber() -> UInt64 { lastNumber.wrappingAdd(1, ordering: .relaxed).newValue }

    func start(_ number: UInt64, _ request: HTTPRequest, _ complete: @escaping Completion) {
        tell { $0.orders.append(Order(number: number, request: request, complete: complete)) }
    }

    func cancel(_ number: UInt64) { tell { $0.cancelled.append(number) } }

    /// Ends the thread. Whoever still waited is told.
    func close() { tell { $0.isClosed = true } }

    /// Wakes the thread before it can see what it is told: afterwards libcurl's handle may be gone.
    private func tell(_ change: (inout Inbox) -> Void) {
        inbox.withLock { inbox in
            change(&inbox)
            curl_multi_wakeup(multi.pointer)
        }
    }

    private func run() {
        blockPipeSignal()
        var transfers: [UInt64: Transfer] = [:]
        while true {
            let news = inbox.withLock { inbox in
                defer { inbox = Inbox(isClosed: inbox.isClosed) }
                return inbox
            }
            for order in news.orders { transfers[order.number] = begin(order) }
            for number in news.cancelled { end(transfers.removeValue(forKey: number), .cancelled) }
            if news.isClosed { break }
            var running: Int32 = 0
            curl_multi_perform(multi.pointer, &running)
            finish(&transfers)
            curl_multi_poll(multi.pointer, nil, 0, Self.idleMs, nil)
        }
        for transfer in transfers.values { end(transfer, .cancelled) }
        curl_multi_cleanup(multi.pointer)
    }

    /// Nil when the transfer could not be set up, which its owner has then been told.
    private func begin(_ order: Order) -> Transfer? {
        guard let transfer = Transfer(order.request, settings, order.complete) else {
            order.complete(.failure(.notSent(.other("libcurl refuses the request or its settings"))))
            return nil
        }
        guard curl_multi_add_handle(multi.pointer, transfer.pointer) == CURLM_OK else {
            transfer.fail(.other("libcurl takes no more transfers"))
            return nil
        }
        return transfer
    }

    private func end(_ transfer: Transfer?, _ fault: TransportFault) {
        guard let transfer else { return }
        curl_multi_remove_handle(multi.pointer, transfer.pointer)
        transfer.fail(fault)
    }

    private func finish(_ transfers: inout [UInt64: Transfer]) {
        var left: Int32 = 0
        while let message = curl_multi_info_read(multi.pointer, &left) {
            let pointer = message.pointee.easy_handle
            let result = plimsoll_curl_result(message)
            guard let number = transfers.first(where: { $0.value.pointer == pointer })?.key,
                let transfer = transfers.removeValue(forKey: number)
            else { continue }
            curl_multi_remove_handle(multi.pointer, transfer.pointer)
            transfer.finish(result)
        }
    }

    /// OpenSSL writes to sockets without asking for no signal; libcurl's own way around that would change the signals of
    /// the whole process. https://curl.se/libcurl/c/CURLOPT_NOSIGNAL.html
    private func blockPipeSignal() {
        var signals = sigset_t()
        sigemptyset(&signals)
        sigaddset(&signals, SIGPIPE)
        pthread_sigmask(SIG_BLOCK, &signals, nil)
    }
}

private final class ThreadBody {
    let run: @Sendable () -> Void
    init(_ run: @escaping @Sendable () -> Void) { self.run = run }
}

/// Runs `body` on a new thread that nobody waits for; false when the system has none to give.
private func detachThread(_ body: @escaping @Sendable () -> Void) -> Bool {
    let retained = Unmanaged.passRetained(ThreadBody(body))
    var thread = pthread_t()
    let result = pthread_create(
        &thread, nil,
        { context in
            guard let context else { return nil }
            Unmanaged<ThreadBody>.fromOpaque(context).takeRetainedValue().run()
            return nil
        }, retained.toOpaque())
    guard result == 0 else {
        retained.release()
        return false
    }
    pthread_detach(thread)
    return true
}
