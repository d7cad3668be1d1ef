import Wire

/// An account of a Plimsoll.
public struct ControlAccount: Sendable {
    /// What it has of a coin.
    public struct Wallet: Sendable, Equatable {
        /// `main`, or `inverse` where inverse contracts have a wallet of their own.
        public let wallet: String
        /// The margin mode of the wallet; empty where each symbol has its own.
        public let mode: String
        /// The coin.
        public let asset: String
        /// Without unrealised profit and loss.
        public let balance: DecimalNumber
        /// With it.
        public let equity: DecimalNumber
        /// What is free.
        public let available: DecimalNumber
    }

    /// Its number.
    public let uid: UInt64
    /// What it is called by.
    public let name: String
    /// Whose rules it lives under.
    public let family: String
    /// Bybit's generations; empty for the others.
    public let generation: String
    /// What it has; empty in a list of accounts.
    public let wallets: [Wallet]

    init(_ fields: AnswerFields) throws(MarginVenueError) {
        guard let uid = UInt64(try fields.text("uid")) else { throw fields.missing("uid") }
        self.uid = uid
        name = try fields.text("name")
        family = try fields.text("family")
        generation = fields.json["generation"]?.string ?? ""
        var wallets: [Wallet] = []
        for account in fields.json["marginAccounts"] == nil ? [] : try fields.rows("marginAccounts") {
            for pool in try account.rows("pools") { wallets.append(try Wallet(pool, of: account)) }
        }
        self.wallets = wallets
    }
}

extension ControlAccount.Wallet {
    fileprivate init(_ pool: AnswerFields, of account: AnswerFields) throws(MarginVenueError) {
        wallet = try account.text("wallet")
        mode = account.json["mode"]?.string ?? ""
        asset = try pool.text("asset")
        balance = try pool.number("wallet")
        equity = try pool.number("equity")
        available = try pool.number("available")
    }
}

/// A new key, as it is told this once. Whoever has it keeps it; it is not shown by itself.
public struct ControlKey: Sendable {
    /// The public part.
    public let key: String
    /// What requests are signed with.
    public let secret: String
    /// Bitget's third part; empty for the others.
    public let passphrase: String
}
