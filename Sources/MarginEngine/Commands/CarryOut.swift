extension Engine {
    /// Takes a command through its rules and does with it what is wanted: the one place that tells commands apart.
    mutating func carryOut(_ command: Command, _ intent: Intent) -> Outcome {
        switch command {
        case .listAsset(let name, let collateral): return own { $0.listAsset(name, collateral) }
        case .listInstrument(let definition): return own { $0.listInstrument(definition) }
        case .setContractTerms(let definition): return own { $0.setContractTerms(definition) }
        case .setPortfolioTerms(let base, let terms): return own { $0.setPortfolioTerms(base, terms) }
        case .setLoanTerms(let asset, let terms): return own { $0.setLoanTerms(asset, terms) }
        case .openAccount(let uid, let family, let generation): return own { $0.openAccount(uid, family, generation) }
        case .setAccountKind(let uid, let kind): return own { $0.setAccountKind(uid, kind) }
        case .fundInsurance(let asset, let amount): return own { $0.fundInsurance(asset, amount) }
        case .setCollateralLimit(let asset, let limit): return own { $0.setCollateralLimit(asset, limit) }
        case .setPrices(let instrument, let mark, let index): return own { $0.setPrices(instrument, mark, index) }
        case .setFundingRate(let instrument, let rate): return own { $0.setFundingRate(instrument, rate) }
        case .setBookOnly(let instrument, let bookOnly): return own { $0.setBookOnly(instrument, bookOnly) }
        case .advance(let timeMs): return own { $0.advance(to: timeMs) }

        case .deposit(let account, let asset, let amount):
            return move(WalletMove(from: nil, to: account, asset: asset, amount: amount), of: account, intent)
        case .withdraw(let account, let asset, let amount):
            return move(WalletMove(from: account, to: nil, asset: asset, amount: amount), of: account, intent)
        case .transfer(let from, let to, let asset, let amount):
            return move(WalletMove(from: from, to: to, asset: asset, amount: amount), of: from, intent)
        case .repay(let account, let scope, let converts):
            return plan(intent, account, scope) { _ in Repayment(account: account, scope: scope, converts: converts) }

        case .setAccountMarginMode(let account, let mode):
            return plan(intent, account) { AccountModeSwitch(account, to: mode, in: $0) }
        case .setMarginRegime(let account, let regime):
            return plan(intent, account) { MarginRegimeSwitch(account, to: regime, in: $0) }
        case .setCollateralSwitch(let account, let asset, let isOn):
            return plan(intent, account, asset) { _ in CollateralSetting(account: account, asset: asset, isOn: isOn) }
        case .setPositionMode(let account, let scope, let mode):
            return plan(intent, account, scope) { _ in PositionModeSetting(account: account, scope: scope, mode: mode) }
        case .cancelAllOrders(let account, let scope):
            return plan(intent, account) { _ in MassCancellation(account: account, scope: scope) }

        case .setSymbolMarginMode(let account, let instrument, let mode, let leverage):
            return plan(intent, account, instrument) {
                SymbolModeSwitch(account, instrument, to: mode, leverage, in: $0)
            }
        case .adjustMargin(let account, let instrument, let side, let amount):
            return plan(intent, account, instrument) {
                MarginAdjustment($0.holding(account, instrument), side, by: amount, in: $0)
            }
        case .setAutoAddMargin(let account, let instrument, let side, let isOn):
            return plan(intent, account, instrument) {
                AutoAddSetting(holding: $0.holding(account, instrument), side: side, isOn: isOn)
            }
        case .setLeverage(let account, let instrument, let change):
            return plan(intent, account, instrument) { LeverageSetting(account, instrument, change, in: $0) }
        case .setPositionStops(
            let account, let instrument, let side, let takeProfit, let stopLoss, let trailing, let names):
            return plan(intent, account, instrument) {
                StopSetting(
                    $0.holding(account, instrument), side, takeProfit: takeProfit, stopLoss: stopLoss,
                    trailing: trailing, names, in: $0)
            }

        case .placeOrder(let order): return place(order, intent)
        case .amendOrder(
            let account, let id, let price, let quantity, let trigger, let kind, let takeProfit, let stopLoss):
            let change = OrderChange(
                price: price, quantity: quantity, trigger: trigger, triggerKind: kind, takeProfit: takeProfit,
                stopLoss: stopLoss)
            return amend(id, of: account, change, intent)
        case .cancelOrder(let account, let id): return cancel(id, of: account, intent)
        }
    }

    private mutating func move(_ plan: WalletMove, of account: MarginAccountID, _ intent: Intent) -> Outcome {
        if let missing = state.missing(wallet: account, plan.asset) { return refuse(missing) }
        scratch.subject = (account, nil)
        return run(plan, of: state.rules(of: account), intent)
    }

    private mutating func place(_ order: NewOrder, _ intent: Intent) -> Outcome {
        guard order.trigger != nil || order.trail != nil else {
            return plan(intent, order.marginAccount, order.instrument) { OrderAdmission(order, in: $0) }
        }
        return plan(intent, order.marginAccount, order.instrument) { ConditionalAdmission(order, in: $0) }
    }

    private mutating func amend(
        _ id: OrderID, of account: MarginAccountID, _ change: OrderChange, _ intent: Intent
    ) -> Outcome {
        switch state.openOrder(id, of: account) {
        case .failure(let missing): return refuse(missing)
        case .success(let handle) where state.orders[handle].status == .untriggered:
            return plan(intent, account) { ConditionalAmendment(handle, change, in: $0) }
        case .success(let handle): return plan(intent, account) { Amendment(handle, change, in: $0) }
        }
    }

    private mutating func cancel(_ id: OrderID, of account: MarginAccountID, _ intent: Intent) -> Outcome {
        switch state.openOrder(id, of: account) {
        case .failure(let missing): return refuse(missing)
        case .success(let handle): return plan(intent, account) { _ in Cancellation(handle: handle) }
        }
    }
}

