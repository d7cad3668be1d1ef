import MarginEngine

extension ModelVenue {
    // MARK: The account-wide switch

    mutating func setAccountMarginMode(_ id: MarginAccountID, _ mode: MarginMode) throws(Refused) {
        let account = try account(id)
        let row = accounts[account]
        if row.family == .ztdx {
            try checkZTDX(account, mode)
        } else {
            try require(row.regime == .unified && row.family == .bybit, .regimeIsPerSymbol)
            if row.mode != mode { try checkBybit(account, mode) }
        }
        guard row.mode != mode else { return }
        accounts[account].mode = mode
        touched.insert(account)
        for place in places(of: account) where holdings[place].hasPosition {
            for side in PositionSide.allCases {
                holdings[place][side].margin = 0
                guard mode == .isolated, let contract = contract(holdings[place]) else { continue }
                let leverage = holdings[place].leverage(side, .isolated)
                holdings[place][side].margin = contract.posting(side, holdings[place][side], leverage)
                holdings[place][side].addsMargin = false
            }
            touch(place)
        }
        guard mode == .portfolio else { return }
        for place in places(of: account) where holdings[place].positionMode == .hedge { setIdle(place, .oneWay) }
        accounts[account].positionModes = accounts[account].positionModes.map { _ in .oneWay }
    }

    /// ZTDX-MODE-5, ZTDX-MODE-6, ZTDX-MODE-7, ZTDX-MODE-8, ZTDX-MODE-9; a repeat is judged like a switch.
    private func checkZTDX(_ account: Int, _ mode: MarginMode) throws(Refused) {
        try require(mode != .portfolio, .modeNotOffered)
        try require(pendingOrders(account) == 0, .hasOpenOrders)
        try require(mode == .cross || !hasPositions(account), .hasOpenPositions)
        guard mode == .cross, hasPositions(account) else { return }
        let after = unified(account, as: .cross)
        try require(after.totalEquity * 10 >= after.maintenance * 11, .uniMMRTooLow)
    }

    /// BYBIT-MODE-14, BYBIT-MODE-15, BYBIT-MODE-16, BYBIT-MODE-17, BYBIT-MODE-18, BYBIT-MODE-19, BYBIT-MODE-20,
    /// BYBIT-MODE-21.
    private func checkBybit(_ account: Int, _ mode: MarginMode) throws(Refused) {
        let own = holdings.filter { $0.account == account }
        if mode == .portfolio {
            try require(unified(account, as: .portfolio).totalEquity >= 1_000, .equityBelowPortfolioMinimum)
        } else if mode == .cross || accounts[account].mode == .portfolio {
            try checkRiskLimits(own, mode)
        }
        switch mode {
        case .isolated: try require(canIsolate(account), .insufficientMargin)
        case .cross:
            let after = unified(account, as: .cross)
            try require(after.initialMargin <= after.marginBalance, .insufficientMargin)
            try require(after.maintenance == 0 || after.maintenance < after.marginBalance, .insufficientMargin)
        case .portfolio:
            let after = unified(account, as: .portfolio)
            try require(after.initialMargin <= after.marginBalance, .insufficientMargin)
            try require(after.maintenance <= after.marginBalance, .insufficientMargin)
            try require(!own.contains { $0.positionMode == .hedge && isBusy($0) }, .hedgedSymbolInPortfolio)
        }
        // BYBIT-MODE-31.
        for (asset, row) in assets.enumerated() where row.limit == .reached && accounts[account].mode == .isolated {
            let adds = accounts[account].pledges[asset] && accounts[account].wallets[asset].isPositive
            try require(!adds, .collateralLimitReached)
        }
        // BYBIT-MODE-32.
        try require(mode != .portfolio || !logins[accounts[account].login].leadsCopyTrading, .copyTrader)
    }

    /// BYBIT-MODE-20.
    private func checkRiskLimits(_ own: [ModelHolding], _ mode: MarginMode) throws(Refused) {
        for holding in own {
            guard let contract = contract(holding) else { continue }
            for side in PositionSide.allCases {
                let value = exposure(holding, side)
                let tier = contract.terms.tiers[contract.tier(value)]
                guard value.isPositive else { continue }
                try require(value <= tier.limit, .riskLimitExceeded)
                try require(holding.leverage(side, mode) <= tier.maxLeverage, .riskLimitExceeded)
            }
        }
    }

    /// BYBIT-MODE-17, BYBIT-MODE-18, BYBIT-MODE-19.
    private func canIsolate(_ account: Int) -> Bool {
        for asset in assets.indices {
            var need: Rational = 0
            for holding in holdings where holding.account == account && instruments[holding.instrument].settle == asset
            {
                guard let contract = contract(holding) else { continue }
                need += orderMargin(holding, .isolated)
                for side in PositionSide.allCases {
                    let leverage = holding.leverage(side, .isolated)
                    var position = holding[side]
                    position.margin = contract.posting(side, position, leverage)
                    need += position.margin
                    guard contract.survives(side, position, leverage) else { return false }
                }
            }
            let wallet = accounts[account].wallets[asset]
            guard wallet >= 0, need <= wallet else { return false }
        }
        return true
    }

