/// Whose rules an account lives under: the venue whose API it is reached by. `Families` has the rules of each.
public struct AccountFamily: RawRepresentable, Hashable, Sendable, BitwiseCopyable, CaseIterable,
    CustomStringConvertible
{
    /// As journals and snapshots have it: never used again for another family.
    public let rawValue: UInt8

    /// Nil for a number that cannot be a family's.
    public init?(rawValue: UInt8) {
        guard Self.codes.contains(rawValue) else { return nil }
        self.rawValue = rawValue
    }

    private init(_ code: UInt8) { rawValue = code }

    static let codes: Range<UInt8> = 0..<16

    /// Bybit v5.
    public static let bybit = AccountFamily(1)
    /// Bitget v2.
    public static let bitget = AccountFamily(2)
    /// ZTDX v1.
    public static let ztdx = AccountFamily(3)

    /// By whose terms the positions of the venue's own accounts are shown; they post no margin and pay no fee.
    static let venue = bybit

    /// Its name in small letters; of one that only has a code, that.
    public var description: String {
        switch self {
        case .bybit: "bybit"
        case .bitget: "bitget"
        case .ztdx: "ztdx"
        default: "family \(rawValue)"
        }
    }

    /// The families of the three venues.
    public static let allCases: [AccountFamily] = [.bybit, .bitget, .ztdx]
}

/// The generation of a Bybit account; the other families have one generation only.
/// https://bybit-exchange.github.io/docs/v5/acct-mode
public enum AccountGeneration: UInt8, Sendable, BitwiseCopyable {
    /// The one there is: Bitget, ZTDX, the house.
    case only
    /// Not unified: a margin mode per symbol, each settle coin its own pool.
    case classic
    /// UTA1.0: unified for linear contracts, a margin account of its own for inverse ones.
    case uta1
    /// UTA1.0 Pro: margined like `uta1`.
    case uta1Pro
    /// UTA2.0: one unified margin account for all contracts.
    case uta2
    /// UTA2.0 Pro: margined like `uta2`.
    case uta2Pro
}

/// The margin modes of all families; ZTDX's word `unified` is `cross`.
public enum MarginMode: UInt8, Sendable, BitwiseCopyable, CaseIterable {
    /// Each position can lose the margin posted on it and no more.
    case isolated = 1
    /// All positions share the free balance: of the account, or of the settle asset's pool.
    case cross
    /// All positions are margined together by a stress grid (Bybit unified accounts only).
    case portfolio
}

/// How the margin mode of a margin account is set.
public enum MarginRegime: UInt8, Sendable, BitwiseCopyable {
    /// One mode for all instruments.
    case unified = 1
    /// A mode for each instrument, one pool of collateral for each settle asset.
    case perSymbol
}

/// One net position in a symbol, or a long and a short side by side.
public enum PositionMode: UInt8, Sendable, BitwiseCopyable {
    /// One net position; a trade against it reduces it before it opens the other side.
    case oneWay = 1
    /// A long and a short side by side; each order names the one it is for.
    case hedge
}

/// What an account's owner is to others. `docs/rules/bybit-set-margin-mode.md`, `docs/rules/position-mode.md`.
public enum AccountKind: UInt8, Sendable, BitwiseCopyable {
    /// A trader like any.
    case standard = 1
    /// Leads copy trading: others' accounts follow its positions.
    case copyTrader
}

/// A login.
public struct Account: Sendable, BitwiseCopyable {
    /// The number the venue shows its user.
    public let uid: UInt64
    /// Whose rules and contract terms apply to it.
    public let family: AccountFamily
    /// Decides its margin accounts and their regimes.
    public let generation: AccountGeneration
    /// Where its linear contracts live: all contracts, unless `inverse` differs.
    public let main: MarginAccountID
    /// Where its inverse contracts live: a margin account of its own for Bybit UTA1.0.
    public let inverse: MarginAccountID
    /// Where it keeps what is not for trading; nil for a family without one. WALLET-12.
    public let funding: MarginAccountID?
    /// What it is to others, as the operator has it.
    public internal(set) var kind = AccountKind.standard
}

/// What has balances, positions and a liquidation of its own.
package struct MarginAccount: BitwiseCopyable {
    let account: AccountID
    let family: AccountFamily
    /// A Bitget account changes it with its asset mode.
    package internal(set) var regime: MarginRegime
    /// True for one that only keeps money: it trades nothing and has no debts. WALLET-12.
    let isFunding: Bool
    /// The mode of all instruments; without meaning where the regime is `perSymbol`.
    var mode: MarginMode
    /// The row of the first asset's balance; one row for each asset follows.
    let firstBalance: Handle<Balance>
    /// Its holdings as a chain, the newest first.
    package var newestHolding: Handle<Holding>
    /// Those that rest.
    package var openOrders: Int32
    /// Conditional orders of their own that are not triggered yet.
    var conditionalOrders: Int32
    /// True from when it may only reduce, its orders cancelled, until it has recovered. ZTDX-MODE-16.
    var mayOnlyReduce = false
    /// When its next position is liquidated, venue time in ms; 0 when none is to be.
    package var liquidationDueMs: Int64 = 0
    /// Its alarms as a chain, the last set first.
    var newestAlarm = Handle<Alarm>.none
    /// True from a change until it is looked at and its alarms are set anew; the next of all that are.
    var isLoose = false
    var nextLoose: MarginAccountID?

    /// Orders that may still become or change a position; what is attached to a position only closes it.
    var pendingOrders: Int32 { openOrders + conditionalOrders }
}

/// One asset of one margin account.
package struct Balance: BitwiseCopyable {
    /// All of it, margin posted on isolated positions included.
    package var wallet: Money
    /// The position mode of symbols settled in this asset that have no holding yet.
    var positionMode: PositionMode
    /// False where the account has switched it off; without meaning where the regime is `perSymbol`. COLLATERAL-7.
    var isCollateral = true
}
