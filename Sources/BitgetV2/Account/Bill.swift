import Desks
import Dialects
import MarginEngine
import Wire

/// One change of a wallet or of a position's margin.
struct Bill {
    let number: UInt64
    /// Empty for money that came or went.
    let symbol: String
    let coin: String
    let business: String
    let movesMargin: Bool
    private let amount: Money
    private var fee = Money.zero
    private let balance: Money
    let timeMs: Int64

    /// - Parameter moves: the newest first.
    static func all(in moves: [AccountMove], of type: ProductType, _ engine: borrowing Engine) -> [Bill] {
        let coins = engine.marginCoins(of: type)
        var bills: [Bill] = []
        var numbers = EntryNumbers()
        for move in moves.reversed() {
            let number = numbers.next(atMs: move.timeMs)
            switch move.subject {
            case .instrument(let id):
                guard let contract = engine.contract(id), contract.productType == type else { continue }
                bills.append(Bill(move, number, symbol: contract.symbol, coin: contract.marginCoin))
            case .asset(let id):
                guard coins.contains(id) else { continue }
                bills.append(Bill(move, number, symbol: "", coin: engine[id].name.text))
            }
        }
        return bills
    }

    private init(_ move: AccountMove, _ number: UInt64, symbol: String, coin: String) {
        self.number = number
        self.symbol = symbol
        self.coin = coin
        timeMs = move.timeMs
        business = move.businessWord
        switch move {
        case .wallet(.execution(let execution)):
            (amount, balance) = (execution.realised, execution.wallet)
            fee = -execution.fee
            movesMargin = false
        case .wallet(.funding(let payment)):
            (amount, balance) = (payment.cash, payment.wallet)
            movesMargin = false
        case .wallet(.balance(let change)):
            (amount, balance) = (change.change, change.wallet)
            movesMargin = false
        case .margin(let margin):
            (amount, balance) = (-margin.amount, margin.wallet)
            movesMargin = true
        }
    }

    func write(to json: inout JSONWriter) {
        json.member("billId", WireID.text(number))
        json.member("symbol", symbol)
        json.member("amount", amount.text)
        json.member("fee", fee.text)
        json.member("feeByCoupon", "")
        json.member("businessType", business)
        json.member("coin", coin)
        json.member("balance", balance.text)
        json.member("cTime", String(timeMs))
    }
}

extension AccountMove {
    /// What money moved on: a contract or, when it came or went, a coin.
    fileprivate enum Subject {
        case instrument(InstrumentID)
        case asset(AssetID)
    }

    fileprivate var subject: Subject {
        switch self {
        case .wallet(.execution(let execution)): .instrument(execution.order.instrument)
        case .wallet(.funding(let payment)): .instrument(payment.instrument)
        case .wallet(.balance(let change)): .asset(change.asset)
        case .margin(let margin): .instrument(margin.instrument)
        }
    }
}
