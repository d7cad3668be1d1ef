import Desks
import Dialects
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
        writeStops(to: &row)
        row.member("isLeverage", "")
        row.member("orderIv", "")
        row.member("marketUnit", "")
        row.member("lastPriceOnCreated", order.lastPriceOnCreated.text)
        row.member("placeType", "")
        row.member("smpType", order.selfTrade.wireName)
        row.member("smpGroup", 0)
        row.member("smpOrderId", "")
        row.member("slippageToleranceType", order.wireSlippageType)
        row.member("slippageTolerance", order.wireSlippage)
        row.member("rpiMatchedQty", "0")
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
        row.member("price", order.shownPrice(in: instrument).text)
        row.member("qty", order.quantity.text)
        row.member("side", order.side.wireName)
        row.member("positionIdx", order.target.wireIndex)
        row.member("orderType", order.wireKind)
        row.member("timeInForce", order.timeInForce.wireName)
        row.member("reduceOnly", order.reduceOnly)
        row.member("closeOnTrigger", false)
        row.member("createType", order.wireCreateType)
    }

    private func writeProgress(to row: inout JSONWriter) {
        let leavesValue =
            order.kind == .limit
            ? instrument.value(of: leaves, at: order.price, .down).text : "0"
        row.member("orderStatus", order.wireStatus)
        row.member("cancelType", order.wireCancelType)
        row.member("rejectReason", order.wireRejectReason)
        row.member("avgPrice", averagePrice)
        row.member("leavesQty", leaves.text)
        row.member("leavesValue", leavesValue)
        row.member("cumExecQty", order.filled.text)
        row.member("cumExecValue", order.filledAmount.text)
        row.member("cumExecFee", order.fee.text)
        row.memberMap("cumFeeDetail", order.fee == .zero ? [] : [(settleCoin, order.fee.text)])
    }

    private func writeStops(to row: inout JSONWriter) {
        let mode = order.purpose.stopMode ?? order.attachedStopMode
        row.member("stopOrderType", order.wireStopOrderType ?? "")
        row.member("triggerDirection", order.trigger?.wireDirection ?? 0)
        row.member("triggerPrice", order.trigger?.price.text ?? "")
        row.member("triggerBy", order.trigger?.kind.wireName ?? "")
        row.member("takeProfit", order.takeProfit?.price.text ?? "")
        row.member("stopLoss", order.stopLoss?.price.text ?? "")
        row.member("tpslMode", mode?.rawValue ?? "")
        row.member("ocoTriggerBy", "")
        row.member("tpLimitPrice", order.takeProfit?.limit.text ?? "0")
        row.member("slLimitPrice", order.stopLoss?.limit.text ?? "0")
        row.member("tpTriggerBy", order.takeProfit?.kind.wireName ?? "")
        row.member("slTriggerBy", order.stopLoss?.kind.wireName ?? "")
    }

    /// What may still be filled, of an order that waits all of it.
    private var leaves: Quantity { order.status == .untriggered ? order.quantity : order.remaining }

    /// Empty until something was filled.
    private var averagePrice: String {
        instrument.averagePrice(of: order.filled, worth: order.filledValue)?.text ?? ""
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

extension SelfTradePrevention {
    /// `smpType`.
    var wireName: String {
        switch self {
        case .cancelMaker: "CancelMaker"
        case .cancelTaker: "CancelTaker"
        case .cancelBoth: "CancelBoth"
        case .none: "None"
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
    /// `stopOrderType`; nil for an order that was live from the start.
    var wireStopOrderType: String? { isConditional ? purpose.wireName : nil }

    /// `tpslMode` of the stops that it brings along; nil when it has none.
    fileprivate var attachedStopMode: StopMode? {
        guard let stop = takeProfit ?? stopLoss else { return nil }
        return stop.quantity == .zero ? .full : .partial
    }

    /// True for an order that waits, or waited, for a price.
    var isConditional: Bool { trigger != nil || trail != nil }

    /// True for a conditional order that ended before its price came, by somebody's will.
    private var wasDeactivated: Bool {
        switch cause {
        case .byUser, .positionClosed, .liquidation, .deleveraging, .disconnected:
            isConditional && triggeredMs == nil
        case .none, .noLiquidity, .notFillable, .wouldTake, .reduceOnly, .selfTrade, .refusedWhenTriggered: false
        }
    }

    var wireStatus: String {
        switch status {
        case .new: "New"
        case .partiallyFilled: "PartiallyFilled"
        case .filled: "Filled"
        case .untriggered: "Untriggered"
        case .cancelled where cause == .refusedWhenTriggered: "Rejected"
        case .cancelled where wasDeactivated: "Deactivated"
        // Also with something filled: `PartiallyFilledCanceled` is a status of spot orders.
        case .cancelled: "Cancelled"
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
        case .disconnected: "CancelByDCP"
        case .none, .noLiquidity, .notFillable, .wouldTake, .refusedWhenTriggered: "UNKNOWN"
        }
    }

    var wireRejectReason: String {
        switch cause {
        case .none, .reduceOnly, .liquidation, .deleveraging, .positionClosed: "EC_NoError"
        case .refusedWhenTriggered: "EC_Others"
        case .byUser, .disconnected: "EC_PerCancelRequest"
        case .noLiquidity: "EC_NoImmediateQtyToFill"
        case .notFillable: "EC_CancelForNoFullFill"
        case .wouldTake: "EC_PostOnlyWillTakeLiquidity"
        case .selfTrade: "EC_BySelfMatch"
        }
    }
}
