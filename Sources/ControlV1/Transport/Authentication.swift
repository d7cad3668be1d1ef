import HTTP1
import Wire

/// The server's token, which opens every call. https://www.rfc-editor.org/rfc/rfc6750
struct BearerToken: Sendable {
    private let digest: [UInt8]

    init(_ text: String) {
        digest = SHA256.digest(Array(text.utf8))
    }

    /// Digests are compared, so that the time tells nothing about the token's length either.
    func opens(_ request: Request) -> Bool {
        let words = request.field("authorization")?.split(separator: " ", maxSplits: 1)
        guard let words, words.count == 2, words[0].lowercased() == "bearer" else { return false }
        return constantTimeEquals(SHA256.digest(Array(words[1].utf8)), digest)
    }
}