extension Engine {
    /// A command of the venue itself, which is no account's.
    private mutating func own(_ apply: (inout Engine) -> Outcome) -> Outcome {
        let outcome = apply(&self)
        guard case .refused(let refusal) = outcome else { return outcome }
        return refuse(Reason(refusal: refusal, rule: "HOUSE-9"))
    }

    private mutating func refuse(_ reason: Reason) -> Outcome {
        scratch.reasons = [reason]
        return .refused(reason.refusal)
    }

    private mutating func plan<Planned: Plan>(
        _ intent: Intent, _ account: MarginAccountID, _ make: (borrowing State) -> Planned
    ) -> Outcome {
        if let missing = state.missing(account) { return refuse(missing) }
        scratch.subject = (account, nil)
        return run(make(state), of: state.rules(of: account), intent)
    }

    private mutating func plan<Planned: Plan>(
        _ intent: Intent, _ account: MarginAccountID, _ asset: AssetID, _ make: (borrowing State) -> Planned
    ) -> Outcome {
        if let missing = state.missing(account, asset) { return refuse(missing) }
        scratch.subject = (account, nil)
        return run(make(state), of: state.rules(of: account), intent)
    }

    private mutating func plan<Planned: Plan>(
        _ intent: Intent, _ account: MarginAccountID, _ instrument: InstrumentID,
        _ make: (borrowing State) -> Planned
    ) -> Outcome {
        if let missing = state.missing(account, instrument) { return refuse(missing) }
        scratch.subject = (account, instrument)
        return run(make(state), of: state.rules(of: account), intent)
    }

    private mutating func plan<Planned: Plan>(
        _ intent: Intent, _ account: MarginAccountID, _ scope: RepaymentScope, _ make: (borrowing State) -> Planned
    ) -> Outcome {
        switch scope {
        case .asset(let asset, _): plan(intent, account, asset, make)
        case .all: plan(intent, account, make)
        }
    }

    private mutating func plan<Planned: Plan>(
        _ intent: Intent, _ account: MarginAccountID, _ scope: PositionModeScope,
        _ make: (borrowing State) -> Planned
    ) -> Outcome {
        switch scope {
        case .instrument(let instrument): plan(intent, account, instrument, make)
        case .idleSettled(let asset), .every(.some(let asset)): plan(intent, account, asset, make)
        case .every(nil), .account: plan(intent, account, make)
        }
    }
}
