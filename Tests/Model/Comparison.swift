import MarginEngine

/// Holds an engine's answers against the model's; keeps the first difference.
struct Comparison {
    private(set) var difference: String?

    fileprivate mutating func same(_ what: @autoclosure () -> String, _ engine: some FixedPoint, _ model: Rational) {
        guard difference == nil, engine.exact != model else { return }
        difference = "\(what()): the engine has \(engine.units), the model \(model)"
    }

    fileprivate mutating func same(_ what: @autoclosure () -> String, _ engine: Value, _ model: Rational) {
        guard difference == nil, engine.exact != model else { return }
        difference = "\(what()): the engine has \(engine.units) of 1e-16, the model \(model)"
    }

    fileprivate mutating func same(_ what: @autoclosure () -> String, _ engine: Price?, _ model: Rational?) {
        guard difference == nil, engine?.exact != model else { return }
        difference = "\(what()): the engine has \(String(describing: engine)), the model \(String(describing: model))"
    }

    fileprivate mutating func same<Value: Equatable>(_ what: @autoclosure () -> String, _ engine: Value, _ model: Value)
    {
        guard difference == nil, engine != model else { return }
        difference = "\(what()): the engine has \(engine), the model \(model)"
    }

    // MARK: The venue

    mutating func venue(_ engine: borrowing Engine, _ model: ModelVenue) {
        same("broken law", engine.brokenLaw(), nil)
        same("time", engine.timeMs, model.timeMs)
        same("next due", engine.nextDueMs, model.nextDueMs)
        same("assets", engine.assetCount, model.assets.count)
        same("instruments", engine.instrumentCount, model.instruments.count)
        same("accounts", engine.accountCount, model.logins.count)
        guard difference == nil else { return }
        for place in model.assets.indices { asset(engine, model, place) }
        for place in model.instruments.indices { instrument(engine, model, place) }
    }

    private mutating func asset(_ engine: borrowing Engine, _ model: ModelVenue, _ place: Int) {
        let id = AssetID(index: UInt8(place))
        let (row, expected) = (engine[id], model.assets[place])
        same("fees of \(expected.name)", row.fees, expected.fees)
        same("rounding of \(expected.name)", row.rounding, expected.rounding)
        same("socialised loss of \(expected.name)", row.socialisedLoss, expected.socialised)
        same("net deposits of \(expected.name)", row.netDeposits, expected.netDeposits)
        same("limit of \(expected.name)", engine.collateralLimit(of: id), expected.limit)
        same("price of \(expected.name)", engine.usdPrice(of: id), model.usdPrice(place))
        same(
            "insurance fund of \(expected.name)", engine.insuranceFund(id),
            model.accounts[ModelVenue.insurance].wallets[place])
    }

    private mutating func instrument(_ engine: borrowing Engine, _ model: ModelVenue, _ place: Int) {
        let row = engine[InstrumentID(index: UInt16(place))]
        let expected = model.instruments[place]
        let symbol = expected.definition.symbol
        same("mark of \(symbol)", row.mark, expected.mark)
        same("index of \(symbol)", row.index, expected.index)
        same("last of \(symbol)", row.last, expected.last)
        same("rate of \(symbol)", row.fundingRate, expected.rate)
        same("funding of \(symbol)", row.nextFundingMs, expected.nextFundingMs)
        same("bookOnly of \(symbol)", row.bookOnly, expected.bookOnly)
        same("open interest of \(symbol)", row.openInterest, model.openInterest(place))
    }

    mutating func book(_ engine: borrowing Engine, _ model: ModelVenue, _ place: Int) {
        for side in [Side.buy, .sell] {
            let levels = engine.depth(InstrumentID(index: UInt16(place)), side, limit: .max)
            var expected: [(price: Rational, quantity: Rational)] = []
            let resting = model.orders.filter { $0.instrument == place && $0.side == side && !$0.isWaiting }
            for order in model.sorted(resting, side) {
                if expected.last?.price == order.price {
                    expected[expected.count - 1].quantity += order.remaining
                } else {
                    expected.append((order.price, order.remaining))
                }
            }
            same("levels of \(model.instruments[place].definition.symbol) \(side)", levels.count, expected.count)
            for (level, other) in zip(levels, expected) {
                same("price of a \(side) level", level.price, other.price)
                same("quantity at \(level.price.units) to \(side)", level.quantity, other.quantity)
            }
        }
    }

    // MARK: A margin account

