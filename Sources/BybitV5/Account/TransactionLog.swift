import Desks
import Dialects
import MarginEngine
import Wire

/// `GET /v5/account/transaction-log`: the changes of a wallet, the newest first.
/// https://bybit-exchange.github.io/docs/v5/account/transaction-log
struct TransactionLog: PrivateCall {
    private let account: Account
    private let marginAccount: MarginAccountID
    private let query: TransactionQuery
    private let subtype: String?

    init(_ parameters: Parameters, by caller: Login) throws(ReturnCode) {
        account = caller.account
        let isWalletGiven = try parameters.text("accountType") != nil
        marginAccount = isWalletGiven ? try parameters.tradingWallet("accountType", of: account).1 : account.main
        let isCategoryGiven = try parameters.text("category") != nil
        let category = isCategoryGiven ? try parameters.category() : nil
        subtype = try parameters.text("transSubType")
        query = try TransactionQuery(parameters, category, usualDays: 1)
    }

    /// None of these changes has a subtype.
    func perform(on desk: inout Desk) throws(ReturnCode) -> Answer {
        let page = try query.page(of: account, subtype == nil ? marginAccount : nil, on: desk)
        return Answer { result in
            result.member("nextPageCursor", page.nextCursor)
            result.memberArray("list") { list in
                for transaction in page.rows { list.object { transaction.write(to: &$0) } }
            }
        }
    }
}

/// `GET /v5/account/contract-transaction-log`: the same of the wallet of derivatives that accounts before UTA2.0 have.
/// https://bybit-exchange.github.io/docs/v5/abandon/contract-transaction-log
struct ContractTransactionLog: PrivateCall {
    private let account: Account
    private let query: TransactionQuery

    init(_ parameters: Parameters, by caller: Login) throws(ReturnCode) {
        account = caller.account
        query = try TransactionQuery(parameters, nil, usualDays: 7)
    }

    func perform(on desk: inout Desk) throws(ReturnCode) -> Answer {
        let page = try query.page(of: account, account.marginAccount(.contract), on: desk)
        return Answer { result in
            result.memberArray("list") { list in
                for transaction in page.rows { list.object { transaction.write(to: &$0, isUnified: false) } }
            }
            result.member("nextPageCursor", page.nextCursor)
        }
    }
}

/// Which changes of a wallet are asked for.
private struct TransactionQuery {
    /// Nil for all, like the others.
    private let category: Category?
    private let currency: String?
    private let baseCoin: String?
    private let type: String?
    private let window: HistoryWindow
    private let limit: Int
    private let cursor: UInt64?

    init(_ parameters: Parameters, _ category: Category?, usualDays: Int64) throws(ReturnCode) {
        self.category = category
        currency = try parameters.text("currency")
        baseCoin = try parameters.text("baseCoin")
        type = try parameters.text("type")
        window = try HistoryWindow(parameters, usualDays: usualDays)
        limit = try parameters.limit(upTo: 50, default: 20)
        cursor = try parameters.cursor()
    }

    /// - Parameter wallet: nil where there is nothing to look through.
    func page(
        of account: Account, _ wallet: MarginAccountID?, on desk: borrowing Desk
    ) throws(ReturnCode) -> Page<Transaction> {
        let span = try window.span(on: desk)
        var all: [Transaction] = []
        if let wallet {
            for entry in desk.ledger(of: account, wallet) where span.contains(entry.entry.timeMs) {
                let transaction = Transaction(entry, in: desk.engine)
                if includes(transaction) { all.append(transaction) }
            }
        }
        return Page(of: all, limit: limit, after: cursor, key: \.numbered.number, isFalling: true)
    }

    private func includes(_ transaction: Transaction) -> Bool {
        (category == nil || category == transaction.category)
            && (currency == nil || currency == transaction.currency)
            && (baseCoin == nil || baseCoin == transaction.baseCoin)
            && (type == nil || type == transaction.type)
    }
}

/// One change of a wallet as the venue shows it.
private struct Transaction {
    let numbered: NumberedEntry
    let currency: String
    /// Nil for what belongs to no contract.
    let category: Category?
    let baseCoin: String?
    private let symbol: String

