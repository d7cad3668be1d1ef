public import MarginEngine

extension DeskEntry {
    /// Puts the entry as the journal keeps it. The numbers of the cases are never used again.
    public func encode(to sink: inout some WordSink) {
        switch self {
        case .command(let command):
            sink.put(UInt64(1))
            command.encode(to: &sink)
        case .addKey(let key):
            sink.put(UInt64(2))
            key.encode(to: &sink)
        case .removeKey(let key):
            sink.put(UInt64(3))
            sink.put(key)
        case .setClock(let clock):
            sink.put(UInt64(4))
            sink.put(clock == .frozen)
        case .nameAccount(let uid, let name):
            sink.put(UInt64(5))
            sink.put(uid)
            sink.put(name)
        }
    }

    /// Reads an entry that `encode(to:)` put.
    public init(from source: inout some WordSource) throws(DecodingFailure) {
        switch try source.word() {
        case 1: self = .command(try Command(from: &source))
        case 2: self = .addKey(try APIKey(from: &source))
        case 3: self = .removeKey(try source.string())
        case 4: self = .setClock(try source.bool() ? .frozen : .real)
        case 5: self = .nameAccount(uid: try source.word(), try source.string())
        default: throw DecodingFailure()
        }
    }
}

extension APIKey {
    func encode(to sink: inout some WordSink) {
        sink.put(key)
        sink.put(uid)
        sink.put(bytes: sealedSecret)
        sink.put(bytes: sealedPassphrase)
        sink.put(isReadOnly)
        sink.put(UInt64(addresses.count))
        for address in addresses { sink.put(address) }
        sink.put(optional: expiresMs) { $0.put($1) }
    }

    init(from source: inout some WordSource) throws(DecodingFailure) {
        let key = try source.string()
        let uid = try source.word()
        let secret = try source.bytes()
        let passphrase = try source.bytes()
        let isReadOnly = try source.bool()
        let count = try source.word()
        guard count <= 1_024 else { throw DecodingFailure() }
        var addresses: [String] = []
        for _ in 0..<count { addresses.append(try source.string()) }
        self.init(
            key: key, uid: uid, sealedSecret: secret, sealedPassphrase: passphrase, isReadOnly: isReadOnly,
            addresses: addresses, expiresMs: try source.bool() ? try source.int64() : nil)
    }
}
