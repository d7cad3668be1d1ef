import MarginEngine

/// What the venue answers instead of data: a code, its text and an HTTP status.
///
/// Codes and texts: https://www.bitget.com/api-doc/contract/error-code/restapi. Business errors travel with HTTP 400,
/// as captured from the live venue, whatever the general table of statuses says.
struct Failure: Error, Equatable {
    let status: Int
    let code: String
    let message: String

    init(_ code: String, _ message: String, status: Int = 400) {
        self.status = status
        self.code = code
        self.message = message
    }
}

/// Routing and limits.
extension Failure {
    static let tooManyRequests = Failure("429", "Too Many Requests", status: 429)
    static let unknownPath = Failure("40404", "Request URL NOT FOUND")
    static let unknownPrefix = Failure("40404", "Request URL NOT FOUND", status: 404)
    static let firstVersion = Failure(
        "30032", "The V1 API has been decommissioned. Please migrate to a newer version.")
    static let classicAccount = Failure(
        "40084", "You are in Classic Account mode, and the Unified Account API is not supported at this time")
    static let resultUnknown = Failure("40725", "service return an error", status: 500)
    static let systemAbnormal = Failure("40015", "System is abnormal, please try again later")
    static let notOpenYet = Failure("40919", "This function is not open yet")
}

/// Authentication.
extension Failure {
    static let keyEmpty = Failure("40001", "ACCESS_KEY cannot be empty")
    static let signMissing = Failure("40002", "ACCESS_SIGN cannot be empty")
    static let signEmpty = Failure("40003", "Signature cannot be empty")
    static let timestampInvalid = Failure("40005", "Invalid ACCESS_TIMESTAMP")
    static let passphraseEmpty = Failure("40011", "ACCESS_PASSPHRASE cannot be empty")
    static let keyMalformed = Failure("40006", "Invalid ACCESS_KEY")
    static let keyUnknown = Failure("40037", "Apikey does not exist")
    static let timestampExpired = Failure("40008", "Request timestamp expired")
    static let passphraseWrong = Failure("40012", "apikey/password is incorrect")
    static let signatureWrong = Failure("40009", "sign signature error")
    static let readOnlyKey = Failure("40014", "Incorrect permissions, need contract order write permissions")
    static let userAbnormal = Failure("40013", "User status is abnormal")
    static let accountFrozen = Failure("40024", "Account has been frozen")
    static let userDisabled = Failure("40026", "User is disabled")
    static let unifiedAccount = Failure(
        "40085", "You are in Unified Account mode, and the Classic Account API is not supported at this time")
    static let contentTypeInvalid = Failure("40007", "Invalid Content_Type")

    static func addressNotAllowed(_ address: String) -> Failure {
        Failure("40018", "Invalid IP, Current request IP \(address)")
    }
}

/// Parameters.
extension Failure {
    /// An illegal enumerated value; on market calls a missing product type, too.
    static let verificationFailed = Failure("400172", "Parameter verification failed")
    static let orderTypeIllegal = Failure("400172", "The order type is illegal")
    static let forceIllegal = Failure("400172", "The order validity period is invalid")
    static let leverageExceeded = Failure("400172", "Leverage ratio exceeded the set limit")
    static let holdSideNull = Failure("40808", "Parameter verification exception double fixed, hold side is null")
    static let marginModeNotFixed = Failure("40808", "Parameter verification exception margin mode == FIXED")
    static let priceScale = Failure("41103", "param price scale error error")
    static let orderIDMissing = Failure("40924", "orderId and clientOid must have one")
    static let clientOrderIDTooLong = Failure("40304", "clientOid or clientOrderId length cannot greater than 50")
    static let clientOrderIDFarTooLong = Failure(
        "40305", "clientOid or clientOrderId length cannot greater than 64, and cannot be Martian characters")
    static let planTypeIllegal = Failure("400172", "planType Illegal type")
    static let outsideReceiveWindow = Failure("40078", "Timestamp for this request is outside of the ME receiveWindow.")
    static let receiveWindowTooLong = Failure("40079", "receiveWindow timestamp must be less than 60s")

    /// A missing parameter by its name; an unknown product type by its value.
    static func empty(_ what: String) -> Failure { Failure("40019", "Parameter \(what) cannot be empty") }

    /// A symbol that is not there, in capitals.
    static func doesNotExist(_ symbol: String) -> Failure { Failure("40034", "Parameter \(symbol) does not exist") }

    /// A value of the wrong kind.
    static func malformed(_ name: String) -> Failure { Failure("40020", "Parameter \(name) error") }

    /// None of the parameters of which there must be one.
    static func onePassed(_ names: String) -> Failure { Failure("40913", "\(names) must be passed one") }

    static func notToSpecification(_ name: String) -> Failure {
        Failure("43011", "The parameter does not meet the specification \(name)")
    }

    static func verificationFailed(_ name: String) -> Failure {
        Failure("40017", "Parameter verification failed \(name)")
    }

    /// More decimals than the venue keeps.
    static func tooManyDecimals(_ name: String, value: String, scale: Int) -> Failure {
        Failure(
            "40808", "Parameter verification exception \(name) checkBDScale error value=\(value) checkScale=\(scale)")
    }

