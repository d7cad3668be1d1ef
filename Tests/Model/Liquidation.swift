import MarginEngine

/// Equity against maintenance margin, of what is liquidated as one.
struct ModelSolvency {
    let equity: Rational
    let maintenance: Rational

    /// MARGIN-31.
    var isBroken: Bool { maintenance.isPositive && equity <= maintenance }
}

extension ModelVenue {
    mutating func watchAll(_ instrument: Int) {
        for (place, holding) in holdings.enumerated() where holding.account != Self.house {
            let account = accounts[holding.account]
            // Who owes without a position is looked at once, where his last one was. MARGIN-51.
            let owes = mayBorrow(holding.account) && account.wallets.contains { $0 < 0 }
            guard holding.hasPosition || (owes && places(of: holding.account).first == place) else { continue }
            touched.insert(holding.account)
        }
        priced.append(instrument)
    }

    /// True when new prices may endanger the account of a holding, and its turn is here.
    private func isConcerned(_ place: Int) -> Bool {
        let holding = holdings[place]
        let account = accounts[holding.account]
        guard holding.account != Self.house else { return false }
        let owes = mayBorrow(holding.account) && account.wallets.contains { $0 < 0 }
        guard holding.hasPosition || (owes && places(of: holding.account).first == place) else { return false }
        return priced.contains { instrument in
            (holding.hasPosition && holding.instrument == instrument)
                || account.regime == .unified
                    && assets.indices.contains { asset in
                        assets[asset].instrument == instrument
                            && (account.wallets[asset] != 0
                                || places(of: holding.account).contains {
                                    holdings[$0].hasPosition && instruments[holdings[$0].instrument].settle == asset
                                })
                    }
        }
    }

    /// Liquidates what is at or below its maintenance margin, and closes what the fund cannot bear any more: after new
    /// prices one holding after the other, as it is when its turn comes; then whoever has changed.
    mutating func enforceMargins() {
        var place = 0
        while !priced.isEmpty, place < holdings.count {
            if isConcerned(place) { look(holdings[place].account) }
            place += 1
        }
        priced.removeAll()
        var next = 0
        while next < watched.count {
            look(watched[next])
            next += 1
        }
        watched.removeAll()
    }

    private mutating func look(_ account: Int) {
        guard account == Self.insurance else { return enforce(account) }
        for place in places(of: Self.insurance) { closeInventory(holdings[place].instrument) }
    }

    private mutating func enforce(_ account: Int) {
        for place in places(of: account) where mode(of: holdings[place]) == .isolated {
            for side in PositionSide.allCases { liquidateIsolated(place, side) }
        }
        if accounts[account].regime == .perSymbol {
            for asset in assets.indices { liquidateCross(account, asset) }
        } else if accounts[account].mode == .cross, accounts[account].family == .ztdx {
            enforceRatio(account)
        } else if accounts[account].mode != .isolated {
            liquidateCross(account, nil)
        }
    }

    func solvency(_ place: Int, _ side: PositionSide) -> ModelSolvency {
        let holding = holdings[place]
        guard holding[side].isOpen, let contract = contract(holding) else {
            return ModelSolvency(equity: 0, maintenance: 0)
        }
        return ModelSolvency(
            equity: holding[side].margin + contract.profit(side, holding[side]),
            maintenance: contract.maintenance(side, holding[side], holding.leverage(side, .isolated)))
    }

    func solvency(_ account: Int, _ asset: Int?) -> ModelSolvency {
        guard let asset else {
            let figures = unified(account)
            return ModelSolvency(equity: figures.marginBalance, maintenance: figures.maintenance)
        }
        let pool = pool(account, asset)
        return ModelSolvency(
            equity: pool.wallet - pool.isolatedMargin + pool.crossProfit, maintenance: pool.crossMaintenance)
    }

    /// MARGIN-42: what can be added is, the orders go, a tier goes, and between these it is asked again.
    private mutating func liquidateIsolated(_ place: Int, _ side: PositionSide) {
        guard isBeyondHelp(place, side) else { return }
        happenings.append("liquidation")
        let isAlone = accounts[holdings[place].account].family == .bitget && holdings[place].positionMode == .hedge
        endOrders(of: place, for: isAlone ? side : nil)
        while isBeyondHelp(place, side) {
            let margin = holdings[place][side].margin
            if let lower = quantityToLowerTier(place, side, tiers: 1),
                reduceOnBook(place, side, lower, margin, whole: true) == lower
            {
                continue
            }
            takeOver(place, side, holdings[place][side].size, margin)
            return
        }
    }

