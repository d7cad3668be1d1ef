/// The plan of an account-wide margin-mode switch: Bybit's `set-margin-mode` on unified accounts and ZTDX's
/// `margin-mode`. `docs/rules/bybit-set-margin-mode.md`, `docs/rules/ztdx-margin-mode.md`.
struct AccountModeSwitch {
    let account: MarginAccountID
    let from: MarginMode
    let to: MarginMode
    /// The account as it would be after the switch; empty for a switch to isolated, which is judged coin by coin.
    let after: UnifiedFigures

    init(_ account: MarginAccountID, to mode: MarginMode, in state: borrowing State) {
        self.account = account
        from = state[account].mode
        to = mode
        after = mode == .isolated ? UnifiedFigures() : state.unifiedFigures(account, as: mode)
    }

    var isChange: Bool { from != to }

    static func rules(for account: MarginAccount) -> RuleBook<AccountModeSwitch> {
        account.family == .ztdx ? ztdx : bybit
    }

    /// BYBIT-MODE, in the order of reasons.
    private static let bybit = RuleBook<AccountModeSwitch>([
        Guard(.regimeIsPerSymbol) { state, plan in
            state[plan.account].regime == .unified && state[plan.account].family == .bybit
        },
        Guard(.equityBelowPortfolioMinimum) { _, plan in
            plan.to != .portfolio || !plan.isChange || plan.after.totalEquity >= portfolioMinimum
        },
        Guard(.riskLimitExceeded) { state, plan in
            let isJudged = plan.to == .cross || plan.from == .portfolio
            return !isJudged || !plan.isChange || state.keepsRiskLimits(plan.account, in: plan.to)
        },
        Guard(.insufficientMargin) { state, plan in
            guard plan.isChange else { return true }
            switch plan.to {
            case .isolated: return state.canIsolate(plan.account)
            case .cross:
                return plan.after.initialMargin <= plan.after.marginBalance
                    && (plan.after.maintenanceMargin < plan.after.marginBalance || !plan.after.hasPositions)
            case .portfolio:
                return plan.after.initialMargin <= plan.after.marginBalance
                    && plan.after.maintenanceMargin <= plan.after.marginBalance
            }
        },
        Guard(.hedgedSymbolInPortfolio) { state, plan in
            plan.to != .portfolio || !plan.isChange
                || !state.anyHolding(of: plan.account) {
                    $0.positionMode == .hedge && $0.isBusy
                }
        },
    ])

    /// ZTDX-MODE, in the order of the document's table. A repeat of the present mode is judged like a switch.
    private static let ztdx = RuleBook<AccountModeSwitch>([
        Guard(.modeNotOffered) { _, plan in plan.to != .portfolio },
        Guard(.hasOpenOrders) { state, plan in state[plan.account].pendingOrders == 0 },
        Guard(.hasOpenPositions) { state, plan in
            plan.to != .isolated || !state.anyHolding(of: plan.account) { $0.hasPosition }
        },
        Guard(.uniMMRTooLow) { _, plan in
            plan.to != .cross || !plan.after.hasPositions
                || plan.after.totalEquity.units * 10 >= plan.after.maintenanceMargin.units * 11
        },
    ])

    /// 1,000 USD: reason 3400000 of https://bybit-exchange.github.io/docs/v5/account/set-margin-mode
    private static let portfolioMinimum = Money(units: 1_000 * unitsInOne)
}

extension State {
    /// True when every position and order could be funded out of its settle coin alone. BYBIT-MODE: per coin the posted
    /// margins and order costs fit the wallet, each position stays above its maintenance margin, no coin is negative.
    fileprivate func canIsolate(_ account: MarginAccountID) -> Bool {
        for index in 0..<UInt8(truncatingIfNeeded: assets.count) {
            let asset = AssetID(index: index)
            let wallet = self[account, asset].wallet
            guard wallet >= .zero, isolatedNeed(account, asset) <= wallet else { return false }
        }
        return !anyHolding(of: account) { holding in
            PositionSide.allCases.contains { !survivesIsolation(holding, $0) }
        }
    }

    private func isolatedNeed(_ account: MarginAccountID, _ asset: AssetID) -> Money {
        var need = Money.zero
        forEachHolding(of: account) { _, holding in
            guard self[holding.instrument].settle == asset else { return }
            need += orderMargin(holding, mode: .isolated)
            for side in PositionSide.allCases { need += isolatedPosting(holding, side) }
        }
        return need
    }

    private func survivesIsolation(_ holding: Holding, _ side: PositionSide) -> Bool {
        let position = holding[side]
        guard position.isOpen, let margin = marginTerms(holding.instrument, self[holding.marginAccount].family) else {
            return true
        }
        let profit = margin.unrealised(side, position, at: margin.instrument.mark)
        let leverage = holding.leverage(side, in: .isolated)
        return isolatedPosting(holding, side) + profit > maintenance(margin, side, position, leverage)
    }

