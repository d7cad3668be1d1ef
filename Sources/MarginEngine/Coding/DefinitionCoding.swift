// What commands carry: its bounds are the guards' to check.

extension CollateralStep: Coded {
    /// All of it.
    public init(coding given: Self?, by coder: inout some Coder) throws(DecodingFailure) {
        try self.init(limit: coder.code(optional: given?.limit), ratio: coder.code(given?.ratio))
    }
}

extension InstrumentDefinition: Coded {
    /// All of it.
    public init(coding given: Self?, by coder: inout some Coder) throws(DecodingFailure) {
        try self.init(
            symbol: coder.code(given?.symbol), payoff: coder.code(given?.payoff), base: coder.code(given?.base),
            quote: coder.code(given?.quote), settle: coder.code(given?.settle), tick: coder.code(given?.tick),
            markStep: coder.code(given?.markStep), step: coder.code(given?.step),
            minPrice: coder.code(given?.minPrice), maxPrice: coder.code(given?.maxPrice),
            minQuantity: coder.code(given?.minQuantity), maxLimitQuantity: coder.code(given?.maxLimitQuantity),
            maxMarketQuantity: coder.code(given?.maxMarketQuantity), minNotional: coder.code(given?.minNotional),
            maxOpenInterest: coder.code(given?.maxOpenInterest), priceLimitRatio: coder.code(given?.priceLimitRatio),
            fundingIntervalMs: coder.code(given?.fundingIntervalMs), fundingRateCap: coder.code(given?.fundingRateCap),
            fundingRate: coder.code(given?.fundingRate), startPrice: coder.code(given?.startPrice),
            bookOnly: coder.code(given?.bookOnly))
    }
}

extension ContractTermsDefinition: Coded {
    /// All of it.
    public init(coding given: Self?, by coder: inout some Coder) throws(DecodingFailure) {
        let symbol = try coder.code(given?.symbol)
        try self.init(coding: given, of: symbol, by: &coder)
    }

    /// All but of which instrument they are, where that is known.
    init(coding given: Self?, of symbol: String, by coder: inout some Coder) throws(DecodingFailure) {
        try self.init(
            symbol: symbol, family: coder.code(given?.family), takerFee: coder.code(given?.takerFee),
            makerFee: coder.code(given?.makerFee),
            defaultLeverage: coder.code(given?.defaultLeverage), maxLeverage: coder.code(given?.maxLeverage),
            tiers: coder.code(given?.tiers), offersCross: coder.code(given?.offersCross))
    }
}

extension PortfolioTerms: Coded {
    /// All of it.
    public init(coding given: Self?, by coder: inout some Coder) throws(DecodingFailure) {
        try self.init(
            range: coder.code(given?.range), futureContingency: coder.code(given?.futureContingency),
            deltaContingency: coder.code(given?.deltaContingency),
            spreadContingency: coder.code(given?.spreadContingency))
    }
}

extension LoanTier: Coded {
    /// All of it.
    public init(coding given: Self?, by coder: inout some Coder) throws(DecodingFailure) {
        try self.init(
            limit: coder.code(given?.limit), maintenanceRate: coder.code(given?.maintenanceRate),
            initialRate: coder.code(given?.initialRate))
    }
}

extension LoanTerms: Coded {
    /// All of it.
    public init(coding given: Self?, by coder: inout some Coder) throws(DecodingFailure) {
        try self.init(
            hourlyRate: coder.code(given?.hourlyRate), maxAmount: coder.code(given?.maxAmount),
            freeLimit: coder.code(given?.freeLimit), conversionLimit: coder.code(given?.conversionLimit),
            conversionOrder: coder.code(given?.conversionOrder), tiers: coder.code(given?.tiers))
    }
}

extension RiskTierDefinition: Coded {
    /// All of it.
    public init(coding given: Self?, by coder: inout some Coder) throws(DecodingFailure) {
        try self.init(
            limit: coder.code(given?.limit), maintenanceRate: coder.code(given?.maintenanceRate),
            maxLeverage: coder.code(given?.maxLeverage))
    }
}

extension StopClientOrderIDs: Coded {
    /// All of it.
    public init(coding given: Self?, by coder: inout some Coder) throws(DecodingFailure) {
        try self.init(
            takeProfit: coder.code(given?.takeProfit), stopLoss: coder.code(given?.stopLoss),
            trailing: coder.code(given?.trailing))
    }
}

extension LeverageChange: Coded {
    /// All of it.
    public init(coding given: Self?, by coder: inout some Coder) throws(DecodingFailure) {
        try self.init(
            cross: coder.code(optional: given?.cross), isolatedLong: coder.code(optional: given?.isolatedLong),
            isolatedShort: coder.code(optional: given?.isolatedShort))
    }
}

extension NewOrder: Coded {
    /// All but what the engine sets for orders of its own.
    public init(coding given: Self?, by coder: inout some Coder) throws(DecodingFailure) {
        try self.init(
            marginAccount: coder.code(given?.marginAccount), instrument: coder.code(given?.instrument),
            side: coder.code(given?.side), target: coder.code(given?.target), kind: coder.code(given?.kind),
            timeInForce: coder.code(given?.timeInForce), quantity: coder.code(given?.quantity),
            price: coder.code(given?.price), reduceOnly: coder.code(given?.reduceOnly),
            clientOrderID: coder.code(given?.clientOrderID), marginMode: coder.code(optional: given?.marginMode),
            trigger: coder.code(optional: given?.trigger), trail: coder.code(optional: given?.trail),
            selfTrade: coder.code(given?.selfTrade), takeProfit: coder.code(optional: given?.takeProfit),
            stopLoss: coder.code(optional: given?.stopLoss), note: coder.code(given?.note))
    }
}