    /// - Parameter thoroughly: the figures in all modes and holdings never used, too.
    mutating func account(_ engine: borrowing Engine, _ model: ModelVenue, _ place: Int, thoroughly: Bool) {
        let id = MarginAccountID(index: Int32(place))
        let row = model.accounts[place]
        same("funding wallet \(place)", engine.isFunding(id), row.isFunding)
        same("regime of \(place)", engine.regime(of: id), row.regime)
        same("mode of \(place)", engine.mode(of: id), row.mode)
        for asset in model.assets.indices {
            let assetID = AssetID(index: UInt8(asset))
            same("wallet \(asset) of \(place)", engine.wallet(id, assetID), row.wallets[asset])
            same(
                "position mode \(asset) of \(place)", engine.defaultPositionMode(id, assetID), row.positionModes[asset])
            same("collateral \(asset) of \(place)", engine.isCollateral(id, assetID), row.pledges[asset])
            if place > ModelVenue.insurance {
                pool(engine.pool(id, assetID), model.pool(place, asset), place, asset)
                debt(engine.borrowing(id, assetID), model.debt(place, asset), "of \(asset) of \(place)")
                guard thoroughly else { continue }
                same(
                    "withdrawable \(asset) of \(place)", engine.withdrawable(id, assetID),
                    model.withdrawable(place, asset))
            }
        }
        let own = model.holdings.filter { $0.account == place }.sorted { $0.instrument < $1.instrument }
        let holdings = engine.holdings(of: id)
        same("holdings of \(place)", holdings.map { Int($0.instrument.index) }, own.map(\.instrument))
        guard difference == nil else { return }
        for (holding, expected) in zip(holdings, own) { self.holding(engine, holding, model, expected) }
        guard place > ModelVenue.insurance else { return }
        if row.regime == .unified {
            for mode in thoroughly ? MarginMode.allCases : [row.mode] {
                unified(engine.unified(id, as: mode), model.unified(place, as: mode), "\(mode) of \(place)")
            }
        }
        orders(engine, model, place)
    }

    private mutating func pool(_ pool: PoolFigures, _ expected: ModelPool, _ place: Int, _ asset: Int) {
        let what = "of pool \(asset) of \(place)"
        same("wallet \(what)", pool.wallet, expected.wallet)
        same("isolated margin \(what)", pool.isolatedMargin, expected.isolatedMargin)
        same("cross initial margin \(what)", pool.crossInitialMargin, expected.crossInitial)
        same("maintenance margin \(what)", pool.maintenanceMargin, expected.maintenance)
        same("cross maintenance margin \(what)", pool.crossMaintenanceMargin, expected.crossMaintenance)
        same("order margin \(what)", pool.orderMargin, expected.orderMargin)
        same("cross profit \(what)", pool.crossUnrealised, expected.crossProfit)
        same("isolated profit \(what)", pool.isolatedUnrealised, expected.isolatedProfit)
        same("hedge lock \(what)", pool.hedgeLock, expected.hedgeLock)
        same("available \(what)", pool.available, expected.available)
    }

    private mutating func debt(_ borrowing: Borrowing, _ expected: ModelDebt, _ what: String) {
        same("borrowed \(what)", borrowing.amount, expected.amount)
        same("borrowed for losses \(what)", borrowing.unrealisedLoss, expected.unrealised)
        same("without interest \(what)", borrowing.exempt, expected.exempt)
        same("interest \(what)", borrowing.interest, expected.interest)
        same("initial margin of the loan \(what)", borrowing.initialMargin, expected.initial)
        same("maintenance margin of the loan \(what)", borrowing.maintenanceMargin, expected.maintenance)
    }

    private mutating func unified(_ figures: UnifiedFigures, _ expected: ModelUnified, _ what: String) {
        same("total equity in \(what)", figures.totalEquity, expected.totalEquity)
        same("total wallet in \(what)", figures.totalWallet, expected.totalWallet)
        same("total unrealised in \(what)", figures.totalUnrealised, expected.totalUnrealised)
        same("margin balance in \(what)", figures.marginBalance, expected.marginBalance)
        same("initial margin in \(what)", figures.initialMargin, expected.initialMargin)
        same("order margin in \(what)", figures.orderMargin, expected.orderMargin)
        same("maintenance margin in \(what)", figures.maintenanceMargin, expected.maintenance)
        same("initial margin of loans in \(what)", figures.loanInitialMargin, expected.loanInitial)
        same("maintenance margin of loans in \(what)", figures.loanMaintenanceMargin, expected.loanMaintenance)
        same("has positions in \(what)", figures.hasPositions, expected.hasPositions)
    }

