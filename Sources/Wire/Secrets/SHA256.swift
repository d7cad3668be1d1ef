import COpenSSL

/// SHA-256 (FIPS 180-4).
public enum SHA256 {
    /// The 32-byte digest of some bytes.
    public static func digest(_ bytes: [UInt8]) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: 32) { digest, count in
            var length: UInt32 = 0
            guard EVP_Digest(bytes, bytes.count, digest.baseAddress, &length, EVP_sha256(), nil) == 1 else {
                fatalError("libcrypto failed in SHA-256")
            }
            count = Int(length)
        }
    }
}
