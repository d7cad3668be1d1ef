import COpenSSL
import Synchronization

/// HMAC-SHA256 (RFC 2104) under one key. The keyed context is kept, which makes a digest four times as fast as setting
/// it up each time; it may be used from several threads.
public final class HMACSHA256: Sendable {
    private let context: Mutex<Context>

    /// - Parameter key: of any length.
    public init(key: [UInt8]) {
        context = Mutex(Context(key: key))
    }

    /// The 32-byte digest of the parts, one after the other.
    public func digest(_ parts: [UInt8]...) -> [UInt8] {
        digest(of: parts)
    }

    /// The 32-byte digest of the parts under a key that is used once.
    public static func digest(key: [UInt8], _ parts: [UInt8]...) -> [UInt8] {
        HMACSHA256(key: key).digest(of: parts)
    }

    private func digest(of parts: [[UInt8]]) -> [UInt8] {
        context.withLock { context in context.digest(of: parts) }
    }
}

/// A context that has its key. Nothing here depends on a caller's data: a step fails only when libcrypto has no memory
/// or no SHA-256, and going on without a digest would let any signature pass.
private struct Context: ~Copyable {
    private let pointer: OpaquePointer

    init(key: [UInt8]) {
        guard let pointer = EVP_MAC_CTX_new(Algorithm.hmac.pointer) else { fatalError("no memory for HMAC") }
        self.pointer = pointer
        // A null key means "the previous one"; RFC 2104 pads keys with zeros, so one zero stands for the empty key.
        let key = key.isEmpty ? [0] : key
        guard plimsoll_hmac_sha256_init(pointer, key, key.count) == 1 else {
            fatalError("libcrypto refuses HMAC-SHA256")
        }
    }

    deinit {
        EVP_MAC_CTX_free(pointer)
    }

    func digest(of parts: [[UInt8]]) -> [UInt8] {
        var isComplete = EVP_MAC_init(pointer, nil, 0, nil) == 1
        for part in parts {
            isComplete = isComplete && EVP_MAC_update(pointer, part, part.count) == 1
        }
        let digest = [UInt8](unsafeUninitializedCapacity: 32) { digest, count in
            isComplete = isComplete && EVP_MAC_final(pointer, digest.baseAddress, &count, 32) == 1
        }
        guard isComplete, digest.count == 32 else { fatalError("libcrypto failed in HMAC-SHA256") }
        return digest
    }
}

/// The algorithm is fetched once: fetching it costs more than a digest. libcrypto allows its use from any thread.
private struct Algorithm: @unchecked Sendable {
    static let hmac = Algorithm()
    let pointer = EVP_MAC_fetch(nil, "HMAC", nil)
}
