import Desks
import Dialects
import MarginEngine
import Wire

/// `GET /v5/account/wallet-balance`. https://bybit-exchange.github.io/docs/v5/account/wallet-balance
struct WalletBalance: PrivateCall {
    private let wallet: WalletType
    private let marginAccount: MarginAccountID
    /// Nil for all coins that the account has something of.
    private let coins: [String]?

    init(_ parameters: Parameters, by caller: Login) throws(ReturnCode) {
        (wallet, marginAccount) = try parameters.tradingWallet("accountType", of: caller.account)
        coins = try parameters.text("coin")?.split(separator: ",").map(String.init)
    }

    func perform(on desk: inout Desk) throws(ReturnCode) -> Answer {
        let row = WalletRow(wallet, marginAccount, assets: try assets(in: desk.engine), in: desk.engine)
        return Answer { result in
            result.memberArray("list") { list in list.object { row.write(to: &$0) } }
        }
    }

    private func assets(in engine: borrowing Engine) throws(ReturnCode) -> [AssetID]? {
        guard let coins else { return nil }
        var assets: [AssetID] = []
        for coin in coins {
            guard let asset = engine.asset(named: coin) else { throw .invalidCoin }
            assets.append(asset)
        }
        return assets
    }
}

/// A wallet as the venue shows it.
struct WalletRow {
    private let wallet: WalletType
    private let total: AccountTotals
    private var coins: [CoinRow] = []

    /// - Parameter assets: nil for all that the account has something of.
    init(_ wallet: WalletType, _ account: MarginAccountID, assets: [AssetID]? = nil, in engine: borrowing Engine) {
        self.wallet = wallet
        total = AccountTotals(wallet, engine.unified(account), engine.mode(of: account))
        for asset in assets ?? engine.assetIDs {
            let coin = CoinRow(asset, wallet, account, in: engine)
            if assets != nil || coin.hasSomething { coins.append(coin) }
        }
    }

    func write(to row: inout JSONWriter) {
        row.member("accountType", wallet.rawValue)
        total.write(to: &row)
        row.memberArray("coin") { list in
            for coin in coins { list.object { coin.write(to: &$0) } }
        }
    }
}

extension Parameters {
    /// One of the caller's wallets.
    func wallet(_ name: String, of account: Account) throws(ReturnCode) -> (WalletType, MarginAccountID) {
        guard let wallet = WalletType(rawValue: try required(name)),
            let marginAccount = account.marginAccount(wallet)
        else { throw .invalid(name) }
        return (wallet, marginAccount)
    }

    /// One of the caller's wallets that trade: BYBIT-CALL-40.
    func tradingWallet(_ name: String, of account: Account) throws(ReturnCode) -> (WalletType, MarginAccountID) {
        let (wallet, marginAccount) = try wallet(name, of: account)
        guard wallet != .fund else { throw .invalid(name) }
        return (wallet, marginAccount)
    }
}

/// The members that belong to the account as a whole, in USD. Wallets outside the unified account have none; in
/// isolated mode there is no margin of the account as a whole.
private struct AccountTotals {
    private let figures: UnifiedFigures?
    private let pooled: UnifiedFigures?

    init(_ wallet: WalletType, _ figures: UnifiedFigures, _ mode: MarginMode) {
        self.figures = wallet == .unified ? figures : nil
        pooled = mode == .isolated ? nil : self.figures
    }

    func write(to account: inout JSONWriter) {
        let initialRate = rate(\.initialMargin)
        let maintenanceRate = rate(\.maintenanceMargin)
        let initialMargin = pooled?.initialMargin.text ?? ""
        let maintenanceMargin = pooled?.maintenanceMargin.text ?? ""
        account.member("accountIMRate", initialRate)
        account.member("accountIMRateByMp", initialRate)
        account.member("accountMMRate", maintenanceRate)
        account.member("accountMMRateByMp", maintenanceRate)
        account.member("totalEquity", figures?.totalEquity.text ?? "")
        account.member("totalWalletBalance", figures?.totalWallet.text ?? "")
        account.member("totalMarginBalance", pooled.map { ($0.totalWallet + $0.totalUnrealised).text } ?? "")
        account.member("totalAvailableBalance", pooled?.available.text ?? "")
        account.member("totalPerpUPL", figures?.totalUnrealised.text ?? "")
        account.member("totalInitialMargin", initialMargin)
        account.member("totalInitialMarginByMp", initialMargin)
        account.member("totalMaintenanceMargin", maintenanceMargin)
        account.member("totalMaintenanceMarginByMp", maintenanceMargin)
        account.member("accountLTV", pooled == nil ? "" : "0")
    }

    /// Margin over the margin balance after haircut, rounded up at 8 decimals: a rate never looks safer than it is.
    /// Empty where there is nothing to divide by.
    private func rate(_ margin: KeyPath<UnifiedFigures, Money>) -> String {
        guard let pooled else { return "" }
        let part = pooled[keyPath: margin]
        if part == .zero { return "0" }
        guard pooled.marginBalance > .zero else { return "" }
        return Money(units: mulDiv(part.units, unitsInOne, pooled.marginBalance.units, .up)).text
    }
}

/// One coin of a wallet.
private struct CoinRow {
    private let name: String
    private let pool: PoolFigures
    private let borrowing: Borrowing
    private let usdValue: Money
    private let cumulativeRealised: Money
    private let wallet: WalletType
    private let isPortfolio: Bool
    private let isCollateral: Bool
    private let limit: CollateralLimit

    init(_ asset: AssetID, _ wallet: WalletType, _ account: MarginAccountID, in engine: borrowing Engine) {
        name = engine[asset].name.text
        pool = engine.pool(account, asset)
        borrowing = engine.borrowing(account, asset)
        let price = Int128(engine.usdPrice(of: asset).units)
        usdValue = Money(units: mulDiv(pool.equity.units, price, unitsInOne, .down))
        var realised = Money.zero
        for holding in engine.holdings(of: account) where engine[holding.instrument].settle == asset {
            realised += holding.long.cumulativeRealised + holding.short.cumulativeRealised
        }
        cumulativeRealised = realised
        self.wallet = wallet
        isPortfolio = wallet == .unified && engine.mode(of: account) == .portfolio
        isCollateral = engine.isCollateral(account, asset)
        limit = engine.collateralLimit(of: asset)
    }

    var hasSomething: Bool { pool.wallet != .zero || pool.equity != .zero || pool.orderMargin != .zero }

    func write(to row: inout JSONWriter) {
        row.member("coin", name)
        row.member("equity", pool.equity.text)
        row.member("usdValue", usdValue.text)
        row.member("walletBalance", pool.wallet.text)
        row.member("free", "")
        row.member("locked", "0")
        row.member("spotHedgingQty", "0")
        row.member("borrowAmount", borrowing.amount.text)
        row.member("accruedInterest", borrowing.interest.text)
        row.member("totalOrderIM", isPortfolio ? "" : pool.orderMargin.text)
        row.member("totalPositionIM", isPortfolio ? "" : pool.positionMargin.text)
        row.member("totalPositionMM", isPortfolio ? "" : pool.maintenanceMargin.text)
        row.member("unrealisedPnl", pool.unrealised.text)
        row.member("cumRealisedPnl", cumulativeRealised.text)
        row.member("bonus", "0")
        row.member("spotBorrow", "0")
        row.member("colRes", "\(limit.rawValue)")
        row.member("availableToWithdraw", wallet == .unified ? "" : pool.available.orZero.text)
        row.member("availableToBorrow", "")
        row.member("marginCollateral", true)
        row.member("collateralSwitch", isCollateral)
    }
}
