import Desks
import Dialects
import MarginEngine
import Wire

extension SignedCall {
    /// Get Account Bills: https://www.bitget.com/api-doc/contract/account/Get-Account-Bill
    ///
    /// Every change of a wallet, and the margin that moved between what is available and a position. The latter
    /// changes no wallet; its four types are those that `onlyFunding` leaves out.
    func bills(_ desk: inout Desk) throws(Failure) -> [UInt8] {
        let type = try parameters.productType()
        let business = try parameters.text("businessType")?.lowercased()
        let coin = business?.hasPrefix("trans_") == true ? try parameters.text("coin")?.uppercased() : nil
        let onlyFunding = try parameters.choice("onlyFunding", ["yes": true, "no": false]) ?? false
        let page = try Page(parameters, days: 30, size: 20, nowMs: desk.venueTimeMs)
        let all = Bill.all(in: desk.history.moves(of: login.accountID), of: type, desk.engine)
        let meant = all.filter { bill in
            (business == nil || bill.business == business) && (coin == nil || bill.coin == coin)
                && !(onlyFunding && bill.movesMargin)
        }
        let bills = page.rows(of: meant, \.number, \.timeMs)
        return Payload.object { json in
            json.memberList("bills", bills) { $0.write(to: &$1) }
            json.memberEnd(bills.last.map { WireID.text($0.number) })
        }
    }
}

/// One change of a wallet or of a position's margin.
private struct Bill {
    let number: UInt64
    let symbol: String
    let coin: String
    let business: String
    let movesMargin: Bool
    let amount: Money
    let fee: Money
    let balance: Money
    let timeMs: Int64

    /// - Parameter moves: the newest first.
    static func all(in moves: [AccountMove], of type: ProductType, _ engine: borrowing Engine) -> [Bill] {
        let coins = engine.marginCoins(of: type)
        var bills: [Bill] = []
        var numbers = EntryNumbers()
        for move in moves.reversed() {
            let number = numbers.next(atMs: move.timeMs)
            if let bill = Bill(move, number, type, coins, engine) { bills.append(bill) }
        }
        return bills
    }

    private init?(
        _ move: AccountMove, _ number: UInt64, _ type: ProductType, _ coins: [AssetID], _ engine: borrowing Engine
    ) {
        self.number = number
        timeMs = move.timeMs
        if case .margin = move { movesMargin = true } else { movesMargin = false }
        switch move {
        case .wallet(.execution(let execution)):
            guard let contract = engine.contract(execution.order.instrument), contract.productType == type else {
                return nil
            }
            symbol = contract.symbol
            coin = contract.marginCoin
            business = execution.businessWord
            amount = execution.realised
            fee = -execution.fee
            balance = execution.wallet
        case .wallet(.funding(let payment)):
            guard let contract = engine.contract(payment.instrument), contract.productType == type else { return nil }
            symbol = contract.symbol
            coin = contract.marginCoin
            business = "contract_settle_fee"
            amount = payment.cash
            fee = .zero
            balance = payment.wallet
        case .wallet(.balance(let change)):
            guard coins.contains(change.asset) else { return nil }
            symbol = ""
            coin = engine[change.asset].name.text
            business = change.businessWord
            amount = change.change
            fee = .zero
            balance = change.wallet
        case .margin(let margin):
            guard let contract = engine.contract(margin.instrument), contract.productType == type else { return nil }
            symbol = contract.symbol
            coin = contract.marginCoin
            business = margin.businessWord
            amount = -margin.amount
            fee = .zero
            balance = margin.wallet
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

extension MarginMove {
    /// The venue's word for why margin moved. A bill's amount is that of what is available: negative for all but the
    /// second.
    fileprivate var businessWord: String {
        switch cause {
        case .adjusted: amount > .zero ? "append_margin" : "reduce_margin"
        case .leverage: "adjust_down_lever_append_margin"
        case .automatic: "auto_append_margin"
        }
    }
}

extension Execution {
    /// The venue's word for what happened to the position.
    fileprivate var businessWord: String {
        let side = order.side
        guard order.target != .net else {
            switch (kind, order.origin) {
            case (.takeover, _): return "burst_\(side.word)"
            case (.deleveraging, _): return "adl_\(side.word)_in_single_side_mode"
            case (.trade, .user): return side.word
            case (.trade, .liquidation), (.trade, .deleveraging): return "force_\(side.word)"
            }
        }
        let position = order.positionSideWord
        switch (kind, order.origin) {
        case (.takeover, _): return "burst_\(position)_loss_query"
        case (.deleveraging, _): return "adl_close_\(position)"
        case (.trade, .user): return "\(order.tradeSideWord())_\(position)"
        case (.trade, .liquidation), (.trade, .deleveraging): return "force_close_\(position)"
        }
    }
}

extension BalanceChange {
    /// The venue's word for what moved the money.
    fileprivate var businessWord: String {
        switch cause {
        case .deposit: "trans_from_exchange"
        case .withdrawal: "trans_to_exchange"
        case .transfer: change > .zero ? "trans_from_contract" : "trans_to_contract"
        case .liquidation: "risk_captital_user_transfer"
        case .trade, .funding, .deleveraging, .takeover: "unknown"
        }
    }
}
