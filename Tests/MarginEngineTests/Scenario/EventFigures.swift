import MarginEngine

extension Scenario {
    /// What an event of the last command says, the first being 1.
    func eventFigures(_ number: String) throws(Misread) -> [String: String] {
        guard let index = Int(number), engine.events.indices.contains(index - 1) else {
            throw Misread("no event \(number)")
        }
        let event = engine.events[index - 1]
        guard let figures = marketFigures(event) ?? accountFigures(event) else {
            throw Misread("no figures of that event")
        }
        return figures
    }

    /// What everybody sees.
    private func marketFigures(_ event: Event) -> [String: String]? {
        switch event {
        case .prices(let setting):
            return [
                "symbol": engine[setting.instrument].symbol.text, "mark": setting.mark.text,
                "index": setting.index.text, "time": "\(setting.timeMs)",
            ]
        case .fundingInstant(let instant):
            return [
                "symbol": engine[instant.instrument].symbol.text, "rate": instant.rate.text,
                "time": "\(instant.timeMs)",
            ]
        case .market(let figures):
            return [
                "symbol": engine[figures.instrument].symbol.text, "mark": figures.mark.text,
                "index": figures.index.text, "last": figures.last.text, "rate": figures.fundingRate.text,
                "next": "\(figures.nextFundingMs)", "oi": figures.openInterest.text,
                "bookonly": "\(figures.bookOnly)", "time": "\(figures.timeMs)",
            ]
        case .collateralLimit(let setting):
            return [
                "asset": engine[setting.asset].name.text, "limit": "\(setting.limit)", "time": "\(setting.timeMs)",
            ]
        default: return nil
        }
    }

    /// What an account sees.
    private func accountFigures(_ event: Event) -> [String: String]? {
        switch event {
        case .margin(let move):
            return [
                "of": name(of: move.marginAccount), "symbol": engine[move.instrument].symbol.text,
                "side": "\(move.side)", "cause": "\(move.cause)", "amount": move.amount.text,
                "wallet": move.wallet.text, "time": "\(move.timeMs)",
            ]
        case .balance(let change):
            return [
                "of": name(of: change.marginAccount), "cause": "\(change.cause)", "change": change.change.text,
                "wallet": change.wallet.text,
            ]
        case .interest(let charge):
            return [
                "of": name(of: charge.marginAccount), "asset": engine[charge.asset].name.text,
                "borrowed": charge.borrowed.text, "unrealised": charge.unrealisedLoss.text,
                "exempt": charge.exempt.text, "rate": charge.hourlyRate.text, "cost": charge.cost.text,
                "wallet": charge.wallet.text, "time": "\(charge.timeMs)",
            ]
        case .collateral(let change):
            return [
                "of": name(of: change.marginAccount), "asset": engine[change.asset].name.text, "on": "\(change.isOn)",
                "time": "\(change.timeMs)",
            ]
        default: return nil
        }
    }
}

extension Event {
    var kind: String {
        switch self {
        case .order: "order"
        case .execution: "execution"
        case .holding: "holding"
        case .balance: "balance"
        case .marginMode: "marginMode"
        case .funding: "funding"
        case .interest: "interest"
        case .liquidation: "liquidation"
        case .prices: "prices"
        case .margin: "margin"
        case .fundingInstant: "fundingInstant"
        case .market: "market"
        case .collateral: "collateral"
        case .collateralLimit: "collateralLimit"
        }
    }
}
