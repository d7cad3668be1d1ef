/// What an account is signed in with. Its secrets show in no description, reflection or log.
public struct Credentials: Sendable {
    /// The public part.
    public let key: String
    let secret: String
    let passphrase: String

    /// - Parameters:
    ///   - key: the public part.
    ///   - secret: what requests are signed with.
    ///   - passphrase: Bitget's third part; empty for the others.
    /// - Returns: nil when a part holds what cannot stand in a header field.
    public init?(key: String, secret: String, passphrase: String = "") {
        let isPlain = [key, passphrase].allSatisfy { $0.utf8.allSatisfy { (0x21...0x7E).contains($0) } }
        guard isPlain, !key.isEmpty, !secret.isEmpty else { return nil }
        self.key = key
        self.secret = secret
        self.passphrase = passphrase
    }
}

extension Credentials: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The public part only.
    public var description: String { "key \(key)" }
    /// The public part only.
    public var debugDescription: String { description }
    /// The public part only.
    public var customMirror: Mirror { Mirror(self, children: ["key": key]) }
}
