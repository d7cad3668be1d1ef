import Desks
import Dialects
import MarginEngine
import Wire

/// One of an account's wallets. BITGET-CALL-40.
enum WalletType: String, CaseIterable, Sendable {
    case spot
    case usdtFutures = "usdt_futures"
    case usdcFutures = "usdc_futures"
    case coinFutures = "coin_futures"
    case funding = "p2p"
    case crossMargin = "crossed_margin"
    case isolatedMargin = "isolated_margin"

    /// The futures wallet of a coin.
    static func futures(of coin: String) -> WalletType {
        switch coin {
        case "USDT": .usdtFutures
        case "USDC": .usdcFutures
        default: .coinFutures
        }
    }

    /// True where a coin can be in the wallet.
    func holds(_ coin: String) -> Bool { self == .spot || self == Self.futures(of: coin) }

    /// The margin account behind it; nil for wallets that accounts here do not have.
    func marginAccount(of account: Account) -> MarginAccountID? {
        switch self {
        case .spot: account.funding
        case .usdtFutures, .usdcFutures, .coinFutures: account.main
        case .funding, .crossMargin, .isolatedMargin: nil
        }
    }
}

/// The spot wallet: money that backs no position.
extension Accounts {
    /// Get Account Assets: https://www.bitget.com/api-doc/spot/account/Get-Account-Assets
    static func spotAssets(_ call: Call, _ login: Login) throws(Failure) -> Answer {
        .desk { desk throws(Failure) in
            let coin = try call.parameters.text("coin")?.uppercased()
            let listsAll = try call.parameters.choice("assetType", ["hold_only": false, "all": true]) ?? false
            guard let wallet = login.account.funding else { throw .systemAbnormal }
            var rows: [SpotRow] = []
            for asset in desk.engine.assetIDs {
                let row = SpotRow(asset, wallet, login, desk)
                if coin.map({ $0 == row.coin }) ?? (listsAll || row.available != .zero) { rows.append(row) }
            }
            return .array { json in
                for row in rows { json.object { row.write(to: &$0) } }
            }
        }
    }

    /// Transfer: https://www.bitget.com/api-doc/spot/account/Wallet-Transfer
    /// BITGET-CALL-40, BITGET-CALL-41.
    static func transfer(_ call: Call, _ login: Login) throws(Failure) -> Answer {
        .desk { desk throws(Failure) in
            let (from, to) = try call.parameters.wallets()
            let coin = try call.parameters.required("coin").uppercased()
            let amount = try call.parameters.amount("amount")
            guard amount > .zero else { throw .verificationFailed("amount") }
            let name = try call.parameters.text("clientOid") ?? ""
            guard let asset = desk.engine.asset(named: coin), from.holds(coin), to.holds(coin) else {
                throw .coinNotTransferable
            }
            guard let source = from.marginAccount(of: login.account), let target = to.marginAccount(of: login.account)
            else { throw .notOpenYet }
            // BITGET-CALL-42.
            let earlier = name.isEmpty ? nil : desk.transfers(of: login.uid).first { $0.name == name }
            if let earlier { return .transferred(earlier) }
            try desk.carryOut(
                .transfer(from: source, to: target, asset, amount), .transfer(fromSpot: from == .spot))
            return .transferred(
                desk.noteTransfer(
                    of: login.uid, from: source, to: target, asset: asset, amount: amount, named: name))
        }
    }

    /// Get Transfer Record: https://www.bitget.com/api-doc/spot/account/Get-Account-TransferRecords
    static func transferRecords(_ call: Call, _ login: Login) throws(Failure) -> Answer {
        .desk { desk throws(Failure) in
            let coin = try call.parameters.required("coin").uppercased()
            let from = try call.parameters.choice("fromType", WalletType.words)
            let name = try call.parameters.text("clientOid")
            let page = try Page(call.parameters, size: 100, most: 500, isNumbered: true)
            guard let asset = desk.engine.asset(named: coin) else { throw .doesNotExist(coin) }
            let meant = desk.transfers(of: login.uid).filter { transfer in
                transfer.asset == asset && (name == nil || transfer.name == name)
                    && (from == nil || from == login.account.wallet(transfer.from, coin))
            }
            let rows = page.rows(of: meant, \.number, \.timeMs)
            return .array { json in
                for row in rows { json.object { $0.write(row, coin, of: login.account) } }
            }
        }
    }

    /// GET Transferable Coin List: https://www.bitget.com/api-doc/spot/account/Get-Transfer-Coins
    static func transferCoins(_ call: Call, _ login: Login) throws(Failure) -> Answer {
        .desk { desk throws(Failure) in
            let (from, to) = try call.parameters.wallets()
            let coins = desk.engine.assetIDs.map { desk.engine[$0].name.text }.filter { from.holds($0) && to.holds($0) }
            return .array { json in coins.forEach { json.value($0) } }
        }
    }
}

extension WalletType {
    fileprivate static let words: KeyValuePairs<String, WalletType> = [
        "spot": .spot, "usdt_futures": .usdtFutures, "usdc_futures": .usdcFutures, "coin_futures": .coinFutures,
        "p2p": .funding, "crossed_margin": .crossMargin, "isolated_margin": .isolatedMargin,
    ]
}

extension Parameters {
    /// Two different wallets.
    fileprivate func wallets() throws(Failure) -> (from: WalletType, to: WalletType) {
        let from = try requiredChoice("fromType", WalletType.words)
        let to = try requiredChoice("toType", WalletType.words)
        guard from != to else { throw .verificationFailed("toType") }
        return (from, to)
    }
}

extension Account {
    /// The wallet in which a margin account has a coin.
    fileprivate func wallet(_ marginAccount: MarginAccountID, _ coin: String) -> WalletType {
        marginAccount == funding ? .spot : .futures(of: coin)
    }
}

extension Payload {
    fileprivate static func transferred(_ transfer: WalletTransfer) -> Payload {
        .object { json in
            json.member("transferId", WireID.text(transfer.number))
            json.member("clientOid", transfer.name)
        }
    }
}

extension JSONWriter {
    fileprivate mutating func write(_ transfer: WalletTransfer, _ coin: String, of account: Account) {
        member("coin", coin)
        member("status", "Successful")
        member("toType", account.wallet(transfer.to, coin).rawValue)
        member("toSymbol", "")
        member("fromType", account.wallet(transfer.from, coin).rawValue)
        member("fromSymbol", "")
        member("size", transfer.amount.text)
        member("ts", String(transfer.timeMs))
        member("clientOid", transfer.name)
        member("transferId", WireID.text(transfer.number))
    }
}

/// A coin of the spot wallet.
private struct SpotRow {
    let coin: String
    let available: Money
    /// Empty for a coin that never came or went, as far as that is remembered. BITGET-CALL-43.
    private let updated: String

    init(_ asset: AssetID, _ wallet: MarginAccountID, _ login: Login, _ desk: borrowing Desk) {
        coin = desk.engine[asset].name.text
        available = desk.engine.wallet(wallet, asset)
        let last = desk.history.ledger(of: login.accountID).first { entry in
            if case .balance(let change) = entry {
                change.marginAccount == wallet && change.asset == asset
            } else {
                false
            }
        }
        updated = last.map { String($0.timeMs) } ?? ""
    }

    func write(to json: inout JSONWriter) {
        json.member("coin", coin)
        json.member("available", available.text)
        json.member("frozen", "0")
        json.member("locked", "0")
        json.member("limitAvailable", "0")
        json.member("uTime", updated)
    }
}
