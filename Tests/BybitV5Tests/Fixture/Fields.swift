import Testing
import Wire

/// The documented members of a row, each list separated by spaces.
struct Fields {
    var strings = ""
    var numbers = ""
    var booleans = ""
    var objects = ""
    var arrays = ""
    var nulls = ""

    /// The row has exactly these members, each of its kind.
    func expect(_ row: JSON?, sourceLocation: SourceLocation = #_sourceLocation) {
        guard let row else {
            Issue.record("there is no row", sourceLocation: sourceLocation)
            return
        }
        var documented: Set<String> = []
        func each(_ names: String, _ kind: JSON.Kind) {
            for name in names.split(separator: " ").map(String.init) {
                documented.insert(name)
                #expect(row[name]?.kind == kind, "\(name)", sourceLocation: sourceLocation)
            }
        }
        each(strings, .string)
        each(numbers, .number)
        each(booleans, .bool)
        each(objects, .object)
        each(arrays, .array)
        each(nulls, .null)
        #expect(row.names == documented, sourceLocation: sourceLocation)
    }
}

extension Fields {
    static let order = Fields(
        strings: """
            orderId orderLinkId parentOrderLinkId blockTradeId symbol price qty side isLeverage orderStatus createType \
            cancelType rejectReason avgPrice leavesQty leavesValue cumExecQty cumExecValue cumExecFee timeInForce \
            orderType stopOrderType orderIv marketUnit triggerPrice takeProfit stopLoss tpslMode ocoTriggerBy \
            tpLimitPrice slLimitPrice tpTriggerBy slTriggerBy triggerBy lastPriceOnCreated placeType smpType \
            smpOrderId createdTime updatedTime slippageToleranceType slippageTolerance extraFees rpiMatchedQty
            """,
        numbers: "positionIdx triggerDirection smpGroup", booleans: "reduceOnly closeOnTrigger rpiTakerAccess",
        objects: "cumFeeDetail")

    static let position = Fields(
        strings: """
            symbol side size avgPrice positionValue riskLimitValue positionStatus leverage breakEvenPrice markPrice \
            liqPrice bustPrice positionIM positionIMByMp positionMM positionMMByMp positionBalance takeProfit stopLoss \
            trailingStop tpslMode sessionAvgPrice delta gamma vega theta unrealisedPnl curRealisedPnl cumRealisedPnl \
            createdTime updatedTime mmrSysUpdatedTime leverageSysUpdatedTime
            """,
        numbers: "positionIdx riskId autoAddMargin adlRankIndicator tradeMode seq openTime", booleans: "isReduceOnly")
}
