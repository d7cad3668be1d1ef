import Desks
import Foundation
import Gateway
import Journaling
import MarginEngine
import Synchronization
import TestSupport
import Venues

/// A server in this process on a free port, with the venues `default` and `other`.
final class RunningServer: Sendable {
    let port: UInt16
    let dialect: TestDialect
    let venues: [Venue]
    private let stopSwitch: StopSwitch
    private let hasEnded = Gate()

    init(_ change: @Sendable (inout ServerSettings) -> Void = { _ in }) throws {
        let dialect = TestDialect()
        venues = try ["default", "other"].map { name in
            let settings = VenueSettings(
                store: MemoryJournalStore(), genesis: { desk in _ = desk.apply(.listAsset("USDT", collateral: [])) },
                unseal: { $0 })
            return try Venue(name: name, settings: settings)
        }
        self.dialect = dialect
        var settings = ServerSettings()
        settings.address = ListenAddress(host: "127.0.0.1", port: 0)
        settings.sweepMs = 1
        settings.log = Log(.error, wallMs: { 0 })
        change(&settings)
        let (started, isReady) = (Started(), Gate())
        let served = venues.map { ServedVenue($0, dialects: [dialect]) }
        Thread.detachNewThread { [settings, hasEnded] in
            guard let server = try? Server(settings, venues: served) else { return isReady.open() }
            started.handle.withLock { $0 = (server.address.port, server.stopSwitch) }
            isReady.open()
            server.run()
            hasEnded.open()
        }
        guard isReady.wait(), let (port, stopSwitch) = started.handle.withLock({ $0 }) else { throw NotStarted() }
        self.port = port
        self.stopSwitch = stopSwitch
    }

    deinit { stopSwitch.stop() }

    struct NotStarted: Error {}

    private final class Started: Sendable {
        let handle = Mutex<(port: UInt16, stopSwitch: StopSwitch)?>(nil)
    }

    func connect() throws -> ByteStream {
        guard let socket = ByteStream(port: port, with: self) else { throw NotStarted() }
        return socket
    }

    func stop() { stopSwitch.stop() }

    /// True when `run` has returned.
    func waitForEnd() -> Bool { hasEnded.wait() }
}

/// A place where one thread waits for another.
final class Gate: Sendable {
    private let semaphore = DispatchSemaphore(value: 0)

    func open() { semaphore.signal() }

    /// False if nobody opened it within half a minute.
    func wait() -> Bool { semaphore.wait(timeout: .now() + 30) == .success }
}
