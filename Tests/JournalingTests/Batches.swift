import Journaling

/// A batch of the sequences in `range` whose every field tells where it belongs.
func batch(_ range: ClosedRange<UInt64>, bytes: Int = 100) -> Batch {
    Batch(
        firstSequence: range.lowerBound, lastSequence: range.upperBound, rulesVersion: 7,
        digest: RecordedDigest(high: ~range.lowerBound, low: range.upperBound),
        payload: [UInt8](repeating: UInt8(truncatingIfNeeded: range.upperBound), count: bytes))
}

extension Journal {
    /// Everything after `sequence`.
    func batches(after sequence: UInt64 = 0) throws -> [Batch] {
        var batches: [Batch] = []
        try read(after: sequence) { batch in
            batches.append(batch)
            return true
        }
        return batches
    }
}
