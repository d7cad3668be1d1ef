import COpenSSL

/// SHA-1 (FIPS 180-4): no protection any more, but what the opening of a WebSocket is answered with.
public enum SHA1 {
    /// The 20-byte digest of some bytes.
    public static func digest(_ bytes: [UInt8]) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: 20) { digest, count in
            var length: UInt32 = 0
            guard EVP_Digest(bytes, bytes.count, digest.baseAddress, &length, EVP_sha1(), nil) == 1 else {
                fatalError("libcrypto failed in SHA-1")
            }
            count = Int(length)
        }
    }
}
