import Desks
import Dialects
import MarginEngine

/// The opened keys of a desk: each is opened once, since opening costs more than all other steps of a log-in.
struct LoginCache {
    private struct Opened {
        let key: APIKey
        var login: Login
    }

    private var opened: [String: Opened] = [:]

    /// All keys of the desk that can be opened; the names of the others go to `unreadable`.
    mutating func ring(
        of desk: borrowing Desk, unseal: ([UInt8]) -> [UInt8]?, unreadable: (String) -> Void
    ) -> KeyRing {
        var present: [String: Opened] = [:]
        present.reserveCapacity(desk.keys.count)
        for key in desk.keys {
            if var known = opened[key.key], known.key == key {
                known.login.standing = desk.standing(of: key.uid)
                present[key.key] = known
            } else if let login = Self.open(key, of: desk, unseal) {
                present[key.key] = Opened(key: key, login: login)
            } else {
                unreadable(key.key)
            }
        }
        opened = present
        return KeyRing(present.values.map(\.login))
    }

    private static func open(_ key: APIKey, of desk: borrowing Desk, _ unseal: ([UInt8]) -> [UInt8]?) -> Login? {
        guard let accountID = desk.engine.account(uid: key.uid), let secret = unseal(key.sealedSecret),
            let passphrase = key.sealedPassphrase.isEmpty ? [] : unseal(key.sealedPassphrase)
        else { return nil }
        return Login(
            key, secret: secret, passphrase: passphrase, accountID: accountID, account: desk.engine[accountID],
            standing: desk.standing(of: key.uid))
    }
}