    /// MARGIN-30: whether it is at its maintenance margin with all that it adds by itself.
    private mutating func isBeyondHelp(_ place: Int, _ side: PositionSide) -> Bool {
        while holdings[place][side].addsMargin, solvency(place, side).isBroken {
            let position = holdings[place][side]
            let settle = instruments[holdings[place].instrument].settle
            let initial = (position.entryValue / holdings[place].leverage(side, .isolated)).down()
            let amount = min(
                initial, pool(holdings[place].account, settle).available,
                position.entryValue.down() - position.margin)
            guard amount.isPositive else { break }
            holdings[place][side].margin += amount
            touch(place)
            happenings.append("margin added")
        }
        return solvency(place, side).isBroken
    }

    /// What has to go for the value at mark to come down by some tiers, or to the lowest; none in the lowest.
    private func quantityToLowerTier(_ place: Int, _ side: PositionSide, tiers: Int) -> Rational? {
        let size = holdings[place][side].size
        guard let contract = contract(holdings[place]) else { return nil }
        let tier = contract.tier(contract.valueAtMark(size))
        guard tier > 0 else { return nil }
        let limit = contract.terms.tiers[max(0, tier - tiers)].limit
        let mark = contract.instrument.mark
        let kept = (contract.instrument.isLinear ? limit / mark : limit * mark).down(to: contract.instrument.step)
        return kept.isPositive ? size - kept : nil
    }

    /// MARGIN-33, MARGIN-43.
    private mutating func liquidateCross(_ account: Int, _ asset: Int?) {
        guard solvency(account, asset).isBroken else { return }
        happenings.append("liquidation")
        if !hasPositions(account) { happenings.append("debtor liquidated") }
        for place in places(of: account) where asset == nil || instruments[holdings[place].instrument].settle == asset {
            endOrders(of: place)
        }
        while true {
            let solvency = solvency(account, asset)
            guard solvency.isBroken, let largest = firstPosition(account, asset, by: { $0.maintenance }) else { break }
            let tiers = accounts[account].family == .bitget ? 2 : 1
            let quantity = quantityToLowerTier(largest.place, largest.side, tiers: tiers)
            close(largest, quantity ?? holdings[largest.place][largest.side].size, solvency.equity, asset)
        }
        payDebts(account, asset)
    }

    /// ZTDX-MODE-16.
    private mutating func enforceRatio(_ account: Int) {
        let figures = unified(account)
        guard figures.hasPositions, figures.totalEquity * 5 <= figures.maintenance * 6 else {
            accounts[account].mayOnlyReduce = false
            return
        }
        if !accounts[account].mayOnlyReduce {
            accounts[account].mayOnlyReduce = true
            for order in orders where order.account == account && (!order.isWaiting || order.purpose == .none) {
                end(order)
            }
        }
        guard figures.totalEquity * 20 <= figures.maintenance * 21, accounts[account].nextLiquidationMs == nil,
            let worst = firstPosition(account, nil, by: { $0.loss })
        else { return }
        happenings.append("liquidation")
        accounts[account].nextLiquidationMs = timeMs + 2_000
        close(worst, holdings[worst.place][worst.side].size, figures.totalEquity, nil)
        payDebts(account, nil)
    }

    /// The share of the equity is what a position may lose from mark on.
    private mutating func close(_ own: OwnPosition, _ quantity: Rational, _ equity: Rational, _ asset: Int?) {
        let (place, side) = (own.place, own.side)
        let size = holdings[place][side].size
        var share = (equity * own.maintenance / own.sum).down()
        if asset == nil { share = (share / usdPrice(instruments[holdings[place].instrument].settle)).down() }
        guard let contract = contract(holdings[place]) else { return }
        let allotted = share - contract.profit(side, holdings[place][side])
        let reduced = reduceOnBook(place, side, quantity, allotted, whole: false)
        if reduced < quantity {
            takeOver(place, side, quantity - reduced, (allotted * (quantity - reduced) / size).down())
        }
    }

    /// A cross position among those that stand or fall together; amounts in USD where there is no one asset.
    struct OwnPosition {
        let place: Int
        let side: PositionSide
        let maintenance: Rational
        let loss: Rational
        /// Of the maintenance margins of all of them.
        var sum: Rational = 0
    }

    private func firstPosition(_ account: Int, _ asset: Int?, by weight: (OwnPosition) -> Rational) -> OwnPosition? {
        var all: [OwnPosition] = []
        for (place, holding) in holdings.enumerated() where holding.account == account {
            let settle = instruments[holding.instrument].settle
            guard mode(of: holding) != .isolated, asset == nil || asset == settle, let contract = contract(holding)
            else {
                continue
            }
            for side in PositionSide.allCases where holding[side].isOpen {
                let own = contract.maintenance(side, holding[side], holding.crossLeverage)
                let loss = -contract.profit(side, holding[side])
                all.append(
                    OwnPosition(
                        place: place, side: side, maintenance: asset == nil ? (own * usdPrice(settle)).up() : own,
                        loss: (loss * usdPrice(settle)).up()))
            }
        }
        guard let most = all.map(weight).max(), var first = all.first(where: { weight($0) == most }) else { return nil }
        first.sum = all.reduce(0) { $0 + $1.maintenance }
        return first
    }

