import HTTP1
import Wire

// The codes by what they are about. Where the venue's pages are silent, numbers and texts are those that clients written
// for Binance's futures API know. The names `INVALID_SYMBOL` and `INVALID_LEVERAGE` are the venue's (older documentation
// of orders), as are those of the switch and of the simulation; the others are ours.

/// Of the server and of the venue.
extension Failure {
    static let unknownError = Failure(
        500, .both(-1000, "INTERNAL_ERROR"), "An unknown error occurred while processing the request.")
    static let resultUnknown = Failure(
        503, .number(-1007),
        "Timeout waiting for response from backend server. Send status unknown; execution status unknown.")
    static let halted = Failure(
        503, .both(-1001, "VENUE_HALTED"), "Internal error; unable to process your request. Please try again.")
    static let switchHalted = Failure(503, .name("VENUE_HALTED"), "the venue accepts no changes at present")
}

/// Of routes, limits and authentication.
extension Failure {
    static let keyMalformed = Failure(401, .number(-2014), "API-key format invalid.")
    static let keyRefused = Failure(401, .number(-2015), "Invalid API-key, IP, or permissions for action.")
    static let timestampBehind = Failure(
        400, .number(-1021), "Timestamp for this request is outside of the recvWindow.")
    static let timestampAhead = Failure(
        400, .number(-1021), "Timestamp for this request was 1000ms ahead of the server's time.")
    static let recvWindowInvalid = Failure(
        400, .number(-1131), "recvWindow must be a whole number from 0 to 60000.")
    static let signatureWrong = Failure(401, .number(-1022), "Signature for this request is not valid.")

    static func noSuchPath(_ path: String) -> Failure { Failure(404, .number(-5000), "Path \(path) is invalid") }

    static func methodNotAllowed(_ request: Request, allowed: String) -> Failure {
        Failure(
            405, .number(-5000), "Path \(request.path), Method \(request.methodText) is invalid",
            fields: [("Allow", allowed)])
    }

    static func tooManyRequests(retryAtMs: Int64, nowMs: Int64) -> Failure {
        Failure(429, .number(-1003), "Too many requests.", fields: [retryAfter(retryAtMs, nowMs)])
    }

    static func banned(untilMs: Int64, nowMs: Int64) -> Failure {
        Failure(
            418, .number(-1003), "Way too many requests; IP banned until \(untilMs).",
            fields: [retryAfter(untilMs, nowMs)])
    }

    /// Whole seconds, at least one (RFC 9110, section 10.2.3).
    private static func retryAfter(_ atMs: Int64, _ nowMs: Int64) -> (name: String, value: String) {
        ("Retry-After", String(max(1, (atMs - nowMs + 999) / 1_000)))
    }
}

/// Of parameters.
extension Failure {
    static let invalidSymbol = Failure(400, .both(-1121, "INVALID_SYMBOL"), "Invalid symbol.")
    static let invalidSide = Failure(400, .number(-1117), "Invalid side.")
    static let invalidOrderType = Failure(400, .number(-1116), "Invalid orderType.")
    static let invalidTimeInForce = Failure(400, .number(-1115), "Invalid timeInForce.")
    static let invalidClientOrderID = Failure(400, .number(-4015), "Client order id is not valid.")
    static let orderIDMissing = Failure(
        400, .number(-1102), "Param 'origClientOrderId' or 'orderId' must be sent, but both were empty/null!")

    static func malformed(_ name: String) -> Failure {
        Failure(
            400, .both(-1102, "INVALID_PARAMETER"),
            "Mandatory parameter '\(name)' was not sent, was empty/null, or malformed.")
    }

    static func invalid(_ name: String) -> Failure {
        Failure(400, .both(-1130, "INVALID_PARAMETER"), "Data sent for parameter '\(name)' is not valid.")
    }

    static func tooPrecise(_ name: String) -> Failure {
        Failure(
            400, .both(-1111, "INVALID_PARAMETER"),
            "Precision of parameter '\(name)' is over the maximum of 8 decimals.")
    }

    static func unwanted(_ name: String) -> Failure {
        Failure(400, .number(-1106), "Parameter '\(name)' sent when not required.")
    }
}

