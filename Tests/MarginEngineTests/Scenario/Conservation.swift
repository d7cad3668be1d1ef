import MarginEngine

/// The law of `docs/rules/margin.md`, MARGIN-37, judged on entry values, so that it holds to the last unit at every
/// mark: the marks' part of all unrealised profit cancels out because long and short quantities are equal.
enum Conservation {
    static func violation(in engine: borrowing Engine) -> String? {
        for index in 0..<engine.instrumentCount {
            let id = InstrumentID(index: UInt16(index))
            var net: Int64 = 0
            var longs: Int64 = 0
            forEachHolding(in: engine) { holding in
                guard holding.instrument == id else { return }
                net += holding.long.size.units - holding.short.size.units
                longs += holding.long.size.units
            }
            guard net == 0 else { return "\(engine[id].symbol.text): more on one side than on the other" }
            guard longs == engine[id].openInterest.units else { return "\(engine[id].symbol.text): open interest" }
        }
        for index in 0..<engine.assetCount {
            let id = AssetID(index: UInt8(index))
            let asset = engine[id]
            var held = asset.fees.units + asset.rounding.units - asset.socialisedLoss.units
            for account in marginAccounts(of: engine) { held += engine.wallet(account, id).units }
            forEachHolding(in: engine) { holding in
                let row = engine[holding.instrument]
                guard row.settle == id else { return }
                let cost = holding.long.entryValue.units - holding.short.entryValue.units
                held += row.payoff == .linear ? -cost : cost
            }
            guard held == asset.netDeposits.units else {
                return "\(asset.name.text): \(Money(units: held - asset.netDeposits.units).text) out of nothing"
            }
            guard asset.rounding >= .zero else { return "\(asset.name.text): the rounding account fell" }
        }
        return nil
    }

    private static func marginAccounts(of engine: borrowing Engine) -> [MarginAccountID] {
        var all: [MarginAccountID] = []
        for index in 0..<engine.accountCount {
            let account = engine[AccountID(index: Int32(index))]
            all.append(account.main)
            if account.inverse != account.main { all.append(account.inverse) }
        }
        return all
    }

    private static func forEachHolding(in engine: borrowing Engine, _ body: (Holding) -> Void) {
        for account in marginAccounts(of: engine) { engine.holdings(of: account).forEach(body) }
    }
}
