extension Engine {
    mutating func openAccount(
        _ uid: UInt64, _ family: AccountFamily, _ generation: AccountGeneration
    ) -> Outcome {
        state.openAccount(uid, family, generation).map { .refused($0) } ?? .accepted
    }
}

extension State {
    /// Opens an account with its margin accounts, or says why not.
    mutating func openAccount(_ uid: UInt64, _ family: AccountFamily, _ generation: AccountGeneration) -> Refusal? {
        guard uid > 0, uidIndex[uid] == nil else { return .alreadyExists }
        guard (family == .bybit) == (generation != .only) else { return .invalidDefinition }
        guard accounts.count < 1 << 24 else { return .tooMany }
        let id = AccountID(index: accounts.count)
        let (main, inverse) = openMarginAccounts(id, family, generation)
        _ = accounts.add(Account(uid: uid, family: family, generation: generation, main: main, inverse: inverse))
        uidIndex[uid] = id
        return nil
    }

    /// The margin accounts of an account, by its family and generation.
    /// https://bybit-exchange.github.io/docs/v5/acct-mode
    private mutating func openMarginAccounts(
        _ account: AccountID, _ family: AccountFamily, _ generation: AccountGeneration
    ) -> (main: MarginAccountID, inverse: MarginAccountID) {
        let main: MarginAccountID =
            switch (family, generation) {
            case (.bitget, _), (.bybit, .classic): addMarginAccount(account, family, .perSymbol, mode: .cross)
            case (.bybit, _): addMarginAccount(account, family, .unified, mode: .cross)
            case (.ztdx, _): addMarginAccount(account, family, .unified, mode: .isolated)
            }
        guard generation == .uta1 || generation == .uta1Pro else { return (main, main) }
        return (main, addMarginAccount(account, family, .perSymbol, mode: .cross))
    }

    /// A margin account with a balance for every asset that may ever be listed, side by side. New Bitget accounts are in
    /// hedge mode, all others in one-way mode (BITGET-MODE).
    mutating func addMarginAccount(
        _ account: AccountID, _ family: AccountFamily, _ regime: MarginRegime, mode: MarginMode
    ) -> MarginAccountID {
        let positionMode: PositionMode = family == .bitget ? .hedge : .oneWay
        let first = balances.append(Balance(wallet: .zero, positionMode: positionMode))
        for _ in 1..<Self.maxAssets { _ = balances.append(Balance(wallet: .zero, positionMode: positionMode)) }
        let handle = marginAccounts.add(
            MarginAccount(
                account: account, family: family, regime: regime, mode: mode, firstBalance: first,
                newestHolding: .none, openOrders: 0, conditionalOrders: 0))
        return MarginAccountID(index: handle.index)
    }
}