    // MARK: The asset mode

    /// BITGET-MODE-21, BITGET-MODE-22, BITGET-MODE-23.
    mutating func setMarginRegime(_ id: MarginAccountID, _ regime: MarginRegime) throws(Refused) {
        let account = try account(id)
        let row = accounts[account]
        try require(row.family == .bitget, .modeNotOffered)
        let own = holdings.filter { $0.account == account }
        try require(regime == .perSymbol || own.allSatisfy { $0.ownMode == .cross }, .symbolIsIsolated)
        guard regime != row.regime else { return }
        if regime == .unified {
            let figures = unified(account, as: .cross)
            try require(!figures.hasPositions || figures.maintenance < figures.marginBalance, .insufficientMargin)
        } else {
            for asset in assets.indices {
                let pool = pool(account, asset, as: .cross)
                try require(pool.available >= 0, .insufficientMargin)
                try require(
                    pool.maintenance == 0
                        || pool.maintenance / pool.equity < Rational(units: 80_000_000)
                            && pool.equity.isPositive,
                    .insufficientMargin)
            }
        }
        accounts[account].regime = regime
        if regime == .unified { happenings.append("united") }
        touched.insert(account)
        for place in places(of: account) where holdings[place].hasPosition { touch(place) }
    }

    // MARK: The switch of one symbol

    mutating func setSymbolMarginMode(
        _ id: MarginAccountID, _ instrumentID: InstrumentID, _ mode: MarginMode, _ leverage: Leverage?
    ) throws(Refused) {
        let (account, instrument) = try object(id, instrumentID)
        let row = accounts[account]
        let before = holding(account, instrument)
        if row.family == .bitget {
            try require(mode != .portfolio, .modeNotOffered)
            try require(mode != .cross || terms(instrument, .bitget)?.offersCross != false, .modeNotOffered)
            try require(mode == .cross || row.regime == .perSymbol, .regimeIsUnified)
            try require(
                (mode == .isolated && before.ownMode == .isolated) || !isBusy(before), .symbolHasPositionOrOrder)
            try require(leverage == nil, .leverageOutOfRange)
            if before.ownMode != mode { remargin(place(account, instrument), in: mode) }
            return
        }
        try require(row.regime == .perSymbol, .regimeIsUnified)
        try require(mode != .portfolio, .modeNotOffered)
        guard let contract = contract(before) else { return }
        var after = self
        let place = after.place(account, instrument)
        if let leverage = leverage?.exact {
            try require(leverage >= 1 && leverage <= contract.terms.maxLeverage, .leverageOutOfRange)
            after.holdings[place].crossLeverage = leverage
            after.holdings[place].longLeverage = leverage
            after.holdings[place].shortLeverage = leverage
        }
        after.remargin(place, in: mode)
        for side in PositionSide.allCases { try after.requireTierAllows(place, side) }
        try require(before.ownMode != mode, .marginModeUnchanged)
        let pool = after.pool(account, contract.instrument.settle)
        try require(pool.available >= 0, .insufficientMargin)
        if mode == .isolated {
            for side in PositionSide.allCases {
                let holding = after.holdings[place]
                try require(
                    contract.survives(side, holding[side], holding.leverage(side, .isolated)), .wouldLiquidate)
            }
        } else if pool.crossMaintenance.isPositive {
            let equity = pool.wallet - pool.isolatedMargin + pool.crossProfit
            try require(equity > pool.crossMaintenance, .wouldLiquidate)
        }
        self = after
    }

    private mutating func remargin(_ place: Int, in mode: MarginMode) {
        if holdings[place].ownMode != mode {
            holdings[place].long.addsMargin = false
            holdings[place].short.addsMargin = false
        }
        holdings[place].ownMode = mode
        guard let contract = contract(holdings[place]) else { return }
        for side in PositionSide.allCases {
            holdings[place][side].margin =
                mode == .isolated
                ? contract.posting(side, holdings[place][side], holdings[place].leverage(side, .isolated)) : 0
        }
        touch(place)
    }

    private func requireTierAllows(_ place: Int, _ side: PositionSide) throws(Refused) {
        let holding = holdings[place]
        guard let contract = contract(holding) else { return }
        let tier = contract.terms.tiers[contract.tier(exposure(holding, side))]
        try require(holding.leverage(side, mode(of: holding)) <= tier.maxLeverage, .leverageAboveTier)
    }

    // MARK: Margin of a position