    /// The margin a position posts when it becomes isolated: what its entry value needs, and its loss at mark.
    func isolatedPosting(_ holding: Holding, _ side: PositionSide) -> Money {
        let position = holding[side]
        guard position.isOpen, let margin = marginTerms(holding.instrument, self[holding.marginAccount].family) else {
            return .zero
        }
        let loss = (-margin.unrealised(side, position, at: margin.instrument.mark)).orZero
        let leverage = holding.leverage(side, in: .isolated)
        return margin.isolatedRequirement(side, entryValue: position.entryValue, leverage) + loss
    }

    /// True when every position with its orders keeps the leverage of its tier and the last tier's limit.
    fileprivate func keepsRiskLimits(_ account: MarginAccountID, in mode: MarginMode) -> Bool {
        !anyHolding(of: account) { holding in
            PositionSide.allCases.contains { side in
                let value = exposure(holding, side)
                guard value > .zero, let terms = terms(holding.instrument, self[account].family) else { return false }
                let tier = tier(terms, of: value).tier
                return value > tier.limit || holding.leverage(side, in: mode) > tier.maxLeverage
            }
        }
    }

    /// The value at mark of a position and at their own prices of the orders that would add to it: what the tier that
    /// caps leverage is found by. MARGIN-16.
    func exposure(
        _ holding: Holding, _ side: PositionSide, adding added: Supposition.RestingOrder? = nil,
        ignoring ignored: [Handle<Order>] = []
    ) -> Money {
        let instrument = self[holding.instrument]
        return instrument.value(of: holding[side].size, at: instrument.mark, .up)
            + openingOrderValue(holding, side, adding: added, ignoring: ignored)
    }
}

extension State {
    /// What is recorded of a margin account, or of its pool of one settle asset, at a switch.
    func switchFigures(_ account: MarginAccountID, _ settle: AssetID?) -> ModeSwitch.Figures {
        let mode = self[account].mode
        if let settle {
            let pool = poolFigures(account, settle, as: mode)
            return ModeSwitch.Figures(
                equity: pool.equity, initialMargin: pool.positionMargin + pool.orderMargin,
                maintenanceMargin: pool.maintenanceMargin, available: pool.available)
        }
        let whole = unifiedFigures(account, as: mode)
        return ModeSwitch.Figures(
            equity: whole.totalEquity, initialMargin: whole.initialMargin, maintenanceMargin: whole.maintenanceMargin,
            available: whole.available)
    }
}

extension Engine {
    mutating func setAccountMarginMode(_ account: MarginAccountID, _ mode: MarginMode) -> Outcome {
        guard state.exists(account), !state.isVenueOwned(account) else { return .refused(.unknownMarginAccount) }
        let plan = AccountModeSwitch(account, to: mode, in: state)
        if let refusal = AccountModeSwitch.rules(for: state[account]).firstRefusal(state, plan) {
            return .refused(refusal)
        }
        commit(plan)
        return .accepted
    }

    /// Only moves money between free balance and posted margin: wallets, positions, orders, leverages stay.
    mutating func commit(_ plan: AccountModeSwitch) {
        guard plan.isChange else { return }
        let before = state.switchFigures(plan.account, nil)
        state[plan.account].mode = plan.to
        var handle = state[plan.account].newestHolding
        while !handle.isNone {
            let holding = state.holdings[handle]
            if holding.hasPosition {
                for side in PositionSide.allCases {
                    let posting = plan.to == .isolated ? state.isolatedPosting(holding, side) : .zero
                    state.holdings[handle][side].margin = posting
                    if plan.to == .isolated { state.holdings[handle][side].addsMarginAutomatically = false }
                }
                touch(handle)
            }
            handle = holding.older
        }
        if plan.to == .portfolio { setOneWay(plan.account) }
        events.append(
            .marginMode(
                ModeSwitch(
                    marginAccount: plan.account, instrument: nil, from: plan.from, to: plan.to, before: before,
                    after: state.switchFigures(plan.account, nil), timeMs: state.timeMs)))
    }

    /// Stamps a holding's positions as changed now and tells of it.
    mutating func touch(_ handle: Handle<Holding>) {
        state.lastChange += 1
        for side in PositionSide.allCases where state.holdings[handle][side].openedMs > 0 {
            state.holdings[handle][side].updatedMs = state.timeMs
            state.holdings[handle][side].sequence = state.lastChange
        }
        let holding = state.holdings[handle]
        scratch.watched.append(holding.marginAccount)
        events.append(.holding(holding))
    }
}
