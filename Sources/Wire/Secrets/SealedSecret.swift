import COpenSSL

/// A secret at rest: AES-256-GCM (NIST SP 800-38D) as nonce (12 bytes), ciphertext, tag (16 bytes).
public enum SealedSecret {
    /// Bytes of a key.
    public static let keyCount = 32
    private static let nonceCount = 12
    private static let tagCount = 16

    /// Seals under a 32-byte key with a random nonce. Nil for a key of another length or when libcrypto fails.
    public static func seal(_ plain: [UInt8], key: [UInt8]) -> [UInt8]? {
        guard let nonce = RandomBytes.make(nonceCount), let cipher = Cipher(),
            cipher.begin(key: key, nonce: nonce, seals: true), let sealed = cipher.run(plain), cipher.finish(),
            let tag = cipher.tag(count: tagCount)
        else { return nil }
        return nonce + sealed + tag
    }

    /// What `seal` was given. Nil for another key, and when so much as one bit was changed.
    public static func open(_ sealed: [UInt8], key: [UInt8]) -> [UInt8]? {
        let nonce = Array(sealed.prefix(nonceCount))
        guard sealed.count >= nonceCount + tagCount, let cipher = Cipher(),
            cipher.begin(key: key, nonce: nonce, seals: false),
            let plain = cipher.run(Array(sealed.dropFirst(nonceCount).dropLast(tagCount))),
            cipher.expect(tag: Array(sealed.suffix(tagCount))), cipher.finish()
        else { return nil }
        return plain
    }
}

/// One pass of AES-256-GCM.
private struct Cipher: ~Copyable {
    private let context: OpaquePointer

    init?() {
        guard let context = EVP_CIPHER_CTX_new() else { return nil }
        self.context = context
    }

    deinit {
        EVP_CIPHER_CTX_free(context)
    }

    func begin(key: [UInt8], nonce: [UInt8], seals: Bool) -> Bool {
        key.count == SealedSecret.keyCount
            && EVP_CipherInit_ex(context, EVP_aes_256_gcm(), nil, key, nonce, seals ? 1 : 0) == 1
    }

    func run(_ input: [UInt8]) -> [UInt8]? {
        guard let length = Int32(exactly: input.count) else { return nil }
        var isDone = input.isEmpty
        let output = [UInt8](unsafeUninitializedCapacity: input.count) { output, count in
            guard !input.isEmpty else { return }
            var written: Int32 = 0
            isDone = EVP_CipherUpdate(context, output.baseAddress, &written, input, length) == 1
            count = Int(written)
        }
        return isDone ? output : nil
    }

    /// Ends the pass; when opening, says whether the tag is right. GCM writes nothing here.
    func finish() -> Bool {
        var block = [UInt8](repeating: 0, count: Int(EVP_MAX_BLOCK_LENGTH))
        var written: Int32 = 0
        return EVP_CipherFinal_ex(context, &block, &written) == 1
    }

    func tag(count: Int) -> [UInt8]? {
        var tag = [UInt8](repeating: 0, count: count)
        return EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_GET_TAG, Int32(count), &tag) == 1 ? tag : nil
    }

    func expect(tag: [UInt8]) -> Bool {
        var tag = tag
        return EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_SET_TAG, Int32(tag.count), &tag) == 1
    }
}