    init(_ numbered: NumberedEntry, in engine: borrowing Engine) {
        self.numbered = numbered
        let contract: InstrumentID
        switch numbered.entry {
        case .balance(let change):
            currency = engine[change.asset].name.text
            (category, baseCoin, symbol) = (nil, nil, "")
            return
        case .execution(let execution): contract = execution.order.instrument
        case .funding(let payment): contract = payment.instrument
        }
        let instrument = engine[contract]
        currency = engine.settleCoin(contract)
        category = instrument.payoff == .linear ? .linear : .inverse
        baseCoin = instrument.base.text
        symbol = instrument.symbol.text
    }

    /// `type`. https://bybit-exchange.github.io/docs/v5/enum#typeuta-translog
    var type: String {
        switch numbered.entry {
        case .execution(let execution): execution.transactionType
        case .funding: "SETTLEMENT"
        case .balance(let change): change.transactionType
        }
    }

    /// - Parameter isUnified: false for the older log, which has fewer members and shows funding with the other sign.
    func write(to row: inout JSONWriter, isUnified: Bool = true) {
        row.member("id", "\(numbered.number)")
        row.member("symbol", symbol)
        row.member("category", category?.rawValue ?? "")
        row.member("transactionTime", "\(numbered.entry.timeMs)")
        row.member("type", type)
        if isUnified { row.member("transSubType", "") }
        row.member("size", numbered.size.text)
        row.member("currency", currency)
        if isUnified { row.member("extraFees", "") }
        switch numbered.entry {
        case .execution(let execution): write(execution, to: &row)
        case .funding(let payment): write(payment, to: &row, isUnified: isUnified)
        case .balance(let change): write(change, to: &row)
        }
    }

    /// `change` is `cashFlow + funding - fee`.
    private func write(_ execution: Execution, to row: inout JSONWriter) {
        row.member("side", execution.order.side.wireName)
        row.member("qty", execution.quantity.text)
        row.member("tradePrice", execution.price.text)
        row.member("funding", "")
        row.member("fee", execution.fee.text)
        row.member("cashFlow", execution.realised.text)
        row.member("change", (execution.realised - execution.fee).text)
        row.member("cashBalance", execution.wallet.text)
        row.member("feeRate", execution.feeRate.text)
        row.member("bonusChange", "")
        row.member("tradeId", Identifiers.text(ofTrade: execution.trade))
        row.member("orderId", Identifiers.text(execution.order.id))
        row.member("orderLinkId", execution.order.clientOrderID.text)
    }

    private func write(_ payment: FundingPayment, to row: inout JSONWriter, isUnified: Bool) {
        row.member("side", payment.side == .long ? "Buy" : "Sell")
        row.member("qty", payment.size.text)
        row.member("tradePrice", payment.mark.text)
        row.member("funding", isUnified ? payment.cash.text : (-payment.cash).text)
        row.member("fee", "0")
        row.member("cashFlow", "0")
        row.member("change", payment.cash.text)
        row.member("cashBalance", payment.wallet.text)
        row.member("feeRate", payment.rate.text)
        row.member("bonusChange", "0")
        row.member("tradeId", Identifiers.text(of: payment))
        row.member("orderId", Identifiers.text(ofOrderOf: payment))
        row.member("orderLinkId", "")
    }

    private func write(_ change: BalanceChange, to row: inout JSONWriter) {
        row.member("side", "None")
        row.member("qty", "0")
        row.member("tradePrice", "")
        row.member("funding", "")
        row.member("fee", "0")
        row.member("cashFlow", change.change.text)
        row.member("change", change.change.text)
        row.member("cashBalance", change.wallet.text)
        row.member("feeRate", "")
        row.member("bonusChange", "")
        row.member("tradeId", "")
        row.member("orderId", "")
        row.member("orderLinkId", "")
    }
}

extension Execution {
    fileprivate var transactionType: String {
        switch kind {
        case .takeover: "LIQUIDATION"
        case .deleveraging: "ADL"
        case .trade: order.origin == .liquidation ? "LIQUIDATION" : "TRADE"
        }
    }
}

extension BalanceChange {
    /// BYBIT-CALL-21.
    fileprivate var transactionType: String {
        switch cause {
        case .deposit: "TRANSFER_IN"
        case .withdrawal: "TRANSFER_OUT"
        case .transfer: change > .zero ? "TRANSFER_IN" : "TRANSFER_OUT"
        case .liquidation, .takeover: "LIQUIDATION"
        case .deleveraging: "ADL"
        case .trade: "TRADE"
        case .funding: "SETTLEMENT"
        case .interest: "INTEREST"
        case .repayment: change > .zero ? "SPOT_REPAYMENT_BUY" : "SPOT_REPAYMENT_SELL"
        }
    }
}
