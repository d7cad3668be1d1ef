import Desks
import Foundation
import Journaling
import Synchronization
import Venues

/// A directory of snapshots and a journal beside it, as a disk would hold them.
final class Disk {
    let path: String
    let store: ScriptedStore
    private let noted = Notices()

    init(_ store: ScriptedStore = ScriptedStore()) throws {
        self.store = store
        path = FileManager.default.temporaryDirectory.appending(path: "snapshots-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// The same journal, and the snapshots as they are now: what a process finds that starts after a crash. What it
    /// writes itself is not seen here.
    func crashed() throws -> Disk {
        let copy = try Disk(store)
        for name in try FileManager.default.contentsOfDirectory(atPath: path) {
            // A running venue may rename or remove it just now.
            try? FileManager.default.copyItem(atPath: "\(path)/\(name)", toPath: "\(copy.path)/\(name)")
        }
        return copy
    }

    /// What a venue that starts after a crash tells of its state.
    func digestAfterCrash() throws -> [String] { try crashed().venue().ask(Fixture.digest) }

    var snapshots: SnapshotDirectory { SnapshotDirectory(path: path) }

    func venue(
        interval: UInt64 = 1_000_000, genesis: @escaping @Sendable (inout Desk) -> Void = Fixture.genesis
    ) throws -> Venue {
        var settings = Fixture.settings(store)
        settings.genesis = genesis
        settings.snapshots = snapshots
        settings.snapshotInterval = interval
        settings.notify = { [noted] in noted.add($0) }
        return try Venue(name: "test", settings: settings)
    }

    /// What was told since this was asked last.
    func takeNotices() -> [VenueNotice] { noted.take() }

    /// Whether the journal can be replayed after that sequence.
    func journalReaches(back sequence: UInt64) throws -> Bool {
        do throws(JournalError) {
            try store.open().read(after: sequence) { _ in true }
            return true
        } catch {
            return false
        }
    }

    func change(_ sequence: UInt64, _ change: (inout [UInt8]) -> Void) throws {
        let file = URL(filePath: "\(path)/snapshot-\(sequence)")
        var bytes = [UInt8](try Data(contentsOf: file))
        change(&bytes)
        try Data(bytes).write(to: file)
    }
}

private final class Notices: Sendable {
    private let notices = Mutex<[VenueNotice]>([])

    func add(_ notice: VenueNotice) { notices.withLock { $0.append(notice) } }

    func take() -> [VenueNotice] {
        notices.withLock { notices in
            defer { notices = [] }
            return notices
        }
    }
}
