import MarginEngine

/// The lists of a venue file, read row by row.
extension Members {
    func assets() throws(InvalidMember) -> [VenueFile.AssetEntry] {
        var assets: [VenueFile.AssetEntry] = []
        for row in try objects("assets", allowed: ["name", "collateral"]) {
            var steps: [CollateralStep] = []
            for step in try row.objects("collateral", allowed: ["limit", "ratio"]) {
                steps.append(
                    CollateralStep(
                        limit: step.has("limit") ? try step.decimal("limit") : nil, ratio: try step.decimal("ratio")))
            }
            assets.append(VenueFile.AssetEntry(name: try row.text("name"), collateral: steps))
        }
        return assets
    }

    func instruments() throws(InvalidMember) -> [InstrumentDefinition] {
        let allowed = [
            "symbol", "payoff", "base", "quote", "settle", "tick", "markStep", "step", "minPrice", "maxPrice",
            "minQuantity", "maxLimitQuantity", "maxMarketQuantity", "minNotional", "maxOpenInterest",
            "priceLimitRatio", "fundingIntervalMinutes", "fundingRateCap", "fundingRate", "startPrice", "bookOnly",
        ]
        var instruments: [InstrumentDefinition] = []
        for row in try objects("instruments", allowed: allowed) {
            instruments.append(
                InstrumentDefinition(
                    symbol: try row.text("symbol"), payoff: try row.word("payoff", Payoff.words),
                    base: try row.text("base"), quote: try row.text("quote"), settle: try row.text("settle"),
                    tick: try row.decimal("tick"), markStep: try row.decimal("markStep"),
                    step: try row.decimal("step"), minPrice: try row.decimal("minPrice"),
                    maxPrice: try row.decimal("maxPrice"), minQuantity: try row.decimal("minQuantity"),
                    maxLimitQuantity: try row.decimal("maxLimitQuantity"),
                    maxMarketQuantity: try row.decimal("maxMarketQuantity"),
                    minNotional: try row.decimal("minNotional"), maxOpenInterest: try row.decimal("maxOpenInterest"),
                    priceLimitRatio: try row.decimal("priceLimitRatio"),
                    fundingIntervalMs: try row.integer("fundingIntervalMinutes", in: 1...10_080) * 60_000,
                    fundingRateCap: try row.decimal("fundingRateCap"), fundingRate: try row.decimal("fundingRate"),
                    startPrice: try row.decimal("startPrice"), bookOnly: try row.flag("bookOnly", or: false)))
        }
        return instruments
    }

    /// Terms of one family, which the document names once, or of several, which each row names.
    func terms() throws(InvalidMember) -> [ContractTermsDefinition] {
        let allowed = [
            "family", "symbol", "takerFee", "makerFee", "defaultLeverage", "maxLeverage", "tiers", "offersCross",
        ]
        var terms: [ContractTermsDefinition] = []
        for row in try objects("terms", allowed: allowed) {
            let naming = has("family") && !row.has("family") ? self : row
            terms.append(
                ContractTermsDefinition(
                    symbol: try row.text("symbol"), family: try naming.word("family", AccountFamily.words),
                    takerFee: try row.decimal("takerFee"), makerFee: try row.decimal("makerFee"),
                    defaultLeverage: try row.leverage("defaultLeverage"), maxLeverage: try row.leverage("maxLeverage"),
                    tiers: try row.tiers(), offersCross: try row.flag("offersCross", or: true)))
        }
        return terms
    }

    private func tiers() throws(InvalidMember) -> [RiskTierDefinition] {
        var tiers: [RiskTierDefinition] = []
        for row in try objects("tiers", allowed: ["limit", "maintenanceRate", "maxLeverage"]) {
            tiers.append(
                RiskTierDefinition(
                    limit: try row.decimal("limit"), maintenanceRate: try row.decimal("maintenanceRate"),
                    maxLeverage: try row.leverage("maxLeverage")))
        }
        return tiers
    }

    func portfolioTerms() throws(InvalidMember) -> [VenueFile.PortfolioEntry] {
        var entries: [VenueFile.PortfolioEntry] = []
        for row in try objects("portfolioTerms", allowed: ["base"] + PortfolioTerms.members) {
            entries.append(VenueFile.PortfolioEntry(base: try row.text("base"), terms: try PortfolioTerms(row)))
        }
        return entries
    }

    func loanTerms() throws(InvalidMember) -> [VenueFile.LoanEntry] {
        var entries: [VenueFile.LoanEntry] = []
        for row in try objects("loanTerms", allowed: ["asset"] + LoanTerms.members) {
            entries.append(VenueFile.LoanEntry(asset: try row.text("asset"), terms: try LoanTerms(row)))
        }
        return entries
    }

    func accounts() throws(InvalidMember) -> [VenueFile.AccountEntry] {
        var accounts: [VenueFile.AccountEntry] = []
        for row in try objects("accounts", allowed: ["uid", "name", "family", "generation", "deposits"]) {
            let family = try row.word("family", AccountFamily.words)
            accounts.append(
                VenueFile.AccountEntry(
                    uid: UInt64(try row.integer("uid", in: 1...Int64.max)), name: try row.text("name"),
                    family: family, generation: try AccountGeneration(in: row, of: family),
                    deposits: try row.deposits("deposits")))
        }
        return accounts
    }

    func deposits(_ name: String) throws(InvalidMember) -> [VenueFile.Deposit] {
        var deposits: [VenueFile.Deposit] = []
        for row in try objects(name, allowed: ["asset", "amount", "wallet"]) {
            deposits.append(
                VenueFile.Deposit(
                    asset: try row.text("asset"), amount: try row.decimal("amount"), wallet: try WalletName(in: row)))
        }
        return deposits
    }
}
