import EngineSupport
import MarginEngine
import TestSupport

/// What an account has, and what of it backs its positions.
extension Trader {
    /// Often a coin that the account owes, and no more often on than off.
    mutating func switchCollateral(_ model: ModelVenue) -> Command {
        var account = account(model)
        for _ in 0..<3 where model.accounts.indices.contains(account) {
            if model.accounts[account].family != .bybit { account = self.account(model) }
        }
        let owed =
            model.accounts.indices.contains(account)
            ? model.assets.indices.filter { $0 > 1 && model.accounts[account].wallets[$0] < 0 } : []
        let coin = !owed.isEmpty && random.flag() ? AssetID(index: UInt8(random.pick(owed))) : asset()
        // The first two assets are always collateral.
        let chosen = random.chance(80) ? AssetID(index: max(coin.index, 2)) : coin
        return .setCollateralSwitch(id(account), chosen, random.flag())
    }

    private mutating func wallet(_ model: ModelVenue) -> Int {
        let wallets = model.accounts.indices.filter { model.accounts[$0].isFunding }
        return wallets.isEmpty ? account(model) : random.pick(wallets)
    }

    mutating func money(_ model: ModelVenue) -> Command {
        let account = random.chance(35) ? wallet(model) : account(model)
        let asset = asset()
        let amount = Money(units: Int128(random.number(-10...1_000_000_000_000)))
        let isKnown = model.accounts.indices.contains(account) && Int(asset.index) < model.assets.count
        let most = isKnown ? model.withdrawable(account, Int(asset.index)).units ?? 0 : 0
        let taken = random.pick([amount, Money(units: most), Money(units: most + 1), Money(units: most / 2)])
        switch random.number(0...11) {
        case 10...11: return repayment(model, self.account(owing: model), random.number(0...7))
        case 0..<3: return .deposit(id(account), asset, random.chance(90) ? amount : Money(units: amount.units << 70))
        case 3..<6: return .withdraw(id(account), asset, taken)
        case 6..<8:
            let own = isKnown ? model.logins[model.accounts[account].login].accounts : [2]
            return .transfer(
                from: id(account), to: id(random.chance(85) ? random.pick(own) : self.account(model)), asset, taken)
        default: return .fundInsurance(asset, random.pick([amount, -amount, Money(units: amount.units << 70)]))
        }
    }

    /// Money for a unified account of which the venue takes no more as collateral.
    mutating func beyondCollateralLimit(_ model: ModelVenue) -> [Command] {
        let unified = Trader.trading(model).filter {
            model.accounts[$0].family == .bybit && model.accounts[$0].regime == .unified
        }
        guard !unified.isEmpty else { return [] }
        let account = random.pick(unified)
        let own = model.logins[model.accounts[account].login].accounts
        let asset = AssetID(index: UInt8(random.number(2...3)))
        return own.filter { model.accounts[$0].isFunding }.flatMap { wallet in
            [
                .setCollateralLimit(asset, .reached), .deposit(id(wallet), asset, World.money(2)),
                .transfer(from: id(wallet), to: id(account), asset, World.money(1)),
                .setCollateralSwitch(id(account), asset, false),
                .transfer(from: id(wallet), to: id(account), asset, World.money(1)),
                .setCollateralSwitch(id(account), asset, true),
                .setCollateralLimit(asset, random.chance(70) ? .distant : .near),
            ]
        }
    }
}
