import Desks
import Dialects
import MarginEngine
import Wire

/// `GET /v5/account/collateral-info`: what each coin counts for, and what is borrowed of it: no more than what losses,
/// fees and funding left owing. https://bybit-exchange.github.io/docs/v5/account/collateral-info
struct CollateralInfo: PrivateCall {
    private let marginAccount: MarginAccountID
    private let currency: String?

    init(_ parameters: Parameters, by caller: Login) throws(ReturnCode) {
        marginAccount = caller.account.main
        currency = try parameters.text("currency")
    }

    func perform(on desk: inout Desk) throws(ReturnCode) -> Answer {
        var rows: [(loan: LoanRow, ratio: Rate)] = []
        for asset in try desk.engine.assets(named: currency) {
            let ratio = desk.engine.collateralSteps(of: asset).first?.ratio ?? .one
            rows.append((LoanRow(asset, of: marginAccount, in: desk.engine), ratio))
        }
        return Answer { result in
            result.memberArray("list") { list in
                for (loan, ratio) in rows {
                    list.object { row in
                        loan.write(to: &row)
                        row.member("marginCollateral", true)
                        row.member("collateralSwitch", true)
                        // Deprecated: of the first step of the amount, the others count for less.
                        row.member("collateralRatio", ratio.text)
                        row.member("freeBorrowingAmount", "")
                    }
                }
            }
        }
    }
}

/// `POST /v5/account/set-collateral-switch`. Every coin is collateral here and stays so.
/// https://bybit-exchange.github.io/docs/v5/account/set-collateral
struct SetCollateralSwitch: PrivateCall {
    private let coin: String
    private let isOn: Bool

    init(_ parameters: Parameters, by caller: Login) throws(ReturnCode) {
        coin = try parameters.required("coin")
        switch try parameters.required("collateralSwitch") {
        case "ON": isOn = true
        case "OFF": isOn = false
        default: throw .invalid("collateralSwitch")
        }
    }

    func perform(on desk: inout Desk) throws(ReturnCode) -> Answer {
        guard desk.engine.asset(named: coin) != nil else { throw .invalidCoin }
        guard coin != "USDT", coin != "USDC" else { throw .collateralFixed }
        guard isOn else { throw .collateralNotSwitched }
        return Answer(message: "SUCCESS")
    }
}

extension Engine {
    /// The asset of that name, or all when none is given.
    func assets(named name: String?) throws(ReturnCode) -> [AssetID] {
        guard let name else { return (0..<assetCount).map { AssetID(index: UInt8($0)) } }
        guard let asset = asset(named: name) else { throw .invalidCoin }
        return [asset]
    }
}
