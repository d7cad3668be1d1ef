import Desks
import Dialects
import MarginEngine
import Wire

/// `GET /v5/spot-margin-trade/liability`. What is owed comes of contracts and has a floating rate.
/// https://bybit-exchange.github.io/docs/v5/spot-margin-uta/liability
struct Liability: PrivateCall {
    private let marginAccount: MarginAccountID
    private let currency: String

    init(_ parameters: Parameters, by caller: Login) throws(ReturnCode) {
        marginAccount = caller.account.main
        currency = try parameters.required("currency")
    }

    func perform(on desk: inout Desk) throws(ReturnCode) -> Answer {
        guard let asset = desk.engine.asset(named: currency) else { throw .invalidCoin }
        let amount = desk.engine.borrowing(marginAccount, asset).amount.text
        return Answer(message: "Success") { result in
            result.member("currency", currency)
            result.member("totalBorrowAmount", amount)
            result.member("fixedBorrowAmount", "0")
            result.member("flexibleBorrowAmount", amount)
            result.member("spotTotalBorrow", "0")
            result.member("derivativesBorrow", amount)
        }
    }
}

/// `GET /v5/spot-margin-trade/repayment-available-amount`: a coin that is borrowed has nothing left to repay with.
/// BYBIT-CALL-24. https://bybit-exchange.github.io/docs/v5/spot-margin-uta/repayment-available-amount
struct RepayableAmount: PrivateCall {
    private let currency: String

    init(_ parameters: Parameters, by caller: Login) throws(ReturnCode) {
        currency = try parameters.required("currency")
    }

    func perform(on desk: inout Desk) throws(ReturnCode) -> Answer {
        guard desk.engine.asset(named: currency) != nil else { throw .invalidCoin }
        return Answer(message: "Success") { result in
            result.member("lossLessRepaymentAmount", "0")
            result.member("currency", currency)
        }
    }
}

/// `GET /v5/spot-cross-margin-trade/account`, which unified accounts are answered here because ccxt asks it for what is
/// borrowed. BYBIT-CALL-25. https://bybit-exchange.github.io/docs/zh-TW/v5/spot-margin-normal/account-info
struct CrossMarginAccount: PrivateCall {
    private let marginAccount: MarginAccountID

    init(_ parameters: Parameters, by caller: Login) throws(ReturnCode) { marginAccount = caller.account.main }

    func perform(on desk: inout Desk) throws(ReturnCode) -> Answer {
        let figures = desk.engine.unified(marginAccount)
        let isPooled = desk.engine.mode(of: marginAccount) != .isolated
        var owed = Money.zero
        var rows: [(coin: String, wallet: Money, loan: Borrowing)] = []
        for asset in try desk.engine.assets(named: nil) {
            let loan = desk.engine.borrowing(marginAccount, asset)
            let price = Int128(desk.engine.usdPrice(of: asset).units)
            owed += Money(units: mulDiv(loan.amount.units, price, unitsInOne, .up))
            rows.append((desk.engine[asset].name.text, desk.engine.wallet(marginAccount, asset), loan))
        }
        return Answer(message: "success") { result in
            result.member("status", "1")
            result.member("riskRate", isPooled ? figures.maintenanceRate : "0")
            result.member("acctBalanceSum", figures.totalEquity.text)
            result.member("debtBalanceSum", owed.text)
            result.memberArray("loanAccountList") { list in
                for (coin, wallet, loan) in rows {
                    list.object { row in
                        row.member("tokenId", coin)
                        row.member("total", wallet.orZero.text)
                        row.member("locked", "0")
                        row.member("loan", loan.amount.text)
                        row.member("interest", loan.interest.text)
                        row.member("free", wallet.orZero.text)
                    }
                }
            }
        }
    }
}

extension UnifiedFigures {
    /// Maintenance margin over margin balance, rounded up; empty where there is nothing to divide by.
    fileprivate var maintenanceRate: String {
        guard maintenanceMargin > .zero else { return "0" }
        guard marginBalance > .zero else { return "" }
        return Money(units: mulDiv(maintenanceMargin.units, unitsInOne, marginBalance.units, .up)).text
    }
}
