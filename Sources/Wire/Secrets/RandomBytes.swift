import COpenSSL

/// Bytes nobody can predict.
public enum RandomBytes {
    /// That many random bytes; nil when libcrypto cannot vouch for them.
    public static func make(_ count: Int) -> [UInt8]? {
        guard count >= 0, let length = Int32(exactly: count) else { return nil }
        var isRandom = false
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { bytes, initialized in
            isRandom = RAND_bytes(bytes.baseAddress, length) == 1
            initialized = isRandom ? count : 0
        }
        return isRandom ? bytes : nil
    }
}
