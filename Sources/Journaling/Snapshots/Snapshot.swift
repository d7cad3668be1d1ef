/// All that a journal's commands up to a sequence amount to, as opaque bytes.
public struct Snapshot: Sendable, Equatable {
    /// The sequence of the last command it contains.
    public let sequence: UInt64
    /// The version of the rules it was written under.
    public let rulesVersion: UInt32
    /// The digest of the state.
    public let digest: RecordedDigest
    /// The encoded state. A snapshot file never looks inside.
    public let payload: [UInt8]

    /// The state after the command with that sequence.
    public init(sequence: UInt64, rulesVersion: UInt32, digest: RecordedDigest, payload: [UInt8]) {
        self.sequence = sequence
        self.rulesVersion = rulesVersion
        self.digest = digest
        self.payload = payload
    }
}

/// Why there is no snapshot to be had.
public enum SnapshotError: Error, Sendable, Equatable {
    /// The file is not what was written. The text says where.
    case damaged(String)
    /// The file system refused. The text says what and why.
    case system(String)

    /// What it says.
    public var text: String {
        switch self {
        case .damaged(let text), .system(let text): text
        }
    }
}
