/// What an hour of a loan costs, as a fraction of it: an exact decimal with 16 fractional digits, as many as the venue
/// tells it with.
public struct InterestRate: ExactDecimal {
    /// The fraction times 1e16.
    public let units: Int64
    /// 10_000_000_000 is a millionth.
    public init(units: Int64) { self.units = units }

    private static let decimals = 16

    /// Reads plain decimal text; nil when it is not a number, has more than 16 decimals or does not fit.
    public init?(_ text: some StringProtocol) {
        guard case .units(let wide) = DecimalText.read(text, decimals: Self.decimals),
            let units = Int64(exactly: wide)
        else { return nil }
        self.units = units
    }

    /// Plain notation without trailing zeros.
    public var text: String { DecimalText.write(units: units, decimals: Self.decimals) }

    static let one = InterestRate(units: 10_000_000_000_000_000)
}

/// A tier of what is borrowed of an asset: its rates hold for the whole amount. MARGIN-50.
/// https://bybit-exchange.github.io/docs/v5/spot-margin-uta/position-tiers
public struct LoanTier: Sendable, Equatable, BitwiseCopyable {
    /// The greatest amount of the tier, in the asset; what exceeds the last one's is in the last one.
    public var limit: Money
    /// What a loan adds to the maintenance margin, as a fraction of it.
    public var maintenanceRate: Rate
    /// What a loan adds to the initial margin, as a fraction of it.
    public var initialRate: Rate

    /// Checked when the terms are set.
    public init(limit: Money, maintenanceRate: Rate, initialRate: Rate) {
        self.limit = limit
        self.maintenanceRate = maintenanceRate
        self.initialRate = initialRate
    }

    /// The leverage that the initial margin amounts to, in whole numbers, rounded down.
    public var maxLeverage: Int64 { initialRate > .zero ? Rate.one.units / initialRate.units : 0 }
}

/// On what terms an asset is lent to unified accounts. BORROW-6.
public struct LoanTerms: Sendable, Equatable {
    /// What an hour costs: 0 to 1.
    public var hourlyRate: InterestRate
    /// What is shown as the most that can be borrowed, in the asset.
    public var maxAmount: Money
    /// How much of what is due to unrealised losses bears no interest, in the asset.
    public var freeLimit: Money
    /// A repayment by conversion stays below it, in USD.
    public var conversionLimit: Money
    /// Assets with lower numbers are converted first.
    public var conversionOrder: UInt8
    /// The lowest first.
    public var tiers: [LoanTier]

    /// Checked when they are set: `Refusal.invalidDefinition`.
    public init(
        hourlyRate: InterestRate, maxAmount: Money, freeLimit: Money, conversionLimit: Money, conversionOrder: UInt8,
        tiers: [LoanTier]
    ) {
        self.hourlyRate = hourlyRate
        self.maxAmount = maxAmount
        self.freeLimit = freeLimit
        self.conversionLimit = conversionLimit
        self.conversionOrder = conversionOrder
        self.tiers = tiers
    }
}

/// The loan terms of an asset that is lent.
struct LoanTermsRow: BitwiseCopyable {
    static let maxTiers = 8

    let asset: AssetID
    let hourlyRate: InterestRate
    let maxAmount: Money
    let freeLimit: Money
    let conversionLimit: Money
    let conversionOrder: UInt8
    private let tierCount: Int
    private let tiers: InlineArray<8, LoanTier>

    /// Of terms within their bounds.
    init(_ terms: LoanTerms, of asset: AssetID) {
        self.asset = asset
        hourlyRate = terms.hourlyRate
        maxAmount = terms.maxAmount
        freeLimit = terms.freeLimit
        conversionLimit = terms.conversionLimit
        conversionOrder = terms.conversionOrder
        tierCount = min(terms.tiers.count, Self.maxTiers)
        tiers = InlineArray { index in
            index < terms.tiers.count
                ? terms.tiers[index] : LoanTier(limit: .zero, maintenanceRate: .zero, initialRate: .zero)
        }
    }

    /// The terms as they were set.
    var terms: LoanTerms {
        LoanTerms(
            hourlyRate: hourlyRate, maxAmount: maxAmount, freeLimit: freeLimit, conversionLimit: conversionLimit,
            conversionOrder: conversionOrder, tiers: (0..<tierCount).map { tiers[$0] })
    }

    /// The first tier whose limit an amount does not exceed, or the last one.
    func tier(of amount: Money) -> LoanTier {
        for index in 0..<tierCount where amount <= tiers[index].limit { return tiers[index] }
        return lastTier
    }

    var lastTier: LoanTier { tiers[tierCount - 1] }
}

extension Engine {
    mutating func setLoanTerms(_ asset: AssetID, _ terms: LoanTerms) -> Outcome {
        if let refusal = state.set(terms, of: asset) { return .refused(refusal) }
        for index in 0..<state.marginAccounts.count {
            let account = MarginAccountID(index: index)
            if state.mayBorrow(account) { haveLookedAt(account) }
        }
        return .accepted
    }
}

extension State {
    /// Sets the terms on which an asset is lent, or says why not. BORROW-6.
    mutating func set(_ terms: LoanTerms, of asset: AssetID) -> Refusal? {
        guard exists(asset) else { return .unknownAsset }
        guard terms.isWithinBounds else { return .invalidDefinition }
        let row = LoanTermsRow(terms, of: asset)
        if let handle = loanTerms.handles.first(where: { loanTerms[$0].asset == asset }) {
            loanTerms[handle] = row
        } else {
            _ = loanTerms.append(row)
        }
        nextDueMs = min(nextDueMs, nextInterestMs(after: timeMs))
        return nil
    }

    /// The terms on which an asset is lent; nil for one that nothing was set for, which costs nothing.
    func loanTerms(of asset: AssetID) -> LoanTermsRow? {
        loanTerms.handles.first { loanTerms[$0].asset == asset }.map { loanTerms[$0] }
    }
}

extension LoanTerms {
    fileprivate var isWithinBounds: Bool {
        guard (1...LoanTermsRow.maxTiers).contains(tiers.count), (.zero ... .one).contains(hourlyRate),
            [maxAmount, freeLimit, conversionLimit].allSatisfy({ $0 >= .zero && $0.isWithinDepositBound })
        else { return false }
        return tiers.allSatisfy {
            $0.limit > .zero && $0.limit.isWithinDepositBound && $0.maintenanceRate > .zero
                && $0.maintenanceRate <= $0.initialRate && $0.initialRate <= .one
        }
            && zip(tiers, tiers.dropFirst()).allSatisfy {
                $0.limit < $1.limit && $0.maintenanceRate <= $1.maintenanceRate && $0.initialRate <= $1.initialRate
            }
    }
}
