import Desks
import Dialects
import MarginEngine

extension AccountMove {
    /// Whose money it was.
    var marginAccount: MarginAccountID {
        switch self {
        case .wallet(let entry): entry.marginAccount
        case .margin(let margin): margin.marginAccount
        }
    }

    /// The venue's word for what happened.
    var businessWord: String {
        switch self {
        case .wallet(.execution(let execution)): execution.businessWord
        case .wallet(.funding): "contract_settle_fee"
        case .wallet(.balance(let change)): change.businessWord
        case .margin(let margin): margin.businessWord
        }
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
        case .deposit, .withdrawal, .transfer: change > .zero ? "trans_from_exchange" : "trans_to_exchange"
        case .liquidation: "risk_captital_user_transfer"
        case .trade, .funding, .deleveraging, .takeover, .interest, .repayment: "unknown"
        }
    }
}
