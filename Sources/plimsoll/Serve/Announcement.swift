import ControlV1
import Wire

/// What a started server tells: to tools as a file, to people as text.
struct Announcement {
    let url: String
    let controlToken: String
    let accounts: [IssuedAccount]

    /// The ready file.
    var json: [UInt8] {
        JSONWriter.bytes { json in
            json.object { json in
                json.member("url", url)
                json.member("control_token", controlToken)
                json.memberArray("accounts") { json in
                    for account in accounts { json.object { $0.members(of: account) } }
                }
            }
        }
    }

    /// Where to point each client, and what it signs in with.
    var text: String {
        var lines = [
            "Plimsoll listens on \(url)", "",
            "  pybit  HTTP(demo=False, api_key=…, api_secret=…) with session.endpoint = \"\(url)\"",
            "  ccxt   exchange.urls[\"api\"]: every address of bybit or bitget replaced by \"\(url)\"",
            "  curl   curl \(url)/v5/market/time",
            "  control API: \(url)/plimsoll/v1, Authorization: Bearer \(controlToken)", "",
        ]
        for account in accounts {
            lines.append("  \(account.name) (\(account.family.word), uid \(account.uid))")
            let passphrase = account.passphrase.isEmpty ? "" : "  passphrase \(account.passphrase)"
            lines.append("    key \(account.key)  secret \(account.secret)\(passphrase)")
        }
        return lines.joined(separator: "\n") + "\n"
    }
}

extension JSONWriter {
    fileprivate mutating func members(of account: IssuedAccount) {
        member("name", account.name)
        member("dialect", account.family.word)
        member("uid", account.uid)
        member("key", account.key)
        member("secret", account.secret)
        member("passphrase", account.passphrase)
    }
}
