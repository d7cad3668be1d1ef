import Wire

/// What an account went through before a call.
enum Situation: String, CaseIterable, Sendable {
    case empty
    /// Positions on both sides of a symbol, resting, plan and ended orders, stops, a position that ended, funding.
    case busy
    /// Its one isolated position was taken over.
    case liquidated
}

extension BitgetVenue {
    static func after(_ situation: Situation) throws -> BitgetVenue {
        var venue = try BitgetVenue()
        switch situation {
        case .empty: break
        case .busy: try venue.keepBusy()
        case .liquidated: try venue.loseAll()
        }
        return venue
    }

    mutating func keepBusy() throws {
        let day: Int64 = 86_400_000
        try Self.require(try setMode("isolated"))
        try Self.require(try place("buy", "0.02", #""tradeSide":"open""#))
        try Self.require(try place("buy", "0.02", #""tradeSide":"close""#))
        nowMs += day
        try Self.require(
            try place(
                "buy", "0.1", #""tradeSide":"open","presetStopSurplusPrice":"66000","presetStopLossPrice":"55000""#))
        try Self.require(try place("sell", "0.05", #""tradeSide":"open""#))
        try Self.require(try place("buy", "0.01", price: "59000", #""tradeSide":"open""#))
        let ended = try place("buy", "0.01", price: "58900", #""tradeSide":"open""#)
        try Self.require(try post("order/cancel-order", #"{\#(Self.usdt),"orderId":"\#(ended.text("orderId"))"}"#))
        try Self.require(try plan(#""triggerPrice":"65000""#))
        let cancelled = try plan(#""triggerPrice":"65500""#)
        try Self.require(
            try post(
                "order/cancel-plan-order",
                #"{\#(Self.usdt),"orderIdList":[{"orderId":"\#(cancelled.text("orderId"))"}]}"#))
        passTime(toMs: nowMs + day)
    }

    mutating func loseAll() throws {
        try openIsolatedLong()
        nowMs += 1
        try setMark("BTCUSDT", "50000")
    }

    /// A plan order on the last price: by default a market buy that opens a long of 0.01.
    mutating func plan(
        _ more: String, _ kind: String = #""orderType":"market""#, triggerType: String = "fill_price"
    ) throws -> Answer {
        nowMs += 1
        return try post(
            "order/place-plan-order",
            #"{\#(Self.usdt),"planType":"normal_plan","marginMode":"isolated","size":"0.01","side":"buy","#
                + #""tradeSide":"open","triggerType":"\#(triggerType)",\#(kind),\#(more)}"#)
    }

    mutating func stop(_ type: String, _ price: String, _ more: String = #""holdSide":"long""#) throws -> Answer {
        nowMs += 1
        return try post(
            "order/place-tpsl-order", #"{\#(Self.usdt),"planType":"\#(type)","triggerPrice":"\#(price)",\#(more)}"#)
    }

    /// The untriggered orders of a type.
    mutating func plans(_ type: String, _ more: String = "") throws -> [JSON] {
        try get("order/orders-plan-pending", "productType=USDT-FUTURES&planType=\(type)\(more)").rows("entrustedList")
    }

    mutating func pastPlans(_ type: String, _ more: String = "") throws -> [JSON] {
        try get("order/orders-plan-history", "productType=USDT-FUTURES&planType=\(type)\(more)").rows("entrustedList")
    }

    private static func require(_ answer: Answer) throws {
        guard answer.isSuccess else { throw Refused(body: answer.body) }
    }

    struct Refused: Error {
        let body: String
    }
}
