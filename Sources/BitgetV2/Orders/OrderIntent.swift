import MarginEngine

/// What an order is for, from `side`, `tradeSide` and `reduceOnly`.
struct OrderIntent {
    let side: Side
    let target: PositionTarget
    let reduceOnly: Bool

    /// In one-way mode `tradeSide` is ignored. In hedge mode it is needed, `side` names the position's side, and
    /// `reduceOnly` is ignored.
    init(_ parameters: Parameters, _ positionMode: PositionMode) throws(Failure) {
        let side: Side = try parameters.requiredChoice("side", ["buy": .buy, "sell": .sell])
        if positionMode == .oneWay {
            self.side = side
            target = .net
            reduceOnly = try parameters.choice("reduceOnly", ["yes": true, "no": false]) ?? false
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
    /// What `none` and `cancel_maker` do is the same here, so that neither can be told from the other: `none`, the
    /// venue's default, stands for both.
    var word: String {
        switch self {
        case .cancelMaker: "none"
        case .cancelTaker: "cancel_taker"
        case .cancelBoth: "cancel_both"
        }
    }
}

extension Parameters {
    func orderKind() throws(Failure) -> OrderKind {
        try requiredChoice("orderType", ["limit": .limit, "market": .market], otherwise: .orderTypeIllegal)
    }

    /// What becomes of orders of the same account that would trade with each other. Bitget's `none` would let them
    /// trade; here they never do, and the resting one is cancelled.
    func selfTrade() throws(Failure) -> SelfTradePrevention {
        try choice(
            "stpMode",
            [
                "none": .cancelMaker, "cancel_maker": .cancelMaker, "cancel_taker": .cancelTaker,
                "cancel_both": .cancelBoth,
            ]) ?? .cancelMaker
    }
}
