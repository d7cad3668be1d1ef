import Desks
import Journaling
import MarginEngine

extension SnapshotDirectory {
    /// Writes the snapshot of a desk, and restores it once: nobody should rely on a file that was never tried.
    func attempt(_ desk: borrowing Desk, at sequence: UInt64) -> Result<Void, SnapshotFailure> {
        if let reason = desk.engine.brokenLaw() { return .failure(.brokenLaw(reason)) }
        var writer = ByteWriter()
        desk.encode(to: &writer)
        let snapshot = Snapshot(
            sequence: sequence, rulesVersion: Engine.rulesVersion, digest: RecordedDigest(desk.engine.digest()),
            payload: writer.bytes)
        do throws(SnapshotError) {
            try write(snapshot)
            _ = try restore(sequence).engine.timeMs
            return .success(())
        } catch {
            return .failure(.notKept(error))
        }
    }

    /// The desk of a snapshot. Throws `damaged` unless it is the one that was written, and sound.
    ///
    /// The digest of another version of the rules cannot be told any more; then the checksums vouch alone.
    func restore(_ sequence: UInt64) throws(SnapshotError) -> Desk {
        let snapshot = try read(sequence)
        let desk = try Self.desk(snapshot.payload)
        guard
            snapshot.rulesVersion != Engine.rulesVersion
                || snapshot.digest == RecordedDigest(desk.engine.digest())
        else { throw .damaged("its digest is another than that of its state") }
        if let reason = desk.engine.brokenLaw() { throw .damaged("it breaks a law: \(reason)") }
        return desk
    }

    private static func desk(_ payload: [UInt8]) throws(SnapshotError) -> Desk {
        do throws(DecodingFailure) {
            var reader = ByteReader(payload)
            let desk = try Desk(from: &reader)
            guard reader.isAtEnd else { throw DecodingFailure() }
            return desk
        } catch {
            throw .damaged("its state cannot be decoded")
        }
    }
}

/// Why a desk was not kept.
enum SnapshotFailure: Error {
    /// The file could not be written, or not be read again.
    case notKept(SnapshotError)
    /// The desk is not worth keeping.
    case brokenLaw(String)
}

extension RecordedDigest {
    init(_ digest: MarginEngine.Digest) {
        self.init(high: digest.high, low: digest.low)
    }
}
