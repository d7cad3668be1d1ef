import MarginEngine

/// What a unified Bybit account owes of an asset, and what that costs. BORROW-1, BORROW-2.
struct ModelDebt {
    var amount: Rational = 0
    var unrealised: Rational = 0
    var exempt: Rational = 0
    var interest: Rational = 0
    var initial: Rational = 0
    var maintenance: Rational = 0
}

extension ModelVenue {
    private static let hourMs: Int64 = 3_600_000
    private static let minuteMs: Int64 = 60_000

    func mayBorrow(_ account: Int) -> Bool {
        accounts[account].family == .bybit && accounts[account].regime == .unified && !isVenueOwned(account)
    }

    func debt(_ account: Int, _ asset: Int, as mode: MarginMode? = nil) -> ModelDebt {
        let mode = mode ?? accounts[account].mode
        return debt(account, asset, pool(account, asset, as: mode), mode)
    }

    func debt(_ account: Int, _ asset: Int, _ pool: ModelPool, _ mode: MarginMode) -> ModelDebt {
        var debt = ModelDebt()
        guard mayBorrow(account), mode != .isolated, pool.equity < 0 else { return debt }
        debt.amount = -pool.equity
        let realised = pool.wallet < 0 ? min(-pool.wallet, debt.amount) : 0
        debt.unrealised = debt.amount - realised
        guard let loan = assets[asset].loan else {
            debt.exempt = debt.unrealised
            return debt
        }
        debt.exempt = min(debt.unrealised, loan.freeLimit.exact)
        let rate = Rational(units: loan.hourlyRate.units) * Rational(units: 1)
        debt.interest = ((debt.amount - debt.exempt) * rate).down()
        guard let highest = loan.tiers.last else { return debt }
        let tier = loan.tiers.first { debt.amount <= $0.limit.exact } ?? highest
        debt.initial = (debt.amount * tier.initialRate.exact).up()
        debt.maintenance = (debt.amount * tier.maintenanceRate.exact).up()
        return debt
    }

    // MARK: Terms and interest

    /// BORROW-6.
    mutating func setLoanTerms(_ id: AssetID, _ terms: LoanTerms) throws(Refused) {
        let asset = try asset(id)
        try require((1...8).contains(terms.tiers.count), .invalidDefinition)
        try require(
            terms.hourlyRate.units >= 0 && terms.hourlyRate.units <= 10_000_000_000_000_000, .invalidDefinition)
        for amount in [terms.maxAmount, terms.freeLimit, terms.conversionLimit] {
            try require(amount >= .zero && isMovable(amount), .invalidDefinition)
        }
        var lower: LoanTier?
        for tier in terms.tiers {
            try require(tier.limit > lower?.limit ?? .zero && isMovable(tier.limit), .invalidDefinition)
            try require(tier.maintenanceRate > .zero && tier.initialRate <= .one, .invalidDefinition)
            try require(tier.maintenanceRate <= tier.initialRate, .invalidDefinition)
            try require(tier.maintenanceRate >= lower?.maintenanceRate ?? .zero, .invalidDefinition)
            try require(tier.initialRate >= lower?.initialRate ?? .zero, .invalidDefinition)
            lower = tier
        }
        assets[asset].loan = terms
        for account in accounts.indices where mayBorrow(account) {
            watched.append(account)
            touched.insert(account)
        }
    }

    /// Five past the hour; never where nothing is lent. BORROW-3.
    var nextInterestMs: Int64? {
        guard assets.contains(where: { $0.loan != nil }) else { return nil }
        let thisHourMs = timeMs - timeMs % Self.hourMs + 5 * Self.minuteMs
        return thisHourMs > timeMs ? thisHourMs : thisHourMs + Self.hourMs
    }

    /// BORROW-3, BORROW-4.
    mutating func chargeDueInterest() {
        guard timeMs % Self.hourMs == 5 * Self.minuteMs else { return }
        for account in accounts.indices {
            for asset in assets.indices where assets[asset].loan != nil {
                let debt = debt(account, asset)
                guard debt.amount.isPositive else { continue }
                change(account, asset, by: -debt.interest)
                assets[asset].fees += debt.interest
                watched.append(account)
                happenings.append("interest charged")
                if debt.exempt.isPositive { happenings.append("interest exempt") }
            }
        }
    }

    // MARK: Repayment

    mutating func repay(_ id: MarginAccountID, _ scope: RepaymentScope, _ converts: Bool) throws(Refused) {
        let account = try account(id)
        var wanted: [Int] = Array(assets.indices)
        var amount: Rational?
        if case .asset(let assetID, let some) = scope {
            wanted = [try asset(assetID)]
            amount = some?.exact
        }
        try require(mayBorrow(account), .borrowingNotOffered)
        if let amount { try require(amount.isPositive, .amountNotPositive) }
        let sinceHourMs = timeMs % Self.hourMs
        try require(sinceHourMs < 240_000 || sinceHourMs >= 330_000, .interestIsReckoned)
        let owed = wanted.map { debt(account, $0).amount }
        try require(owed.contains { $0.isPositive }, .nothingBorrowed)
        if let amount { try require(amount <= owed[0], .repaysMoreThanBorrowed) }
        let parts = owed.map { min($0, amount ?? $0) }
        guard converts else { throw Refused(refusal: .insufficientBalance) }
        var worth: Rational = 0
        for (asset, part) in zip(wanted, parts) where part.isPositive { worth += (part * usdPrice(asset)).up() }
        for (asset, part) in zip(wanted, parts) where part.isPositive {
            if let loan = assets[asset].loan { try require(worth < loan.conversionLimit.exact, .conversionTooLarge) }
        }
        var after = self
        for (asset, part) in zip(wanted, parts) where part.isPositive { after.convert(account, asset, part) }
        try require(
            wanted.contains { after.accounts[account].wallets[$0] > accounts[account].wallets[$0] },
            .insufficientBalance)
        self = after
        watched.append(account)
        happenings.append("repaid")
    }

    /// Sells the other assets to the house at index, in the order of their terms. BORROW-17.
    private mutating func convert(_ account: Int, _ debt: Int, _ amount: Rational) {
        var left = amount
        let order = assets.indices.sorted {
            let (first, second) = (assets[$0].loan?.conversionOrder, assets[$1].loan?.conversionOrder)
            if first == second { return $0 < $1 }
            guard let first else { return false }
            return second.map { first < $0 } ?? true
        }
        for asset in order where asset != debt && left.isPositive {
            let pool = pool(account, asset)
            let spare = min(pool.wallet, pool.equity)
            guard spare.isPositive else { continue }
            let taken = min(spare, (left * usdPrice(debt) / usdPrice(asset)).up())
            let paid = min(left, (taken * usdPrice(asset) / usdPrice(debt)).down())
            guard paid.isPositive else { continue }
            change(account, asset, by: -taken)
            change(Self.house, asset, by: taken)
            change(account, debt, by: paid)
            change(Self.house, debt, by: -paid)
            left -= paid
        }
    }
}
