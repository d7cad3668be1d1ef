public import MarginEngine
import Wire

/// The description of a venue: what its journal begins with.
public struct VenueFile: Sendable {
    /// A coin and the marginal steps of its collateral value ratio.
    struct AssetEntry: Sendable, Equatable {
        let name: String
        let collateral: [CollateralStep]
    }

    /// An account and the money it starts with.
    public struct AccountEntry: Sendable, Equatable {
        /// The number its venue shows it by.
        public let uid: UInt64
        /// The name it is called by.
        public let name: String
        /// Whose rules it lives under.
        public let family: AccountFamily
        /// Of a Bybit account; `only` otherwise.
        public let generation: AccountGeneration
        let deposits: [Deposit]
    }

    struct Deposit: Sendable, Equatable {
        let asset: String
        let amount: Money
        let wallet: WalletName
    }

    /// How portfolio margin stresses the contracts on a base coin.
    struct PortfolioEntry: Sendable, Equatable {
        let base: String
        let terms: PortfolioTerms
    }

    /// On what terms an asset is lent.
    struct LoanEntry: Sendable, Equatable {
        let asset: String
        let terms: LoanTerms
    }

    var assets: [AssetEntry] = []
    var instruments: [InstrumentDefinition] = []
    var terms: [ContractTermsDefinition] = []
    var portfolioTerms: [PortfolioEntry] = []
    var loanTerms: [LoanEntry] = []
    /// In the order in which they are opened.
    public internal(set) var accounts: [AccountEntry] = []
    var insuranceFund: [Deposit] = []

    /// Reads one JSON document with any of the members `assets`, `instruments`, `terms`, `portfolioTerms`, `loanTerms`,
    /// `accounts`, `insuranceFund`; `date` and `sources` are for people.
    /// - Throws: which member is wrong, and what it must be.
    public init(_ document: [UInt8]) throws(InvalidMember) {
        guard let json = JSON.parse(document) else { throw InvalidMember("document", "must be JSON") }
        let members = try Members(
            json, at: "",
            allowed: [
                "date", "sources", "family", "assets", "instruments", "terms", "portfolioTerms", "loanTerms",
                "accounts", "insuranceFund",
            ])
        assets = try members.assets()
        instruments = try members.instruments()
        terms = try members.terms()
        portfolioTerms = try members.portfolioTerms()
        loanTerms = try members.loanTerms()
        accounts = try members.accounts()
        insuranceFund = try members.deposits("insuranceFund")
    }

    /// This one with what the other lists taken from the other wherever its own are empty, so that a file may name only
    /// what differs from the default venue. Instruments and their terms go together.
    public func completed(by other: VenueFile) -> VenueFile {
        var whole = self
        if assets.isEmpty { whole.assets = other.assets }
        if instruments.isEmpty, terms.isEmpty {
            whole.instruments = other.instruments
            whole.terms = other.terms
        }
        if portfolioTerms.isEmpty { whole.portfolioTerms = other.portfolioTerms }
        if loanTerms.isEmpty {
            whole.loanTerms = other.loanTerms.filter { entry in whole.assets.contains { $0.name == entry.asset } }
        }
        if accounts.isEmpty { whole.accounts = other.accounts }
        if insuranceFund.isEmpty { whole.insuranceFund = other.insuranceFund }
        return whole
    }

    /// This one and behind each list the other's.
    func adding(_ other: VenueFile) -> VenueFile {
        var both = self
        both.assets += other.assets
        both.instruments += other.instruments
        both.terms += other.terms
        both.portfolioTerms += other.portfolioTerms
        both.loanTerms += other.loanTerms
        both.accounts += other.accounts
        both.insuranceFund += other.insuranceFund
        return both
    }
}