    private mutating func holding(
        _ engine: borrowing Engine, _ holding: Holding, _ model: ModelVenue, _ expected: ModelHolding
    ) {
        let what = "of \(expected.account) in \(model.instruments[expected.instrument].definition.symbol)"
        same("own mode \(what)", holding.ownMode, expected.ownMode)
        same("position mode \(what)", holding.positionMode, expected.positionMode)
        same("cross leverage \(what)", holding.crossLeverage.exact, expected.crossLeverage)
        same("long leverage \(what)", holding.isolatedLongLeverage.exact, expected.longLeverage)
        same("short leverage \(what)", holding.isolatedShortLeverage.exact, expected.shortLeverage)
        let orders = model.orders.filter { $0.account == expected.account && $0.instrument == expected.instrument }
        same("resting orders \(what)", Int(holding.orderCount), orders.count { !$0.isWaiting })
        same(
            "conditional orders \(what)", Int(holding.conditionalCount),
            orders.count { $0.isWaiting && $0.purpose == .none })
        same(
            "attached orders \(what)", Int(holding.attachedCount),
            orders.count { $0.isWaiting && $0.purpose != .none })
        for side in PositionSide.allCases { position(engine, holding, model, expected, side, "\(side) \(what)") }
        if expected.account > ModelVenue.insurance {
            same(
                "order margin \(what)", engine.orderMargin(holding.marginAccount, holding.instrument),
                model.orderMargin(expected, model.mode(of: expected)))
        }
    }

    private mutating func position(
        _ engine: borrowing Engine, _ holding: Holding, _ model: ModelVenue, _ expected: ModelHolding,
        _ side: PositionSide, _ what: String
    ) {
        let (row, other) = (holding[side], expected[side])
        same("size \(what)", row.size, other.size)
        same("entry value \(what)", row.entryValue, other.entryValue)
        same("margin \(what)", row.margin, other.margin)
        same("realised \(what)", row.realised, other.realised)
        same("costs \(what)", row.costs, other.costs)
        same("carried costs \(what)", row.carriedCosts, other.carriedCosts)
        same("cumulative realised \(what)", row.cumulativeRealised, other.cumulativeRealised)
        same("auto-add \(what)", row.addsMarginAutomatically, other.addsMargin)
        same("opened \(what)", row.openedMs, other.openedMs)
        guard difference == nil, expected.account > ModelVenue.insurance, let contract = model.contract(expected)
        else { return }
        let figures = engine.position(holding.marginAccount, holding.instrument, side)
        same("figures \(what)", figures != nil, other.isOpen)
        guard let figures, other.isOpen else { return }
        self.figures(figures, expected, side, contract, model, what)
    }

    private mutating func figures(
        _ figures: PositionFigures, _ expected: ModelHolding, _ side: PositionSide, _ contract: Contract,
        _ model: ModelVenue, _ what: String
    ) {
        let position = expected[side]
        let mode = model.mode(of: expected)
        let leverage = expected.leverage(side, mode)
        let isIsolated = mode == .isolated
        same("mode \(what)", figures.mode, mode)
        same("leverage \(what)", figures.leverage.exact, leverage)
        same("value \(what)", figures.value, contract.instrument.value(position.size, contract.instrument.mark).down())
        same("profit \(what)", figures.unrealised, contract.profit(side, position))
        let initial =
            isIsolated
            ? contract.isolatedRequirement(side, position.entryValue, leverage)
            : contract.crossRequirement(side, position, leverage)
        same("initial margin \(what)", figures.initialMargin, initial)
        same("maintenance margin \(what)", figures.maintenanceMargin, contract.maintenance(side, position, leverage))
        same("shown margin \(what)", figures.margin, isIsolated ? position.margin : initial)
        same(
            "removable margin \(what)", figures.removableMargin,
            isIsolated ? contract.removable(side, position, leverage) : 0)
        let number = contract.tier(contract.valueAtMark(position.size))
        same("tier \(what)", figures.tier, number + 1)
        same("tier rate \(what)", figures.maintenanceRate, contract.terms.tiers[number].rate)
        same("tier limit \(what)", figures.tierLimit, contract.terms.tiers[number].limit)
        same("average price \(what)", figures.averagePrice, contract.averagePrice(position))
        switch mode {
        case .portfolio:
            same("liquidation price \(what)", figures.liquidationPrice, nil)
            same("bankruptcy price \(what)", figures.bankruptcyPrice, nil)
        case .isolated:
            let cash = contract.isolatedCash(side, position, leverage)
            same(
                "liquidation price \(what)", figures.liquidationPrice,
                contract.liquidationPrice(side, position, cash: cash))
            same(
                "bankruptcy price \(what)", figures.bankruptcyPrice,
                contract.bankruptcyPrice(side, position, margin: position.margin))
        case .cross:
            let cash = model.crossCash(expected, side)
            let reserve = contract.closingReserve(side, position.entryValue, leverage)
            same(
                "liquidation price \(what)", figures.liquidationPrice,
                contract.liquidationPrice(side, position, cash: cash - reserve))
            same(
                "bankruptcy price \(what)", figures.bankruptcyPrice,
                contract.bankruptcyPrice(side, position, margin: cash))
        }
    }

