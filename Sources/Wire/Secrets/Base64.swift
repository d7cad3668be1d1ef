import COpenSSL

/// Base 64 with the standard alphabet and padding (RFC 4648, section 4).
public enum Base64 {
    /// The padded text of some bytes.
    public static func encode(_ bytes: [UInt8]) -> String {
        guard let count = Int32(exactly: bytes.count) else { return "" }
        let capacity = (bytes.count + 2) / 3 * 4 + 1  // EVP_EncodeBlock ends its text with a NUL
        return String(unsafeUninitializedCapacity: capacity) { text in
            Int(EVP_EncodeBlock(text.baseAddress, bytes, count))
        }
    }

    /// The bytes of a padded text; nil for anything that `encode` would not have written.
    public static func decode(_ text: String) -> [UInt8]? {
        let characters = Array(text.utf8)
        guard characters.count % 4 == 0, let count = Int32(exactly: characters.count) else { return nil }
        var bytes = [UInt8](unsafeUninitializedCapacity: characters.count / 4 * 3) { bytes, decoded in
            decoded = max(0, Int(EVP_DecodeBlock(bytes.baseAddress, characters, count)))
        }
        // EVP_DecodeBlock counts padding as zero bytes, and takes white space and stray bits: writing the bytes back
        // finds them.
        let padding = characters.suffix(2).count { $0 == UInt8(ascii: "=") }
        bytes.removeLast(min(padding, bytes.count))
        return encode(bytes) == text ? bytes : nil
    }
}
