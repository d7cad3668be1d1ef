import MarginEngine
import Testing

/// Somebody who is told the events and nothing else knows what the engine knows.
@Suite struct EventReplayTests {
    @Test("Events alone rebuild markets, wallets and holdings", arguments: UInt64(100)..<108)
    func rebuilding(seed: UInt64) throws {
        var market = RandomMarket(seed: seed)
        var engine = Engine()
        var onlooker = Onlooker()
        for command in RandomMarket.genesis {
            _ = engine.apply(command)
            onlooker.fold(engine.events)
        }
        for number in 0..<1_500 {
            let command = market.next(engine)
            _ = engine.apply(command)
            onlooker.fold(engine.events)
            let difference = onlooker.difference(from: engine)
            try #require(difference == nil, "command \(number), \(command): \(difference ?? "")")
        }
        #expect(onlooker.instants > 0)
    }
}

/// What events tell, folded.
private struct Onlooker {
    private struct Slot: Hashable {
        let account: MarginAccountID
        let instrument: InstrumentID
    }

    private struct Purse: Hashable {
        let account: MarginAccountID
        let asset: AssetID
    }

    private var markets: [InstrumentID: MarketFigures] = [:]
    private var prices: [InstrumentID: PriceSetting] = [:]
    private var wallets: [Purse: Money] = [:]
    private var holdings: [Slot: Holding] = [:]
    private var collateral: [Purse: Bool] = [:]
    private(set) var instants = 0

    mutating func fold(_ events: [Event]) {
        for event in events {
            switch event {
            case .market(let figures): markets[figures.instrument] = figures
            case .prices(let setting): prices[setting.instrument] = setting
            case .balance(let change):
                wallets[Purse(account: change.marginAccount, asset: change.asset)] = change.wallet
            case .holding(let holding):
                holdings[Slot(account: holding.marginAccount, instrument: holding.instrument)] = holding
            case .fundingInstant: instants += 1
            case .collateral(let change):
                collateral[Purse(account: change.marginAccount, asset: change.asset)] = change.isOn
            case .order, .execution, .marginMode, .funding, .interest, .liquidation, .margin, .collateralLimit: break
            }
        }
    }

    func difference(from engine: borrowing Engine) -> String? {
        for index in 0..<engine.instrumentCount {
            let id = InstrumentID(index: UInt16(index))
            let row = engine[id]
            guard let market = markets[id], market.shows(row) else { return "\(row.symbol.text) was not told" }
            if let set = prices[id], set.mark != row.mark || set.index != row.index {
                return "prices of \(row.symbol.text) are not as told"
            }
        }
        for account in RandomMarket.marginAccounts {
            for asset in [AssetID(index: 0), AssetID(index: 1)]
            where wallets[Purse(account: account, asset: asset)] != engine.wallet(account, asset) {
                return "wallet \(asset.index) of \(account.index) was not told"
            }
            for asset in [AssetID(index: 0), AssetID(index: 1)]
            where collateral[Purse(account: account, asset: asset)] ?? true != engine.isCollateral(account, asset) {
                return "the collateral \(asset.index) of \(account.index) was not told"
            }
            for holding in engine.holdings(of: account) where holding.hasPosition {
                let told = holdings[Slot(account: account, instrument: holding.instrument)]
                guard let told, told.shows(holding) else { return "a holding of \(account.index) was not told" }
            }
        }
        return nil
    }
}

extension MarketFigures {
    fileprivate func shows(_ row: Instrument) -> Bool {
        mark == row.mark && index == row.index && last == row.last && fundingRate == row.fundingRate
            && nextFundingMs == row.nextFundingMs && openInterest == row.openInterest && bookOnly == row.bookOnly
            && bookVersion == row.bookVersion
    }
}

extension Holding {
    fileprivate func shows(_ other: Holding) -> Bool {
        PositionSide.allCases.allSatisfy {
            self[$0].size == other[$0].size && self[$0].margin == other[$0].margin
                && self[$0].entryValue == other[$0].entryValue
        }
    }
}
