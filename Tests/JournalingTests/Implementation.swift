import Foundation
import Journaling

/// The implementations that the conformance suite holds to the protocol.
enum Implementation: CaseIterable {
    case memory
    case sqlite

    /// Runs `body` with a store that holds nothing yet.
    func withStore(_ body: (any JournalStore) throws -> Void) throws {
        switch self {
        case .memory: try body(MemoryJournalStore())
        case .sqlite: try withDirectory { try body(SQLiteJournalStore(path: $0 + "/journal")) }
        }
    }
}

/// Runs `body` with the path of a directory of its own.
func withDirectory(_ body: (String) throws -> Void) throws {
    let directory = FileManager.default.temporaryDirectory.appending(path: "journal-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: false)
    defer { try? FileManager.default.removeItem(at: directory) }
    try body(directory.path)
}