    /// An order limited at the bankruptcy price; what it closed.
    private mutating func reduceOnBook(
        _ place: Int, _ side: PositionSide, _ quantity: Rational, _ allotted: Rational, whole: Bool
    ) -> Rational {
        guard let contract = contract(holdings[place]) else { return 0 }
        guard let limit = contract.bankruptcyPrice(side, holdings[place][side], margin: allotted) else { return 0 }
        lastOrder += 1
        var order = closingOrder(place, side, quantity, limit)
        var after = self
        _ = after.take(&order, limit: limit)
        guard order.filled.isPositive, !whole || order.filled == quantity else { return 0 }
        self = after
        happenings.append("reduced")
        return order.filled
    }

    private func closingOrder(_ place: Int, _ side: PositionSide, _ quantity: Rational, _ limit: Rational) -> ModelOrder
    {
        let holding = holdings[place]
        return ModelOrder(
            id: lastOrder, clientID: .empty, account: holding.account, instrument: holding.instrument,
            side: side.opening.opposite,
            target: holding.positionMode == .oneWay ? .net : (side == .long ? .long : .short), kind: .limit,
            timeInForce: .immediateOrCancel, reduceOnly: true, selfTrade: .cancelMaker, purpose: .none, trigger: nil,
            takeProfit: nil, stopLoss: nil, price: limit, quantity: quantity)
    }

    /// Closes a quantity for a value, outside the book.
    private mutating func settle(
        _ place: Int, _ side: PositionSide, _ quantity: Rational, _ value: Rational, _ fee: Rational
    ) {
        let holding = holdings[place]
        let settle = instruments[holding.instrument].settle
        let target: PositionTarget = holding.positionMode == .oneWay ? .net : (side == .long ? .long : .short)
        let result = fill(place, side.opening.opposite, target, quantity, value, fee, posts: false)
        assets[settle].fees += fee
        change(holding.account, settle, by: result.profit - fee)
        if !isVenueOwned(holding.account) { lastOrder += 1 }
        endClosing(place)
        touch(place)
    }

    /// The position leaves for the insurance fund; what it loses is what was allotted to it. MARGIN-32.
    private mutating func takeOver(_ place: Int, _ side: PositionSide, _ quantity: Rational, _ allotted: Rational) {
        let holding = holdings[place]
        let position = holding[side]
        guard quantity.isPositive, let contract = contract(holding) else { return }
        let row = contract.instrument
        let direction = row.direction(side)
        let released = released(quantity, of: position, direction)
        var taken = ModelPosition()
        taken.size = quantity
        taken.entryValue = released
        let bankruptcy = contract.bankruptcyPrice(side, taken, margin: allotted)
        let fee = bankruptcy.map { (row.value(quantity, $0) * contract.terms.taker).up() } ?? 0
        let isBeyondZero = released - direction * allotted < 0
        let value =
            isBeyondZero
            ? released + direction * contract.profit(side, taken) : released - direction * (allotted - fee)
        settle(place, side, quantity, value, fee)
        let fund = self.place(Self.insurance, holding.instrument)
        let result = fill(fund, side.opening, .net, quantity, value, 0, posts: false)
        change(Self.insurance, row.settle, by: result.profit)
        happenings.append("taken over")
        if holdings[fund].hasPosition { closeInventory(holding.instrument) } else { socialise(row.settle) }
    }

    // MARK: The insurance fund

    /// MARGIN-32 and MARGIN-34.
    mutating func closeInventory(_ instrument: Int) {
        guard let fund = holdingPlace(Self.insurance, instrument),
            let side = PositionSide.allCases.first(where: { holdings[fund][$0].isOpen })
        else { return }
        sellInventory(fund, side, atAnyLoss: false)
        while holdings[fund][side].isOpen, !canHold(fund, side),
            let other = firstToDeleverage(instrument, side.opposite)
        {
            deleverage(other, fund, side)
        }
        if holdings[fund][side].isOpen, !canHold(fund, side) { sellInventory(fund, side, atAnyLoss: true) }
        if !holdings[fund][side].isOpen || !canHold(fund, side) { socialise(instruments[instrument].settle) }
    }

    private func fundWallet(_ place: Int) -> Rational {
        accounts[Self.insurance].wallets[instruments[holdings[place].instrument].settle]
    }

