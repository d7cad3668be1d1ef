import EngineSupport
import MarginEngine
import TestSupport

/// Who owes, and how it came about.
extension Trader {
    /// Most often an account that owes something.
    mutating func account(owing model: ModelVenue) -> Int {
        let owing = model.accounts.indices.filter { account in
            !model.isVenueOwned(account) && model.accounts[account].wallets.contains { $0 < 0 }
        }
        return owing.isEmpty || random.chance(20) ? account(model) : random.pick(owing)
    }

    /// One of eight ways, of which some are refused.
    func repayment(_ model: ModelVenue, _ account: Int, _ way: Int64) -> Command {
        let isKnown = model.accounts.indices.contains(account) && !model.isVenueOwned(account)
        let debts = model.assets.indices.map { isKnown ? model.debt(account, $0).amount.units ?? 0 : 0 }
        let asset = debts.firstIndex { $0 > 0 } ?? Int(way) % 4
        let owed = debts.indices.contains(asset) ? debts[asset] : 0
        func some(_ amount: Int128?, converting: Bool = true) -> Command {
            .repay(
                id(account), .asset(AssetID(index: UInt8(asset)), amount.map { Money(units: $0) }),
                converting: converting)
        }
        switch way {
        case 0: return .repay(id(account), .all, converting: true)
        case 1: return some(nil)
        case 2: return some(owed)
        case 3: return some(owed + 1)
        case 4: return some(owed / 2)
        case 5: return some(nil, converting: false)
        case 6: return some(0)
        default: return .repay(id(account), .all, converting: false)
        }
    }

    /// New terms, some of them unsound.
    mutating func loanTerms() -> Command {
        let amount = World.money(random.pick([0, 1, 500, 300_000]))
        let rate = random.number(0...40) * 1_000_000
        let tiers = (0...random.number(0...8)).map { number in
            LoanTier(
                limit: World.money((number + 1) * random.pick([100, 100, 3_000])),
                maintenanceRate: Rate(units: rate / 2), initialRate: Rate(units: rate + number * 2_000_000))
        }
        return .setLoanTerms(
            asset(),
            LoanTerms(
                hourlyRate: InterestRate(units: random.pick([-1, 0, 5_030_430_000, 400_000_000_000_000])),
                maxAmount: amount, freeLimit: World.money(random.pick([0, 0, 1, 3_000])), conversionLimit: amount,
                conversionOrder: UInt8(random.number(0...3)), tiers: tiers))
    }

    /// An account without the coin that it trades in: what it pays and loses it borrows against the others.
    mutating func borrowing(_ model: ModelVenue) -> [Step] {
        guard let account = someAccount(model, where: { $0.family == .bybit && $0.regime == .unified }),
            let instrument = someInstrument(model, of: .bybit)
        else { return [] }
        let row = model.instruments[instrument]
        let settle = AssetID(index: UInt8(row.settle))
        let backing = AssetID(index: UInt8(random.pick([0, 1, 2, 3].filter { $0 != row.settle })))
        let coins = World.money(backing.index < 2 ? random.pick([9_000, 90_000]) : random.number(1...3))
        let mode: MarginMode = random.chance(80) ? .cross : .portfolio
        let side = random.side()
        let worth = World.money(random.pick([5_000, 40_000])).exact
        let size = size(row, worth: row.isLinear ? worth : worth / row.mark)
        let moved = 10_000 + (side == .buy ? -1 : 1) * random.number(100...1_200)
        let free = model.withdrawable(account, row.settle).units ?? 0
        var steps: [Step] = [
            .setAccountMarginMode(id(account), mode), .deposit(id(account), backing, coins),
            .withdraw(id(account), settle, Money(units: free)), order(model, account, instrument, side, size),
            prices(model, instrument, units(row.mark) / 10_000 * moved),
        ].map(Step.command)
        if random.chance(60) { steps += [.closeOne(account: account), .closeOne(account: account)] }
        if random.chance(40) {
            steps += (0..<4).map { .strip(account: account, asset: $0) }
            return steps + (0..<3).map { _ in .sink(account: account, percent: random.number(70...97)) }
        }
        for _ in 0..<random.number(1...4) {
            let isClose = random.chance(35)
            let pastHourMs = isClose ? 240_000 + random.number(-1...90_001) : random.number(0...World.hourMs)
            steps += [.wait(pastHourMs: pastHourMs), .repay(account: account, way: random.number(0...7))]
        }
        return steps
    }

    /// The prices of the coin that backs an account the most, so many percent of what they are.
    func sinking(_ model: ModelVenue, _ account: Int, _ percent: Int64) -> Command? {
        let backing = model.assets.indices.filter {
            model.accounts[account].wallets[$0].isPositive && model.assets[$0].instrument != nil
        }
        func worth(_ asset: Int) -> Rational { model.accounts[account].wallets[asset] * model.usdPrice(asset) }
        guard let asset = backing.max(by: { worth($0) < worth($1) }), let instrument = model.assets[asset].instrument
        else { return nil }
        let row = model.instruments[instrument]
        let step = units(row.definition.markStep.exact)
        let price = max(units(row.mark) / 100 * percent / step * step, units(row.minPrice))
        return .setPrices(id(instrument: instrument), mark: Price(units: price), index: Price(units: price))
    }
}
