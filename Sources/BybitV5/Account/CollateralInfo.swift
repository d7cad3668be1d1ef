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
        var rows: [(loan: LoanRow, ratio: Rate, isOn: Bool)] = []
        for asset in try desk.engine.assets(named: currency) {
            let ratio = desk.engine.collateralSteps(of: asset).first?.ratio ?? .one
            let isOn = desk.engine.isCollateral(marginAccount, asset)
            rows.append((LoanRow(asset, of: marginAccount, in: desk.engine), ratio, isOn))
        }
        return Answer { result in
            result.memberArray("list") { list in
                for (loan, ratio, isOn) in rows {
                    list.object { row in
                        loan.write(to: &row)
                        row.member("marginCollateral", true)
                        row.member("collateralSwitch", isOn)
                        // Deprecated: of the first step of the amount, the others count for less.
                        row.member("collateralRatio", ratio.text)
                        row.member("freeBorrowingAmount", "")
                    }
                }
            }
        }
    }
}

extension Engine {
    /// The asset of that name, or all when none is given.
    func assets(named name: String?) throws(ReturnCode) -> [AssetID] {
        guard let name else { return assetIDs }
        guard let asset = asset(named: name) else { throw .invalidCoin }
        return [asset]
    }
}
