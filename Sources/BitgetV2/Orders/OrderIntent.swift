import MarginEngine

/// What an order is for, from `side`, `tradeSide` and `reduceOnly`.
struct OrderIntent {
    let side: Side
    let target: PositionTarget
    let reduceOnly: Bool

    /// In one-way mode `tradeSide` is ignored. In hedge mode it is needed, `side` names the position's side, and
    /// `reduceOnly` says nothing, if it is one of its words: BITGET-CALL-14.
    init(_ parameters: Parameters, _ positionMode: PositionMode) throws(Failure) {
        let side: Side = try parameters.requiredChoice("side", ["buy": .buy, "sell": .sell])
        let onlyReduces = try parameters.choice("reduceOnly", ["yes": true, "no": false]) ?? false
        if positionMode == .oneWay {
            self.side = side
            target = .net
            reduceOnly = onlyReduces
            return
        }
        let opens = try parameters.requiredChoice(
            "tradeSide", ["open": true, "close": false], otherwise: .unilateralOnly, missing: .unilateralOnly)
        self.side = opens ? side : side.opposite
        target = side.opens.target(in: .hedge)
        reduceOnly = !opens
    }
}

extension SelfTradePrevention {
    /// `stpMode`.
    var word: String {
        switch self {
        case .none: "none"
        case .cancelMaker: "cancel_maker"
        case .cancelTaker: "cancel_taker"
        case .cancelBoth: "cancel_both"
        }
    }
}

extension Parameters {
    func orderKind() throws(Failure) -> OrderKind {
        try requiredChoice("orderType", ["limit": .limit, "market": .market], otherwise: .orderTypeIllegal)
    }

    /// What becomes of orders of the same account that meet.
    func selfTrade() throws(Failure) -> SelfTradePrevention {
        try choice(
            "stpMode",
            [
                "none": .none, "cancel_maker": .cancelMaker, "cancel_taker": .cancelTaker, "cancel_both": .cancelBoth,
            ]) ?? SelfTradePrevention.none
    }
}