    private mutating func orders(_ engine: borrowing Engine, _ model: ModelVenue, _ place: Int) {
        let open = engine.openOrders(of: MarginAccountID(index: Int32(place)))
        let own = model.orders.filter { $0.account == place }.sorted { $0.id < $1.id }
        same("open orders of \(place)", open.map(\.id.number), own.filter { !$0.isWaiting }.map(\.id))
        guard difference == nil else { return }
        for expected in own {
            guard let order = engine.openOrder(OrderID(number: expected.id)) else {
                difference = difference ?? "order \(expected.id) of \(place) is not there"
                return
            }
            self.order(order, expected)
            guard !expected.clientID.isEmpty else { continue }
            let named = engine.openOrder(MarginAccountID(index: Int32(place)), clientOrderID: expected.clientID)
            same("order named \(expected.clientID.text)", named?.id.number, expected.id)
        }
    }

    private mutating func order(_ order: Order, _ expected: ModelOrder) {
        let what = "of order \(expected.id)"
        same("account \(what)", Int(order.marginAccount.index), expected.account)
        same("instrument \(what)", Int(order.instrument.index), expected.instrument)
        same("side \(what)", order.side, expected.side)
        same("target \(what)", order.target, expected.target)
        same("kind \(what)", order.kind, expected.kind)
        same("time in force \(what)", order.timeInForce, expected.timeInForce)
        same("reduce-only \(what)", order.reduceOnly, expected.reduceOnly)
        same("self-trade \(what)", order.selfTrade, expected.selfTrade)
        same("purpose \(what)", order.purpose, expected.purpose)
        same("trigger \(what)", order.trigger, expected.trigger)
        same("triggered at \(what)", order.triggeredMs, expected.triggeredMs)
        same("trail \(what)", order.trail, expected.trail)
        same("take-profit \(what)", order.takeProfit, expected.takeProfit)
        same("stop-loss \(what)", order.stopLoss, expected.stopLoss)
        same("price \(what)", order.price, expected.price)
        same("quantity \(what)", order.quantity, expected.quantity)
        same("filled \(what)", order.filled, expected.filled)
        same("filled value \(what)", order.filledValue, expected.filledValue)
        same("fee \(what)", order.fee, expected.fee)
        same("status \(what)", order.status, expected.status)
        same("leverage \(what)", order.leverage.exact, expected.leverage)
        same("mode \(what)", order.marginMode, expected.mode)
        same("created \(what)", order.createdMs, expected.createdMs)
    }
}

extension Comparison {
    // MARK: What was foreseen

    /// A preview made before a command against what became of it.
    mutating func preview(_ preview: Preview, of command: Command, _ outcome: Outcome, _ model: ModelVenue) {
        if case .refused(let refusal) = outcome {
            same("first refusal foreseen", preview.refusals.first, refusal)
            return
        }
        same("refusals foreseen", preview.refusals, [])
        guard let (account, instrument) = command.accountAndInstrument, let figures = preview.after?.figures else {
            return
        }
        if model.accounts[account].regime == .unified {
            let expected = model.unified(account)
            same("equity foreseen", figures.equity, expected.totalEquity)
            same("initial margin foreseen", figures.initialMargin, expected.initialMargin)
            same("maintenance margin foreseen", figures.maintenanceMargin, expected.maintenance)
            same("available foreseen", figures.available, expected.available)
        } else {
            let expected = model.pool(account, instrument.map { model.instruments[$0].settle } ?? 0)
            same("equity foreseen", figures.equity, expected.equity)
            same("initial margin foreseen", figures.initialMargin, expected.positionMargin + expected.orderMargin)
            same("maintenance margin foreseen", figures.maintenanceMargin, expected.maintenance)
            same("available foreseen", figures.available, expected.available)
        }
    }

    /// Nobody who should have been liquidated was passed over. MARGIN-31.
    mutating func solvency(_ model: ModelVenue) {
        for (place, holding) in model.holdings.enumerated() where !model.isVenueOwned(holding.account) {
            for side in PositionSide.allCases where model.mode(of: holding) == .isolated {
                same("liquidation passed over, position \(place)", model.solvency(place, side).isBroken, false)
            }
        }
        for (account, row) in model.accounts.enumerated() where !model.isVenueOwned(account) {
            guard row.regime == .perSymbol || row.mode != .isolated else { continue }
            if row.family == .ztdx {
                // ZTDX-MODE-16: it has its turn in two seconds at the most.
                let figures = model.unified(account)
                let isDue = figures.hasPositions && figures.totalEquity * 20 <= figures.maintenance * 21
                same("liquidation forgotten, account \(account)", isDue && row.nextLiquidationMs == nil, false)
                continue
            }
            let pools: [Int?] = row.regime == .perSymbol ? Array(model.assets.indices) : [nil]
            for pool in pools {
                same("liquidation passed over, account \(account)", model.solvency(account, pool).isBroken, false)
            }
        }
    }
}
