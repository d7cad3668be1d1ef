import Foundation
import Journaling
import Testing

/// Snapshots as files, and what is left when writing one is interrupted.
@Suite struct SnapshotDirectoryTests {
    private func snapshot(_ sequence: UInt64) -> Snapshot {
        Snapshot(
            sequence: sequence, rulesVersion: 1, digest: RecordedDigest(high: 1, low: sequence), payload: [1, 2, 3])
    }

    @Test func snapshotsAreListedFromTheNewestOn() throws {
        try withDirectory { path in
            let directory = SnapshotDirectory(path: path)
            for sequence: UInt64 in [9, 100, 1_000_000] { try directory.write(snapshot(sequence)) }
            #expect(try directory.sequences() == [1_000_000, 100, 9])
            #expect(try directory.read(100) == snapshot(100))
        }
    }

    @Test func aSnapshotIsReadableByItsOwnerAlone() throws {
        try withDirectory { path in
            try SnapshotDirectory(path: path).write(snapshot(5))
            let attributes = try FileManager.default.attributesOfItem(atPath: path + "/snapshot-5")
            #expect(attributes[.posixPermissions] as? Int == 0o600)
        }
    }

    @Test func whatAnInterruptedWriteLeftIsNoSnapshotAndIsOverwritten() throws {
        try withDirectory { path in
            let directory = SnapshotDirectory(path: path)
            try directory.write(snapshot(5))
            let file = snapshot(6).file
            for length in [0, 1, 64, file.count] {
                try Data(file[..<length]).write(to: URL(filePath: path + "/snapshot-6.unfinished"))
                #expect(try directory.sequences() == [5])
            }
            try directory.write(snapshot(6))
            #expect(try directory.sequences() == [6, 5])
        }
    }

    @Test func allButTheNamedSnapshotsAreRemovedAndOtherFilesLeftAlone() throws {
        try withDirectory { path in
            let directory = SnapshotDirectory(path: path)
            for sequence: UInt64 in [1, 2, 3, 4] { try directory.write(snapshot(sequence)) }
            for name in ["snapshot-7.unfinished", "journal.sqlite"] {
                try Data([0]).write(to: URL(filePath: path + "/" + name))
            }
            try directory.keepOnly([2, 4])
            let names = try FileManager.default.contentsOfDirectory(atPath: path)
            #expect(names.sorted() == ["journal.sqlite", "snapshot-2", "snapshot-4"])
        }
    }

    @Test func aSnapshotUnderAnotherNameIsRefused() throws {
        try withDirectory { path in
            try Data(snapshot(5).file).write(to: URL(filePath: path + "/snapshot-6"))
            #expect(throws: SnapshotError.damaged("it belongs to sequence 5")) {
                try SnapshotDirectory(path: path).read(6)
            }
        }
    }

    @Test func aMissingDirectoryIsToldOf() throws {
        try withDirectory { path in
            let directory = SnapshotDirectory(path: path + "/missing")
            #expect(throws: SnapshotError.system("cannot open \(path)/missing: No such file or directory")) {
                try directory.sequences()
            }
            #expect(throws: SnapshotError.self) { try directory.write(snapshot(1)) }
        }
    }
}
