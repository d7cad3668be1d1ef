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
        case .noteRequest(let uid, let name):
            sink.put(UInt64(6))
            sink.put(uid)
            sink.put(name)
        case .setStanding(let uid, let standing):
            sink.put(UInt64(7))
            sink.put(uid)
            standing.encode(to: &sink)
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
        case 6: self = .noteRequest(uid: try source.word(), try source.string())
        case 7: self = .setStanding(uid: try source.word(), try AccountStanding(from: &source))
        default: throw DecodingFailure()
        }
    }
}

extension AccountStanding {
    func encode(to sink: inout some WordSink) { sink.put(UInt64(rawValue)) }

    init(from source: inout some WordSource) throws(DecodingFailure) {
        guard let standing = UInt8(exactly: try source.word()).flatMap(Self.init(rawValue:)) else {
            throw DecodingFailure()
        }
        self = standing
    }
}

extension APIKey {
    func encode(to sink: inout some WordSink) {
        sink.put(key)
        sink.put(uid)
        sink.put(bytes: sealedSecret)
        sink.put(bytes: sealedPassphrase)
        sink.put(rights)
        sink.put(UInt64(addresses.count))
        for address in addresses { sink.put(address) }
        sink.put(optional: expiresMs) { $0.put($1) }
    }

    init(from source: inout some WordSource) throws(DecodingFailure) {
        let key = try source.string()
        let uid = try source.word()
        let secret = try source.bytes()
        let passphrase = try source.bytes()
        let rights = try source.word()
        guard rights < UInt64(2 + 2 * (Int(KeyPermissions.all.rawValue) + 1)) else { throw DecodingFailure() }
        let count = try source.word()
        guard count <= 1_024 else { throw DecodingFailure() }
        var addresses: [String] = []
        for _ in 0..<count { addresses.append(try source.string()) }
        self.init(
            key: key, uid: uid, sealedSecret: secret, sealedPassphrase: passphrase, isReadOnly: rights % 2 == 1,
            addresses: addresses, expiresMs: try source.bool() ? try source.int64() : nil,
            permissions: rights < 2 ? .all : KeyPermissions(rawValue: UInt8((rights - 2) / 2)))
    }

    /// 0 for a key that may do all, 1 for one that may read all; from 2 on its permissions by themselves.
    private var rights: UInt64 {
        let access: UInt64 = isReadOnly ? 1 : 0
        return permissions == .all ? access : 2 + 2 * UInt64(permissions.rawValue) + access
    }
}
