import Journaling
import Testing

/// A snapshot file is what was written, or it is refused.
@Suite struct SnapshotFormatTests {
    private static func snapshot(bytes count: Int) -> Snapshot {
        Snapshot(
            sequence: 1_234_567, rulesVersion: 7, digest: RecordedDigest(high: .max, low: 1),
            payload: (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31 ^ $0 >> 8) })
    }

    @Test(arguments: [0, 1, 200, 65_535, 65_536, 65_537, 200_000])
    func whatIsWrittenIsReadBack(count: Int) throws {
        let snapshot = Self.snapshot(bytes: count)
        #expect(try Snapshot(file: snapshot.file) == snapshot)
    }

    @Test func everyFileThatIsCutOffIsRefused() {
        let file = Self.snapshot(bytes: 300).file
        for length in file.indices {
            #expect(throws: SnapshotError.self) { try Snapshot(file: Array(file[..<length])) }
        }
        #expect(throws: SnapshotError.self) { try Snapshot(file: file + [0]) }
    }

    @Test func everyFlippedBitIsFound() {
        let file = Self.snapshot(bytes: 300).file
        for bit in 0..<(8 * file.count) {
            var damaged = file
            damaged[bit / 8] ^= 1 << UInt8(bit % 8)
            #expect(throws: SnapshotError.self) { try Snapshot(file: damaged) }
        }
    }

    @Test func pagesThatChangePlacesAreFound() {
        let page = 65_536 + 8
        let file = Self.snapshot(bytes: 3 * 65_536).file
        let swapped =
            file[..<64] + file[(64 + page)..<(64 + 2 * page)] + file[64..<(64 + page)] + file[(64 + 2 * page)...]
        #expect(swapped.count == file.count)
        #expect(throws: SnapshotError.damaged("its page at byte 64 is damaged")) { try Snapshot(file: Array(swapped)) }
    }
}
