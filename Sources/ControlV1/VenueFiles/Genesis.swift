public import Desks
import Dialects
public import MarginEngine

/// An account's credentials, as they are told to whoever starts the server.
public struct IssuedCredentials: Sendable, Equatable {
    /// The account's name.
    public let name: String
    /// The account's number.
    public let uid: UInt64
    /// Whose API it is called by.
    public let family: AccountFamily
    /// What it is called with.
    public let credentials: Credentials
}

extension VenueFile {
    /// Fills an empty desk: assets, instruments, terms, portfolio and loan terms, the insurance fund, accounts and their
    /// deposits, in that order, as commands that its journal begins with. The fund's money is deposited as well, HOUSE-4.
    /// - Throws: the row that the venue refuses, by its place in the file, and why.
    public func genesis(into desk: inout Desk) throws(InvalidMember) {
        for (index, asset) in assets.enumerated() {
            try desk.found("assets[\(index)]", .listAsset(asset.name, collateral: asset.collateral))
        }
        for (index, instrument) in instruments.enumerated() {
            try desk.found("instruments[\(index)]", .listInstrument(instrument))
        }
        for (index, terms) in terms.enumerated() {
            try desk.found("terms[\(index)]", .setContractTerms(terms))
        }
        for (index, entry) in portfolioTerms.enumerated() {
            try desk.found("portfolioTerms[\(index)]", .setPortfolioTerms(base: entry.base, entry.terms))
        }
        for (index, entry) in loanTerms.enumerated() {
            let place = "loanTerms[\(index)]"
            guard let asset = desk.engine.asset(named: entry.asset) else {
                throw InvalidMember("\(place).asset", "must be one of the assets")
            }
            try desk.found(place, .setLoanTerms(asset, entry.terms))
        }
        for (index, deposit) in insuranceFund.enumerated() {
            let place = "insuranceFund[\(index)]"
            try desk.found(place, .fundInsurance(try desk.asset(of: deposit, place), deposit.amount))
        }
        for (index, account) in accounts.enumerated() { try open(account, "accounts[\(index)]", &desk) }
    }

    private func open(_ entry: AccountEntry, _ place: String, _ desk: inout Desk) throws(InvalidMember) {
        try desk.found(place, .openAccount(uid: entry.uid, family: entry.family, generation: entry.generation))
        desk.apply(.nameAccount(uid: entry.uid, entry.name))
        guard let id = desk.engine.account(uid: entry.uid) else { throw InvalidMember(place, "was not opened") }
        for (index, deposit) in entry.deposits.enumerated() {
            let place = "\(place).deposits[\(index)]"
            guard let wallet = deposit.wallet.place(in: desk.engine[id]) else {
                throw InvalidMember("\(place).wallet", "is not there in this family")
            }
            try desk.found(place, .deposit(wallet, try desk.asset(of: deposit, place), deposit.amount))
        }
    }

    /// Gives each account of the file a key, random or, for tests, fixed. HOUSE-7.
    /// - Returns: what a client signs in with, in the order of the accounts; nil when a key could not be made.
    public func issueKeys(into desk: inout Desk, sealingKey: [UInt8], fixed: Bool) -> [IssuedCredentials]? {
        var issued: [IssuedCredentials] = []
        for account in accounts {
            let made =
                fixed
                ? Credentials.fixed(for: account.name, account.family) : Credentials.random(for: account.family)
            guard let credentials = made, let key = credentials.sealed(for: account.uid, under: sealingKey) else {
                return nil
            }
            desk.apply(.addKey(key))
            issued.append(
                IssuedCredentials(
                    name: account.name, uid: account.uid, family: account.family, credentials: credentials))
        }
        return issued
    }
}

extension Desk {
    /// Applies a command of the genesis, which must be accepted.
    fileprivate mutating func found(_ place: String, _ command: Command) throws(InvalidMember) {
        if case .refused(let refusal) = apply(command) {
            throw InvalidMember(place, "is refused by the venue: \(refusal)")
        }
    }

    fileprivate func asset(of deposit: VenueFile.Deposit, _ place: String) throws(InvalidMember) -> AssetID {
        guard let asset = engine.asset(named: deposit.asset) else {
            throw InvalidMember("\(place).asset", "must be one of the assets")
        }
        return asset
    }
}