    static func outOfRange(_ name: String, _ range: ClosedRange<Int>) -> Failure {
        Failure(
            "40053",
            "Value range verification failed: \(name) should be between \(range.lowerBound) and \(range.upperBound)")
    }

    static func intervalTooLong(days: Int64) -> Failure {
        Failure("00001", "startTime and endTime interval cannot be greater than \(days) days")
    }

    static func coinNotSupported(_ symbol: String, _ coin: String) -> Failure {
        Failure("40778", "Coin pair \(symbol) does not support \(coin) currency as margin")
    }
}

/// Accounts and positions.
extension Failure {
    static let holdsPositionOrOrder = Failure(
        "45117", "Currently holding positions or orders, the margin mode cannot be adjusted")
    static let unionIsCrossOnly = Failure(
        "45099", "When there are different coins, it cannot be adjusted to Isolated Margin mode")
    static let crossNotSupported = Failure("22005", "This symbol does not support cross mode")
    static let positionModeInUse = Failure(
        "40920", "Position or order exists, the position mode cannot be switched")
    static let copyTraderIsHedged = Failure("40731", "This product does not support copy trading")
    static let leverageHasOrders = Failure(
        "45097", "There is currently an order or a limit order, and the leverage cannot be adjusted")
    static let leverageNeedsMargin = Failure(
        "40893", "Unable to update the leverage factor of this position, there is not enough margin!")
    static let marginInsufficient = Failure("40800", "Insufficient amount of margin")
    static let marginNotRemovable = Failure("40801", "Cannot exceed the maximum transferable deposit amount")
    static let positionIsZero = Failure("40802", "Position is zero and direct margin call is not allowed")
    static let autoMarginInCross = Failure("22011", "It is not allowed to set auto add margin in cross mode")
    static let autoMarginWithoutPosition = Failure(
        "40838", "There is no position in this position, and automatic margin call cannot be set")
}

/// Orders.
extension Failure {
    static let noPositionToClose = Failure("22002", "No position to close")
    static let balanceExceeded = Failure("40762", "The order amount exceeds the balance")
    static let unilateralOnly = Failure(
        "40774", "The order type for unilateral position must also be the unilateral position type.")
    static let priceTooHigh = Failure("40815", "The order price is higher than the highest bid price")
    static let priceTooLow = Failure("40816", "The order price is lower than the lowest selling price")
    static let tierExceeded = Failure(
        "40921", "The order size cannot exceed the maximum size of the positionLevel")
    static let clientOrderIDUsed = Failure("45034", "clientOid duplicate")
    static let quantityTooSmall = Failure("45111", "less than the minimum order quantity")
    static let quantityTooLarge = Failure("45112", "more than the maximum order quantity")
    static let tooManyOrders = Failure(
        "45118",
        "Reached the upper limit of the order of transactions (the current number of order + the current number of"
            + " orders) 500")
    static let onlyNewOrdersChange = Failure("40922", "Only work order modifications are allowed")
    static let transferTooLarge = Failure("43117", "Exceeds the maximum amount that can be transferred")
    static let coinNotTransferable = Failure("43129", "Transfer coin not support or invalid coin")
    static let balanceInsufficient = Failure("43012", "Insufficient balance")
    static let balanceNotEnough = Failure("40754", "balance not enough")
    static let noOrderToCancel = Failure("22001", "No order to cancel")
    static let orderNotFound = Failure("40768", "Order does not exist")
    static let modifiedOrderNotFound = Failure("43001", "The order does not exist")
    static let orderDataNotFound = Failure(
        "40109", "The data of the order cannot be found, please confirm the order number")

    static func notionalTooSmall(_ least: String, _ coin: String) -> Failure {
        Failure("45110", "less than the minimum amount \(least) \(coin)")
    }

    static func tooManyPositions(_ most: Int) -> Failure {
        Failure("45116", "The count of positions hold by the account exceeds the maximum count \(most)")
    }

    static func priceOffTick(_ tick: String) -> Failure {
        Failure("45115", "The price you enter should be a multiple of \(tick)")
    }
}

/// Plan orders: those that wait for a trigger, and the stops of positions.
extension Failure {
    static let planNotFound = Failure("43025", "Plan order does not exist")
    static let stopNotFound = Failure("43020", "Stop profit and stop loss order does not exist")
    static let stopsWithoutPosition = Failure(
        "40837", "There is no position in this position, so stop-profit and stop-loss orders cannot be made")
    static let positionTooSmall = Failure("40757", "Not enough position is available.")
    static let triggerTooHigh = Failure("43034", "The trigger price should be \u{2264} the current market price")
    static let triggerTooLow = Failure("43035", "The trigger price should be \u{2265} the current market price")
    static let tooManyPlans = Failure("43071", "Trigger order limit for a single trading pair is 10")

    static func stopOnWrongSide(_ side: PositionSide, isProfit: Bool) -> Failure {
        switch (side, isProfit) {
        case (.long, true):
            Failure("40830", "The take profit price of the long position should be greater than the current price")
        case (.short, true):
            Failure("40832", "The take profit price of short positions should be less than the current price")
        case (.long, false):
            Failure("40834", "The stop loss price of the long position should be less than the current price")
        case (.short, false):
            Failure("40836", "The stop loss price of the short position should be greater than the current price")
        }
    }
}
