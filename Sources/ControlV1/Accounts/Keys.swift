import Desks
import Dialects
import HTTP1
import MarginEngine
import Wire

/// API keys of accounts.
enum Keys {
    /// Makes a key. Its secret is in this answer and never again in another.
    static func add(_ call: Call) throws(ControlFailure) -> Answer {
        let uid = try call.uid()
        let limits = try KeyLimits(try call.members("readOnly", "addresses", "expiresMs", "permissions"))
        let sealingKey = call.sealingKey
        return .desk { desk throws(ControlFailure) in
            let account = try desk.account(uid: uid).account
            guard let credentials = Credentials.random(for: account.family),
                let key = credentials.sealed(
                    for: uid, under: sealingKey, isReadOnly: limits.isReadOnly, addresses: limits.addresses,
                    expiresMs: limits.expiresMs, permissions: limits.permissions)
            else { throw .noRandomBytes }
            desk.apply(.addKey(key))
            return .object(status: 201) { body in
                body.member("key", credentials.key)
                body.member("secret", credentials.secret)
                body.member("passphrase", credentials.passphrase)
            }
        }
    }

    static func remove(_ call: Call) throws(ControlFailure) -> Answer {
        let uid = try call.uid()
        let key = call[.key]
        return .desk { desk throws(ControlFailure) in
            guard let known = desk.keys.first(where: { $0.key == key && $0.uid == uid }) else {
                throw .unknown("key", key)
            }
            desk.apply(.removeKey(known.key))
            return .object { $0.member("key", known.key) }
        }
    }
}

/// What a key may be used for, from where, until when.
private struct KeyLimits {
    let isReadOnly: Bool
    let addresses: [String]
    let expiresMs: Int64?
    let permissions: KeyPermissions

    init(_ members: Members) throws(ControlFailure) {
        (isReadOnly, addresses, expiresMs, permissions) = try controlled { () throws(InvalidMember) in
            (
                try members.flag("readOnly", or: false), try members.texts("addresses"),
                members.has("expiresMs") ? try members.integer("expiresMs") : nil,
                members.has("permissions") ? try KeyPermission.all(try members.texts("permissions")) : .all
            )
        }
    }
}

/// A permission as it is written here.
enum KeyPermission: String, CaseIterable {
    case orders
    case positions
    case transfers

    var value: KeyPermissions {
        switch self {
        case .orders: .orders
        case .positions: .positions
        case .transfers: .transfers
        }
    }

    /// Those that are named.
    static func all(_ names: [String]) throws(InvalidMember) -> KeyPermissions {
        var permissions: KeyPermissions = []
        for name in names {
            guard let permission = KeyPermission(rawValue: name) else {
                throw InvalidMember("permissions", "must be of " + allCases.map(\.rawValue).joined(separator: ", "))
            }
            permissions.insert(permission.value)
        }
        return permissions
    }
}
