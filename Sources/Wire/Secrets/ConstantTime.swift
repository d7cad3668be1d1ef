import COpenSSL

/// Whether two byte strings are equal, in a time that depends on their lengths only. Signatures and tokens are compared
/// with this, so that the time of a refusal tells nothing about how much of a guess was right.
public func constantTimeEquals(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    left.count == right.count && CRYPTO_memcmp(left, right, left.count) == 0
}