/// Of orders.
extension Failure {
    static let unknownOrder = Failure(400, .both(-2011, "ORDER_NOT_FOUND"), "Unknown order sent.")
    static let orderDoesNotExist = Failure(400, .number(-2013), "Order does not exist.")
    static let marginInsufficient = Failure(400, .both(-2019, "INSUFFICIENT_MARGIN"), "Margin is insufficient.")
    static let reduceOnlyAccount = Failure(
        400, .both(-4087, "REDUCE_ONLY"), "User can only place reduce only order")
    static let reduceOnlyRejected = Failure(400, .number(-2022), "ReduceOnly Order is rejected.")
    static let positionLimitExceeded = Failure(
        400, .both(-2027, "POSITION_LIMIT_EXCEEDED"),
        "Exceeded the maximum allowable position at current leverage.")
    static let tooManyOrders = Failure(400, .both(-2025, "TOO_MANY_ORDERS"), "Reach max open order limit.")
    static let tooManyConditionalOrders = Failure(400, .number(-4045), "Reach max stop order limit.")
    static let duplicateClientOrderID = Failure(400, .number(-4116), "ClientOrderId is duplicated.")
    static let postOnlyWouldTake = Failure(
        400, .number(-2010), "Post only order will be rejected. The order would immediately match and take.")
    static let wouldTrigger = Failure(400, .number(-2021), "Order would immediately trigger.")

    static func filter(_ name: String) -> Failure {
        Failure(400, .both(-1013, "FILTER_FAILURE"), "Filter failure: \(name)")
    }

    static let orderExpired = Failure(
        400, .name("TIMESTAMP_EXPIRED"), "the order's timestamp is more than 60 seconds old")
}

/// Of positions and their settings.
extension Failure {
    static let oneWayOnly = Failure(400, .number(-4059), "Positions are one-way: positionSide must be BOTH.")
    static let marginTypeUnchanged = Failure(400, .number(-4046), "No need to change margin type.")
    static let invalidMarginType = Failure(400, .number(-1128), "Combination of optional parameters invalid.")
    static let positionNotFound = Failure(
        404, .name("POSITION_NOT_FOUND"), "there is no open position of that id")
    static let invalidAmount = Failure(
        400, .name("INVALID_AMOUNT"), "amount must be a decimal other than 0 with at most 8 decimals")
    static let positionIsUnified = Failure(
        400, .name("POSITION_IS_UNIFIED"), "margin is posted on positions in isolated mode only")
    static let insufficientBalance = Failure(
        400, .name("INSUFFICIENT_BALANCE"), "the free balance does not cover the amount")
    static let exceedsRemovableMargin = Failure(
        400, .name("EXCEEDS_REMOVABLE_MARGIN"), "the position needs the margin it would lose")
    static let wouldLiquidate = Failure(
        400, .name("WOULD_LIQUIDATE"), "the position would not stay above its maintenance margin")

    static func invalidLeverage(_ text: String) -> Failure {
        Failure(400, .both(-4028, "INVALID_LEVERAGE"), "Leverage \(text) is not valid")
    }
}

/// Of the account.
extension Failure {
    /// A precondition of the switch without its particulars, which `SwitchRefusal` adds.
    static func obstacle(_ obstacle: SwitchObstacle) -> Failure {
        Failure(400, .obstacle(obstacle), "a precondition of the switch does not hold")
    }

    static func invalidMarginMode(received: String) -> Failure {
        let code = "INVALID_MARGIN_MODE"
        let text = "margin_mode must be the string \"isolated\" or \"unified\"; received: \(received)"
        return Failure(400, .name(code), text) { details in
            details.memberArray("all_failed") { $0.value(code) }
        }
    }

    static let invalidSimulatedLeverage = Failure(
        400, .name("INVALID_LEVERAGE"), "leverage must be a whole number from 1 to the symbol's most")
    static let invalidSize = Failure(
        400, .name("INVALID_SIZE"),
        "size_usd must be above 0, with at most 8 decimals, and within the symbol's last risk tier")
}