    private func canHold(_ fund: Int, _ side: PositionSide) -> Bool {
        let row = instruments[holdings[fund].instrument]
        let position = holdings[fund][side]
        let profit = row.direction(side) * (row.value(position.size, row.mark) - position.entryValue)
        return fundWallet(fund) + profit.down() >= 0
    }

    private mutating func sellInventory(_ fund: Int, _ side: PositionSide, atAnyLoss: Bool) {
        let row = instruments[holdings[fund].instrument]
        let limit = side == .long ? row.minPrice : row.maxPrice
        var order = closingOrder(fund, side, holdings[fund][side].size, limit)
        _ = take(&order, limit: limit) { venue, maker, quantity in
            guard !atAnyLoss else { return true }
            let position = venue.holdings[fund][side]
            let direction = row.direction(side)
            let value = venue.asValue(row.value(quantity, maker.price), side.opening.opposite)
            let profit = direction * (value - venue.released(quantity, of: position, direction))
            return venue.fundWallet(fund) + profit.down() >= 0
        }
    }

    private func firstToDeleverage(_ instrument: Int, _ side: PositionSide) -> Int? {
        var first: (place: Int, score: Rational)?
        for (place, holding) in holdings.enumerated() {
            guard holding.instrument == instrument, holding[side].isOpen, !isVenueOwned(holding.account) else {
                continue
            }
            let score = deleveragingScore(holding, side)
            if first.map({ score > $0.score }) ?? true { first = (place, score) }
        }
        return first?.place
    }

    /// Profit ratio times effective leverage while it gains, over it while it loses; each to 8 decimals, down.
    private func deleveragingScore(_ holding: ModelHolding, _ side: PositionSide) -> Rational {
        let position = holding[side]
        guard let contract = contract(holding), position.entryValue.isPositive else { return 0 }
        let profit = contract.profit(side, position)
        let backing =
            mode(of: holding) == .isolated
            ? position.margin : contract.crossRequirement(side, position, holding.crossLeverage)
        let unit = Rational(units: 1)
        let value = contract.instrument.value(position.size, contract.instrument.mark).down()
        let ratio = (profit / position.entryValue).down()
        let leverage = max((value / max(backing + profit, unit)).down(), unit)
        return ratio.isPositive ? (ratio * leverage).down() : (ratio / leverage).down()
    }

    private mutating func deleverage(_ place: Int, _ fund: Int, _ side: PositionSide) {
        endOrders(of: place)
        let inventory = holdings[fund][side]
        let other = holdings[place]
        let quantity = min(inventory.size, other[side.opposite].size)
        let value = released(quantity, of: inventory, instruments[other.instrument].direction(side))
        let maker = terms(other.instrument, accounts[other.account].family)?.maker ?? 0
        settle(fund, side, quantity, value, 0)
        settle(place, side.opposite, quantity, value, (value * maker).up())
        happenings.append("deleveraging")
    }

    private mutating func socialise(_ asset: Int) {
        let missing = (-accounts[Self.insurance].wallets[asset]).orZero
        guard missing.isPositive else { return }
        assets[asset].socialised += missing
        change(Self.insurance, asset, by: missing)
        happenings.append("loss socialised")
    }

    /// What is missing besides the margin that isolated positions hold.
    private func owed(_ account: Int, _ asset: Int) -> Rational {
        pool(account, asset).isolatedMargin - accounts[account].wallets[asset]
    }

    /// Where no cross position is left nothing is owed afterwards.
    private mutating func payDebts(_ account: Int, _ asset: Int?) {
        guard firstPosition(account, asset, by: { $0.maintenance }) == nil else { return }
        for debt in assets.indices where (asset ?? debt) == debt && owed(account, debt).isPositive {
            if asset == nil {
                for collateral in assets.indices where collateral != debt { seize(collateral, account, debt) }
            }
            move(owed(account, debt).orZero, debt, Self.insurance, account)
            happenings.append("debt paid")
            socialise(debt)
        }
    }

    private mutating func seize(_ collateral: Int, _ account: Int, _ debt: Int) {
        let owed = -accounts[account].wallets[debt]
        let held = accounts[account].wallets[collateral]
        guard owed.isPositive, held.isPositive else { return }
        let worth = (usdPrice(collateral) * (assets[collateral].ladder.first?.ratio.exact ?? 1)).down()
        guard worth.isPositive else { return }
        let taken = min(held, (owed * usdPrice(debt) / worth).up())
        let paid = min(owed, (taken * worth / usdPrice(debt)).down())
        move(taken, collateral, account, Self.insurance)
        move(paid, debt, Self.insurance, account)
    }

    private mutating func move(_ amount: Rational, _ asset: Int, _ from: Int, _ to: Int) {
        change(from, asset, by: -amount)
        change(to, asset, by: amount)
    }
}
