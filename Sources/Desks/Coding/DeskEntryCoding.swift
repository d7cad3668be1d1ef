public import MarginEngine

extension DeskEntry: CodedCases {
    /// Puts the entry as the journal keeps it. The numbers of the cases are never used again.
    public func write(to cases: inout some Coder) throws(DecodingFailure) {
        switch self {
        case .command(let command): try cases.write(UInt64(1), command)
        case .addKey(let key): try cases.write(UInt64(2), key)
        case .removeKey(let key): try cases.write(UInt64(3), key)
        case .setClock(let clock): try cases.write(UInt64(4), clock)
        case .nameAccount(let uid, let name): try cases.write(UInt64(5), uid, name)
        case .noteRequest(let uid, let name): try cases.write(UInt64(6), uid, name)
        case .setStanding(let uid, let standing): try cases.write(UInt64(7), uid, standing)
        case .setPreferences(let uid, let preferences): try cases.write(UInt64(8), uid, preferences)
        case .noteTransfer(let transfer): try cases.write(UInt64(9), transfer)
        }
    }

    /// Reads an entry that `encode(to:)` put.
    public init(readFrom cases: inout some Coder) throws(DecodingFailure) {
        switch try cases.read() as UInt64 {
        case 1: self = try .command(cases.read())
        case 2: self = try .addKey(cases.read())
        case 3: self = try .removeKey(cases.read())
        case 4: self = try .setClock(cases.read())
        case 5: self = try .nameAccount(uid: cases.read(), cases.read())
        case 6: self = try .noteRequest(uid: cases.read(), cases.read())
        case 7: self = try .setStanding(uid: cases.read(), cases.read())
        case 8: self = try .setPreferences(uid: cases.read(), cases.read())
        case 9: self = try .noteTransfer(cases.read())
        default: throw DecodingFailure()
        }
    }
}

extension VenueClock: Coded {
    /// Whether it is frozen.
    public init(coding given: Self?, by coder: inout some Coder) throws(DecodingFailure) {
        self = try coder.code(given.map { $0 == .frozen }) ? .frozen : .real
    }
}

extension AccountStanding: Coded {}

extension APIKey: Coded {
    /// All of it, what it may do as one number.
    public init(coding given: Self?, by coder: inout some Coder) throws(DecodingFailure) {
        let key = try coder.code(given?.key)
        let uid = try coder.code(given?.uid)
        let sealedSecret = try coder.code(given?.sealedSecret)
        let sealedPassphrase = try coder.code(given?.sealedPassphrase)
        let rights = try coder.code(given?.rights)
        try coder.check(rights < UInt64(2 + 2 * (Int(KeyPermissions.all.rawValue) + 1)))
        try self.init(
            key: key, uid: uid, sealedSecret: sealedSecret, sealedPassphrase: sealedPassphrase,
            isReadOnly: rights % 2 == 1, addresses: coder.code(given?.addresses),
            expiresMs: coder.code(optional: given?.expiresMs),
            permissions: rights < 2 ? .all : KeyPermissions(rawValue: UInt8((rights - 2) / 2)))
    }

    /// 0 for a key that may do all, 1 for one that may read all; from 2 on its permissions by themselves.
    private var rights: UInt64 {
        let access: UInt64 = isReadOnly ? 1 : 0
        return permissions == .all ? access : 2 + 2 * UInt64(permissions.rawValue) + access
    }
}