    mutating func adjustMargin(
        _ id: MarginAccountID, _ instrumentID: InstrumentID, _ side: PositionSide, _ amount: Rational
    ) throws(Refused) {
        let (account, instrument) = try object(id, instrumentID)
        let holding = holding(account, instrument)
        let most: Rational = 10_000_000_000
        try require(amount != 0, .marginUnchanged)
        try require(mode(of: holding) != .cross, .positionIsCross)
        try require(mode(of: holding) != .portfolio, .positionIsPortfolio)
        try require(holding[side].isOpen, .noPosition)
        try require(amount <= most && -amount <= most, .amountTooLarge)
        guard let contract = contract(holding) else { return }
        if amount.isPositive {
            try require(amount <= pool(account, contract.instrument.settle).available, .insufficientBalance)
        } else {
            let leverage = holding.leverage(side, .isolated)
            try require(-amount <= contract.removable(side, holding[side], leverage), .exceedsRemovableMargin)
            var after = holding[side]
            after.margin += amount
            try require(contract.survives(side, after, leverage), .wouldLiquidate)
        }
        let place = place(account, instrument)
        holdings[place][side].margin += amount
        touch(place)
    }

    mutating func setAutoAddMargin(
        _ id: MarginAccountID, _ instrumentID: InstrumentID, _ side: PositionSide, _ isOn: Bool
    ) throws(Refused) {
        let (account, instrument) = try object(id, instrumentID)
        let holding = holding(account, instrument)
        try require(mode(of: holding) == .isolated, .autoAddNeedsIsolated)
        try require(holding[side].isOpen, .noPosition)
        let place = place(account, instrument)
        holdings[place][side].addsMargin = isOn
        touch(place)
    }

    // MARK: Leverage

    /// MARGIN-17.
    mutating func setLeverage(
        _ id: MarginAccountID, _ instrumentID: InstrumentID, _ change: LeverageChange
    ) throws(Refused) {
        let (account, instrument) = try object(id, instrumentID)
        let before = holding(account, instrument)
        let mode = mode(of: before)
        let family = accounts[account].family
        guard let contract = contract(before) else { return }
        try require(mode != .portfolio, .leverageInPortfolio)
        var after = self
        let place = after.place(account, instrument)
        if let leverage = change.cross { after.holdings[place].crossLeverage = leverage.exact }
        if let leverage = change.isolatedLong { after.holdings[place].longLeverage = leverage.exact }
        if let leverage = change.isolatedShort { after.holdings[place].shortLeverage = leverage.exact }
        let changed = after.holdings[place]
        for leverage in [changed.crossLeverage, changed.longLeverage, changed.shortLeverage] {
            try require(leverage >= 1 && leverage <= contract.terms.maxLeverage, .leverageOutOfRange)
        }
        let changesIsolated =
            changed.longLeverage != before.longLeverage || changed.shortLeverage != before.shortLeverage
        let isSame = !changesIsolated && changed.crossLeverage == before.crossLeverage
        if changesIsolated, before.positionMode == .oneWay {
            try require(changed.longLeverage == changed.shortLeverage, .leverageSidesDiffer)
        }
        if mode == .isolated, family != .ztdx { after.drawMargin(place, before) }
        let hasOrders = orders.contains {
            $0.account == account && $0.instrument == instrument && !$0.isWaiting
        }
        try require(family != .bitget || isSame || !hasOrders, .hasOpenOrders)
        for side in PositionSide.allCases { try after.requireTierAllows(place, side) }
        try require(family != .bybit || !isSame, .leverageUnchanged)
        if !isSame, family != .ztdx {
            let isWhole = accounts[account].regime == .unified && mode == .cross
            let settle = contract.instrument.settle
            let left = isWhole ? after.unified(account).available : after.pool(account, settle).available
            let had = isWhole ? unified(account).available : pool(account, settle).available
            try require(left >= 0 || left >= had, .leverageNeedsMargin)
        }
        if mode == .isolated, !isSame {
            for side in PositionSide.allCases {
                let holding = after.holdings[place]
                try require(
                    contract.survives(side, holding[side], holding.leverage(side, .isolated)), .wouldLiquidate)
            }
        }
        after.touch(place)
        self = after
    }

    /// Bybit sets the margin anew, Bitget draws what is missing.
    private mutating func drawMargin(_ place: Int, _ before: ModelHolding) {
        guard let contract = contract(before) else { return }
        for side in PositionSide.allCases where holdings[place][side].isOpen {
            let leverage = holdings[place].leverage(side, .isolated)
            guard leverage != before.leverage(side, .isolated) else { continue }
            let needed = contract.isolatedRequirement(side, holdings[place][side].entryValue, leverage)
            holdings[place][side].margin =
                contract.terms.family == .bybit ? needed : max(needed, holdings[place][side].margin)
        }
    }
}
