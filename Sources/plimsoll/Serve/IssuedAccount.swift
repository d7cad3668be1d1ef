import ControlV1
import Desks
import MarginEngine
import Venues
import Wire

/// A demo account, and what a client signs in with.
struct IssuedAccount: Sendable {
    let name: String
    let family: AccountFamily
    let uid: UInt64
    let key: String
    let secret: String
    let passphrase: String

    /// The accounts of a venue file that are in the venue, each with its first key; keys that cannot be opened are left
    /// out. Nil when the venue gives no answer.
    static func list(_ file: VenueFile, in venue: Venue, sealingKey: [UInt8]) -> [IssuedAccount]? {
        let uids = file.accounts.map(\.uid)
        return venue.perform { desk in
            var accounts: [IssuedAccount] = []
            for uid in uids {
                guard let key = desk.keys.first(where: { $0.uid == uid }),
                    let account = IssuedAccount(key, in: desk, sealingKey: sealingKey)
                else { continue }
                accounts.append(account)
            }
            return accounts
        }
    }

    private init?(_ key: APIKey, in desk: borrowing Desk, sealingKey: [UInt8]) {
        guard let account = desk.engine.account(uid: key.uid), let name = desk.name(of: key.uid),
            let secret = SealedSecret.open(key.sealedSecret, key: sealingKey),
            let passphrase = SealedSecret.open(key.sealedPassphrase, key: sealingKey)
        else { return nil }
        self.name = name
        family = desk.engine[account].family
        uid = key.uid
        self.key = key.key
        self.secret = String(decoding: secret, as: UTF8.self)
        self.passphrase = String(decoding: passphrase, as: UTF8.self)
    }
}
