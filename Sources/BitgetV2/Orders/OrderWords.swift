import MarginEngine

extension Order {
    /// In hedge mode `buy` and `sell` name the position's side, for opening and closing alike.
    var sideWord: String {
        switch target {
        case .net: side.word
        case .long: Side.buy.word
        case .short: Side.sell.word
        }
    }

    /// What it does to a position, and whether its owner or the venue wants it.
    /// - Parameter partial: the liquidation orders that left some of the position.
    func tradeSideWord(_ partial: PartialLiquidations = PartialLiquidations()) -> String {
        let liquidation = partial.contains(self) ? "reduce" : "burst"
        return switch (origin, target) {
        case (.user, .net): "\(side.word)_single"
        case (.liquidation, .net): "\(liquidation)_\(side.word)_single"
        case (.deleveraging, .net):
            side == .buy ? "dte_sys_adl_buy_in_single_side_mode" : "dte_sys_adl_sell_in_single_side_mode"
        case (.user, .long): side == .buy ? "open" : "close"
        case (.user, .short): side == .sell ? "open" : "close"
        case (.liquidation, .long), (.liquidation, .short): "\(liquidation)_close_\(positionSideWord)"
        case (.deleveraging, .long), (.deleveraging, .short): "dte_sys_adl_close_\(positionSideWord)"
        }
    }

    /// Who made it.
    var enterPointWord: String { origin == .user ? "API" : "SYS" }

    /// What it came from.
    var sourceWord: String {
        guard origin == .user else { return "liquidation" }
        switch purpose {
        case .none where isConditional: return "\(trail == nil ? "plan" : "track")_\(kind.word)"
        case .none: return kind == .limit ? "normal" : "market"
        case .takeProfit: return "pos_profit_\(kind.word)"
        case .stopLoss: return "pos_loss_\(kind.word)"
        case .partialTakeProfit: return "profit_\(kind.word)"
        case .partialStopLoss: return "loss_\(kind.word)"
        case .trailingStop, .partialTrailingStop: return "move_\(kind.word)"
        }
    }

    var positionSideWord: String {
        switch target {
        case .net: "net"
        case .long: PositionSide.long.word
        case .short: PositionSide.short.word
        }
    }

    var positionMode: PositionMode { target == .net ? .oneWay : .hedge }

    var statusWord: String {
        switch status {
        case .new, .untriggered: "live"
        case .partiallyFilled: "partially_filled"
        case .filled: "filled"
        case .cancelled: "canceled"
        }
    }

    /// Empty for an order that was not cancelled.
    var cancelReasonWord: String {
        switch cause {
        case .none: ""
        case .byUser, .disconnected: "normal_cancel"
        case .noLiquidity, .notFillable: "force_cancel"
        case .wouldTake: "post_only_cancel"
        case .reduceOnly: "reduce_only_cancel"
        case .selfTrade: "stp_cancel"
        case .liquidation, .deleveraging: "burst_cancel"
        case .refusedWhenTriggered: "trigger_fail_cancel"
        case .positionClosed: "position_closed_cancel"
        }
    }
}

extension Side {
    var word: String { self == .buy ? "buy" : "sell" }
}

extension OrderKind {
    var word: String { self == .limit ? "limit" : "market" }
}

extension PositionStop {
    /// The price its order is limited to, 0 at market.
    var limitText: String { limit.text }
}

extension TimeInForce {
    var word: String {
        switch self {
        case .goodTillCancelled: "gtc"
        case .immediateOrCancel: "ioc"
        case .fillOrKill: "fok"
        case .postOnly: "post_only"
        }
    }
}
