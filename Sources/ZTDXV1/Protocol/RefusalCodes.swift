import MarginEngine

/// The numbered failures of orders and settings, and which refusal becomes which.
extension Failure {
    static let invalidSymbol = Failure(400, -1121, "Invalid symbol.")
    static let invalidSide = Failure(400, -1117, "Invalid side.")
    static let invalidOrderType = Failure(400, -1116, "Invalid orderType.")
    static let invalidTimeInForce = Failure(400, -1115, "Invalid timeInForce.")
    static let invalidClientOrderID = Failure(400, -4015, "Client order id is not valid.")
    static let oneWayOnly = Failure(400, -4059, "Positions are one-way: positionSide must be BOTH.")
    static let orderIDMissing = Failure(
        400, -1102, "Param 'origClientOrderId' or 'orderId' must be sent, but both were empty/null!")
    static let unknownOrder = Failure(400, -2011, "Unknown order sent.")
    static let orderDoesNotExist = Failure(400, -2013, "Order does not exist.")
    static let postOnlyWouldTake = Failure(
        400, -2010, "Post only order will be rejected. The order would immediately match and take.")

    static func unwanted(_ name: String) -> Failure {
        Failure(400, -1106, "Parameter '\(name)' sent when not required.")
    }

    static func invalidLeverage(_ text: String) -> Failure { Failure(400, -4028, "Leverage \(text) is not valid") }

    private static func filter(_ name: String) -> Failure { Failure(400, -1013, "Filter failure: \(name)") }

    /// What the numbered calls answer to a refusal.
    init(_ refusal: Refusal) {
        switch refusal {
        case .unknownInstrument, .notTradedByFamily: self = .invalidSymbol
        case .unknownOrder: self = .unknownOrder
        case .insufficientBalance, .insufficientMargin, .leverageNeedsMargin:
            self = Failure(400, -2019, "Margin is insufficient.")
        case .accountMayOnlyReduce: self = Failure(400, -4087, "User can only place reduce only order")
        case .postOnlyWouldTake: self = .postOnlyWouldTake
        case .triggerAlreadyMet, .stopOnWrongSide: self = Failure(400, -2021, "Order would immediately trigger.")
        case .tooManyConditionalOrders: self = Failure(400, -4045, "Reach max stop order limit.")
        case .reduceOnlyNothingToReduce, .noPosition: self = Failure(400, -2022, "ReduceOnly Order is rejected.")
        case .orderLeverageAboveTier, .riskLimitExceeded:
            self = Failure(400, -2027, "Exceeded the maximum allowable position at current leverage.")
        case .tooManyOrders: self = Failure(400, -2025, "Reach max open order limit.")
        case .duplicateClientOrderID: self = Failure(400, -4116, "ClientOrderId is duplicated.")
        case .positionTargetMismatch, .positionModeNotOffered: self = .oneWayOnly
        case .quantityOffStep, .quantityBelowMinimum, .quantityAboveMaximum: self = .filter("LOT_SIZE")
        case .notionalBelowMinimum: self = .filter("MIN_NOTIONAL")
        case .orderBeyondLastTier, .openInterestExceeded, .amountTooLarge: self = .filter("MAX_NOTIONAL")
        case .priceOffTick, .priceOffStep, .priceOutOfRange, .triggerPriceInvalid: self = .filter("PRICE_FILTER")
        case .priceBeyondBand: self = .filter("PERCENT_PRICE")
        case .halted: self = Failure(503, -1001, "Internal error; unable to process your request. Please try again.")
        default: self = Failure(500, -1000, "An unknown error occurred while processing the request.")
        }
    }

    static let invalidAmount = Failure(
        400, named: "INVALID_AMOUNT", "amount must be a decimal other than 0 with at most 8 decimals")

    /// What adding to or taking from a position's margin answers to a refusal; its names are ours.
    init(adjustingMargin refusal: Refusal) {
        switch refusal {
        case .marginUnchanged, .amountTooLarge: self = .invalidAmount
        case .positionIsCross:
            self = Failure(400, named: "POSITION_IS_UNIFIED", "margin is posted on positions in isolated mode only")
        case .insufficientBalance:
            self = Failure(400, named: "INSUFFICIENT_BALANCE", "the free balance does not cover the amount")
        case .exceedsRemovableMargin:
            self = Failure(400, named: "EXCEEDS_REMOVABLE_MARGIN", "the position needs the margin it would lose")
        case .wouldLiquidate:
            self = Failure(400, named: "WOULD_LIQUIDATE", "the position would not stay above its maintenance margin")
        default: self.init(refusal)
        }
    }
}
