import Desks
import Dialects
import MarginEngine
import Wire

/// `GET /v5/account/collateral-info`: what each coin counts for. Nothing can be borrowed here: the debt of a coin is
/// what losses left of it. https://bybit-exchange.github.io/docs/v5/account/collateral-info
struct CollateralInfo: PrivateCall {
    private let marginAccount: MarginAccountID
    private let currency: String?

    init(_ parameters: Parameters, by caller: Login) throws(ReturnCode) {
        marginAccount = caller.account.main
        currency = try parameters.text("currency")
    }

    func perform(on desk: inout Desk) throws(ReturnCode) -> Answer {
        var rows: [(name: String, debt: Money, ratio: Rate, isOn: Bool)] = []
        for asset in try desk.engine.assets(named: currency) {
            let debt = (-desk.engine.wallet(marginAccount, asset)).orZero
            let ratio = desk.engine.collateralSteps(of: asset).first?.ratio ?? .one
            let isOn = desk.engine.isCollateral(marginAccount, asset)
            rows.append((desk.engine[asset].name.text, debt, ratio, isOn))
        }
        return Answer { result in
            result.memberArray("list") { list in
                for (name, debt, ratio, isOn) in rows {
                    list.object { row in
                        row.member("currency", name)
                        row.member("hourlyBorrowRate", "0")
                        row.member("maxBorrowingAmount", "0")
                        row.member("freeBorrowingLimit", "0")
                        row.member("freeBorrowAmount", debt.text)
                        row.member("borrowAmount", debt.text)
                        row.member("otherBorrowAmount", "0")
                        row.member("availableToBorrow", "0")
                        row.member("borrowable", false)
                        row.member("borrowUsageRate", "0")
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
        guard let name else { return (0..<assetCount).map { AssetID(index: UInt8($0)) } }
        guard let asset = asset(named: name) else { throw .invalidCoin }
        return [asset]
    }
}
