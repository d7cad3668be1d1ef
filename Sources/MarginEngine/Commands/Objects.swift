extension State {
    /// Why a command on a margin account has no object, if so. The venue's own accounts take no commands, and funding
    /// wallets none but those that move money: WALLET-12.
    func missing(_ account: MarginAccountID) -> Reason? {
        if let missing = missing(wallet: account) { return missing }
        return self[account].isFunding ? Reason(refusal: .unknownMarginAccount, rule: "OBJECT-1") : nil
    }

    /// Why a command that moves money of a margin account has no object, if so.
    func missing(wallet account: MarginAccountID) -> Reason? {
        exists(account) && !isVenueOwned(account) ? nil : Reason(refusal: .unknownMarginAccount, rule: "OBJECT-1")
    }

    /// The same of an asset of it.
    func missing(wallet account: MarginAccountID, _ asset: AssetID) -> Reason? {
        if let missing = missing(wallet: account) { return missing }
        return exists(asset) ? nil : Reason(refusal: .unknownAsset, rule: "OBJECT-4")
    }

    /// Why a command on an instrument of a margin account has no object, if so.
    func missing(_ account: MarginAccountID, _ instrument: InstrumentID) -> Reason? {
        if let missing = missing(account) { return missing }
        guard exists(instrument) else { return Reason(refusal: .unknownInstrument, rule: "OBJECT-2") }
        guard terms(instrument, self[account].family) == nil else { return nil }
        return Reason(refusal: .notTradedByFamily, rule: "OBJECT-3")
    }

    /// Why a command on an asset of a margin account has no object, if so.
    func missing(_ account: MarginAccountID, _ asset: AssetID) -> Reason? {
        if let missing = missing(account) { return missing }
        return exists(asset) ? nil : Reason(refusal: .unknownAsset, rule: "OBJECT-4")
    }

    /// An open order of a margin account, or why a command on it has no object.
    func openOrder(_ order: OrderID, of account: MarginAccountID) -> Result<Handle<Order>, Reason> {
        guard let handle = orderIndex[order], orders[handle].marginAccount == account else {
            return .failure(Reason(refusal: .unknownOrder, rule: "OBJECT-5"))
        }
        return .success(handle)
    }
}
