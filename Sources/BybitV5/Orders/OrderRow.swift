import Desks
import MarginEngine
import Wire

/// An order as the venue shows it. https://bybit-exchange.github.io/docs/v5/order/open-order
struct OrderRow {
    private let order: Order
    private let instrument: Instrument
    private let settleCoin: String

    init(_ order: Order, in engine: borrowing Engine) {
        self.order = order
        instrument = engine[order.instrument]
        settleCoin = engine.settleCoin(order.instrument)
    }

    func write(to row: inout JSONWriter) {
        writeIdentity(to: &row)
        writeProgress(to: &row)
        writeUnusedStops(to: &row)
        row.member("isLeverage", "")
        row.member("orderIv", "")
        row.member("marketUnit", "")
        row.member("lastPriceOnCreated", order.lastPriceOnCreated.text)
        row.member("placeType", "")
        row.member("smpType", "None")
        row.member("smpGroup", 0)
        row.member("smpOrderId", "")
        row.member("slippageToleranceType", "UNKNOWN")
        row.member("slippageTolerance", "0")
        row.member("extraFees", "")
        row.member("rpiMatchedQty", "")
        row.member("rpiTakerAccess", false)
        row.member("createdTime", "\(order.createdMs)")
        row.member("updatedTime", "\(order.updatedMs)")
    }

    private func writeIdentity(to row: inout JSONWriter) {
        row.member("orderId", Identifiers.text(order.id))
        row.member("orderLinkId", order.clientOrderID.text)
        row.member("parentOrderLinkId", "")
        row.member("blockTradeId", "")
        row.member("symbol", instrument.symbol.text)
        row.member("price", order.price.text)
        row.member("qty", order.quantity.text)
        row.member("side", order.side.wireName)
        row.member("positionIdx", order.target.wireIndex)
        row.member("orderType", order.kind.wireName)
        row.member("timeInForce", order.timeInForce.wireName)
        row.member("reduceOnly", order.reduceOnly)
        row.member("closeOnTrigger", false)
        row.member("createType", order.origin.wireName)
    }

    private func writeProgress(to row: inout JSONWriter) {
        let leavesValue =
            order.kind == .limit
            ? instrument.value(of: order.remaining, at: order.price, .down).text : "0"
        row.member("orderStatus", order.wireStatus)
        row.member("cancelType", order.wireCancelType)
        row.member("rejectReason", order.wireRejectReason)
        row.member("avgPrice", averagePrice)
        row.member("leavesQty", order.remaining.text)
        row.member("leavesValue", leavesValue)
        row.member("cumExecQty", order.filled.text)
        row.member("cumExecValue", order.filledValue.text)
        row.member("cumExecFee", order.fee.text)
        row.memberRaw("cumFeeDetail", feeDetail)
    }

    private func writeUnusedStops(to row: inout JSONWriter) {
        row.member("stopOrderType", "")
        row.member("triggerDirection", 0)
        row.member("triggerPrice", "")
        row.member("triggerBy", "")
        row.member("takeProfit", "")
        row.member("stopLoss", "")
        row.member("tpslMode", "")
        row.member("ocoTriggerBy", "")
        row.member("tpLimitPrice", "")
        row.member("slLimitPrice", "")
        row.member("tpTriggerBy", "")
        row.member("slTriggerBy", "")
    }

    /// Empty until something was filled.
    private var averagePrice: String {
        guard order.filled > .zero, order.filledValue > .zero else { return "" }
        let quantity = Int128(order.filled.units)
        let value = order.filledValue.units
        let price =
            instrument.payoff == .linear
            ? mulDiv(value, unitsInOne, quantity, .down) : mulDiv(quantity, unitsInOne, value, .down)
        return Money(units: price).text
    }

    /// `{coin: fee}`; its only member is named by the settle coin, which a writer of known names cannot write.
    private var feeDetail: [UInt8] {
        order.fee == .zero ? Array("{}".utf8) : Array("{\"\(settleCoin)\":\"\(order.fee.text)\"}".utf8)
    }
}

// MARK: Enumerations. https://bybit-exchange.github.io/docs/v5/enum

extension Side {
    var wireName: String { self == .buy ? "Buy" : "Sell" }
}

extension OrderKind {
    var wireName: String { self == .limit ? "Limit" : "Market" }
}

extension TimeInForce {
    var wireName: String {
        switch self {
        case .goodTillCancelled: "GTC"
        case .immediateOrCancel: "IOC"
        case .fillOrKill: "FOK"
        case .postOnly: "PostOnly"
        }
    }
}

extension OrderOrigin {
    /// `createType`.
    var wireName: String {
        switch self {
        case .user: "CreateByUser"
        case .liquidation: "CreateByLiq"
        case .deleveraging: "CreateByAdl_PassThrough"
        }
    }
}

extension PositionTarget {
    var wireIndex: Int64 {
        switch self {
        case .net: PositionIndex.oneWay.rawValue
        case .long: PositionIndex.hedgeBuy.rawValue
        case .short: PositionIndex.hedgeSell.rawValue
        }
    }
}

extension Order {
    var wireStatus: String {
        switch status {
        case .new: "New"
        case .partiallyFilled: "PartiallyFilled"
        case .filled: "Filled"
        case .untriggered: "Untriggered"
        case .cancelled where cause == .refusedWhenTriggered: "Rejected"
        case .cancelled: kind == .market && filled > .zero ? "PartiallyFilledCanceled" : "Cancelled"
        }
    }

    var wireCancelType: String {
        switch cause {
        case .byUser: "CancelByUser"
        case .reduceOnly: "CancelByReduceOnly"
        case .selfTrade: "CancelBySmp"
        case .liquidation: "CancelAllBeforeLiq"
        case .deleveraging: "CancelAllBeforeAdl"
        case .positionClosed: "CancelByTpSlTsClear"
        case .none, .noLiquidity, .notFillable, .wouldTake, .refusedWhenTriggered: "UNKNOWN"
        }
    }

    var wireRejectReason: String {
        switch cause {
        case .none, .reduceOnly, .liquidation, .deleveraging, .positionClosed: "EC_NoError"
        case .refusedWhenTriggered: "EC_Others"
        case .byUser: "EC_PerCancelRequest"
        case .noLiquidity: "EC_NoImmediateQtyToFill"
        case .notFillable: "EC_CancelForNoFullFill"
        case .wouldTake: "EC_PostOnlyWillTakeLiquidity"
        case .selfTrade: "EC_BySelfMatch"
        }
    }
}
