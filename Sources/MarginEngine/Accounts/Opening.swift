extension Engine {
    mutating func openAccount(
        _ uid: UInt64, _ family: AccountFamily, _ generation: AccountGeneration
    ) -> Outcome {
        state.openAccount(uid, family, generation).map { .refused($0) } ?? .accepted
    }
}

extension Engine {
    /// Makes an account lead copy trading, or no more. Where such accounts are in hedge mode only, all that is idle goes
    /// there: POSITION-MODE-12.
    mutating func setAccountKind(_ uid: UInt64, _ kind: AccountKind) -> Outcome {
        guard let id = state.uidIndex[uid] else { return .refused(.unknownMarginAccount) }
        let handle = Handle<Account>(index: id.index)
        let account = state.accounts[handle]
        let policy = state.families[account.family].copyTrading
        guard kind == .standard || policy != nil else { return .refused(.invalidDefinition) }
        state.accounts[handle].kind = kind
        if kind == .copyTrader, policy?.isHedgeOnly == true { setIdle(account.main, .hedge) }
        return .accepted
    }
}

extension State {
    /// Opens an account with its margin accounts, or says why not.
    mutating func openAccount(_ uid: UInt64, _ family: AccountFamily, _ generation: AccountGeneration) -> Refusal? {
        guard uid > 0, uidIndex[uid] == nil else { return .alreadyExists }
        guard families.has(family), let opening = families[family].opening(generation) else {
            return .invalidDefinition
        }
        guard accounts.count < 1 << 24 else { return .tooMany }
        let id = AccountID(index: accounts.count)
        let main = addMarginAccount(id, family, opening.main, opening.positionMode)
        let inverse = opening.inverse.map { addMarginAccount(id, family, $0, opening.positionMode) } ?? main
        let funding =
            opening.hasFunding
            ? addMarginAccount(id, family, .init(.perSymbol, .cross), opening.positionMode, isFunding: true) : nil
        _ = accounts.add(
            Account(uid: uid, family: family, generation: generation, main: main, inverse: inverse, funding: funding))
        uidIndex[uid] = id
        return nil
    }

    /// A margin account with a balance for every asset that may ever be listed, side by side.
    mutating func addMarginAccount(
        _ account: AccountID, _ family: AccountFamily, _ opening: Opening.Regime, _ positionMode: PositionMode,
        isFunding: Bool = false
    ) -> MarginAccountID {
        let first = balances.append(Balance(wallet: .zero, positionMode: positionMode))
        for _ in 1..<Self.maxAssets { _ = balances.append(Balance(wallet: .zero, positionMode: positionMode)) }
        let handle = marginAccounts.add(
            MarginAccount(
                account: account, family: family, regime: opening.regime, isFunding: isFunding, mode: opening.mode,
                firstBalance: first,
                newestHolding: .none, openOrders: 0, conditionalOrders: 0))
        return MarginAccountID(index: handle.index)
    }
}
