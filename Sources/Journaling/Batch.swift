/// What one commit makes durable: an unbroken run of commands, as opaque bytes, and what replaying them must give.
public struct Batch: Sendable, Equatable {
    /// The sequence of the first command. The first command of a journal has sequence 1.
    public let firstSequence: UInt64
    /// The sequence of the last command; not below `firstSequence`.
    public let lastSequence: UInt64
    /// The version of the rules the commands were applied under.
    public let rulesVersion: UInt32
    /// The digest over the outcomes and events the commands gave.
    public let digest: RecordedDigest
    /// The encoded commands. A journal never looks inside.
    public let payload: [UInt8]

    /// A batch of the commands `firstSequence...lastSequence`.
    public init(
        firstSequence: UInt64, lastSequence: UInt64, rulesVersion: UInt32, digest: RecordedDigest, payload: [UInt8]
    ) {
        self.firstSequence = firstSequence
        self.lastSequence = lastSequence
        self.rulesVersion = rulesVersion
        self.digest = digest
        self.payload = payload
    }

    /// Whether this batch is well formed and begins right after `sequence`. Sequences end at `Int64.max`, the largest
    /// integer that SQL databases keep in order.
    func continues(_ sequence: UInt64) -> Bool {
        lastSequence <= UInt64(Int64.max)
            && firstSequence <= lastSequence
            && firstSequence >= 1
            && firstSequence - 1 == sequence
    }
}
