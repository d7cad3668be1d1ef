import MarginEngine

/// A `retCode` with its `retMsg`, and the HTTP status it travels with.
///
/// Texts are those seen on the wire where they are known, because bots look for them; otherwise those of
/// https://bybit-exchange.github.io/docs/v5/error
struct ReturnCode: Error, Equatable {
    let number: Int
    let message: String
    var httpStatus = 200

    init(_ number: Int, _ message: String, httpStatus: Int = 200) {
        self.number = number
        self.message = message
        self.httpStatus = httpStatus
    }
}

// MARK: Before the desk is asked

extension ReturnCode {
    /// HOUSE-15.
    static let routeNotFound = ReturnCode(10017, "Route not found.", httpStatus: 404)
    static let addressTooFrequent = ReturnCode(10018, "access too frequent", httpStatus: 403)
    static let notAuthenticated = ReturnCode(10007, "User authentication failed.", httpStatus: 401)
    static let unknownKey = ReturnCode(10003, "API key is invalid.")
    static let expiredKey = ReturnCode(33004, "Your api key has expired.")
    static let bannedAccount = ReturnCode(10008, "Common banned, please check your account mode")
    static let unmatchedAddress = ReturnCode(
        10010, "Unmatched IP, please check your API key's bound IP addresses.")
    static let permissionDenied = ReturnCode(10005, "Permission denied, please check your API key permissions.")
    static let unifiedAccountsOnly = ReturnCode(10028, "The API can only be accessed by unified account users.")
    static let tooManyVisits = ReturnCode(10006, "Too many visits!")
    static let serverError = ReturnCode(10016, "Server error.")

    static func outsideWindow(timestamp: String, serverMs: Int64, recvWindow: String) -> ReturnCode {
        ReturnCode(
            10002,
            "invalid request, please check your server timestamp or recv_window param. "
                + "req_timestamp[\(timestamp)],server_timestamp[\(serverMs)],recv_window[\(recvWindow)]")
    }

    /// The brackets hold what the venue signed, so that a client can find where it differs.
    static func wrongSignature(of signed: [UInt8]) -> ReturnCode {
        ReturnCode(10004, "error sign! origin_string[\(String(decoding: signed, as: UTF8.self))]")
    }
}

// MARK: Parameters

extension ReturnCode {
    static func invalid(_ field: String) -> ReturnCode { ReturnCode(10001, "params error: \(field) invalid") }
    static let earlierThanTwoYears = ReturnCode(
        10001, "Can't query order earlier than 2 years, please check your params: startTime or endTime!")
    static let bodyNotAnObject = ReturnCode(10001, "Request parameter error.")
    static let illegalCategory = ReturnCode(10001, "Illegal category")
    static let unsupportedSymbol = ReturnCode(10001, "Not supported symbols")
    static let unequalStopSizes = ReturnCode(
        10001, "slSize and tpSize must be equal if both values are set when tpslMode is Full")
    static let positionIndexMismatch = ReturnCode(10001, "position idx not match position mode")
    static let invalidCoin = ReturnCode(110050, "Invalid coin")
    static let orderUnchanged = ReturnCode(
        10001, "The order remains unchanged as the parameters entered match the existing ones.")
    static let autoAddUnchanged = ReturnCode(10001, "autoAddMargin not changed")
    static let belowMinimumQuantity = ReturnCode(
        10001, "The number of contracts exceeds minimum limit allowed")
    static let aboveMaximumQuantity = ReturnCode(
        10001, "The number of contracts exceeds maximum limit allowed: too large")
}

// MARK: Margin modes, leverage, position mode

extension ReturnCode {
    static let unifiedAccountForbidden = ReturnCode(100028, "unified account is forbidden")
    /// BYBIT-MODE-5.
    static let setMarginModeFailed = ReturnCode(3_400_045, "Set margin mode failed")
    static let liquidatesImmediately = ReturnCode(
        110011, "Liquidation will be triggered immediately by this adjustment.")
    static let leverageAboveTier = ReturnCode(110013, "Cannot set leverage due to risk limit level.")
    static let balanceTooLowToAddMargin = ReturnCode(
        110014, "Insufficient available balance to add additional margin.")
    static let positionIsCross = ReturnCode(110015, "The position is in cross margin mode.")
    static let modeHasPosition = ReturnCode(
        110024, "You have an existing position, so the position mode cannot be switched.")
    static let positionModeUnchanged = ReturnCode(110025, "Position mode is not modified")
    static let marginModeUnchanged = ReturnCode(110026, "Cross/isolated margin mode is not modified")
    static let marginUnchanged = ReturnCode(110027, "Margin has not been modified.")
    static let modeHasOrders = ReturnCode(
        110028, "You have existing open orders, so the position mode cannot be switched.")
    static let hedgeNotSupported = ReturnCode(110029, "Hedge mode is not supported for this symbol.")
    static let noPositionToMargin = ReturnCode(110033, "You can't set margin without an open position")
    static let leverageLockedByPortfolio = ReturnCode(
        110038, "You are not allowed to change leverage due to portfolio margin mode.")
    static let leverageUnchanged = ReturnCode(110043, "leverage not modified")
    static let availableMarginInsufficient = ReturnCode(110044, "Available margin is insufficient.")
    static let autoAddNeedsIsolated = ReturnCode(110076, "Only isolated mode can set auto-add-margin")
    static let portfolioNotSupported = ReturnCode(110077, "Pm mode cannot support")
    static let removesTooMuchMargin = ReturnCode(110078, "Added margin more than max can reduce margin")
}

// MARK: Reasons why the margin mode of an account cannot be set
// https://bybit-exchange.github.io/docs/v5/account/set-margin-mode

extension ReturnCode {
    static let equityBelowPortfolioMinimum = ReturnCode(
        3_400_000, "Equity needs to be equal to or greater than 1000 USDC")
    static let riskLimitExceeded = ReturnCode(
        3_400_139,
        "The total value of your positions and orders has exceeded the risk limit for a Perpetual or Futures contract")
    static let hedgedSymbolInPortfolio = ReturnCode(
        3_400_208, "You have unclosed hedge mode or isolated mode USDT perpetual positions")
    static let copyTraderInPortfolio = ReturnCode(
        3_401_010, "Cannot switch to PM mode (for copy trading master trader)")
    static func collateralKeepsMode(_ coin: String) -> ReturnCode {
        ReturnCode(
            3_200_641,
            "\(coin) collateral has reached the platform limit. Disable \(coin) collateral before switching margin mode."
        )
    }
}

// MARK: Risk limits and collateral

extension ReturnCode {
    static let unknownRiskLimit = ReturnCode(
        110031, "Non-existing risk limit info, please check the risk limit rules.")
    static let riskLimitUnchanged = ReturnCode(110075, "RiskId not modified")
    static let notMarkedReduceOnly = ReturnCode(
        110082, "You cannot lift Reduce-Only restrictions, as no Reduce-Only restrictions are applied to your position")
    static let collateralNotSwitched = ReturnCode(182110, "Failed to switch")
    static let collateralFixed = ReturnCode(
        182111,
        "The requested currency has a non guaranteed gold currency or does not support switching status currencies")
    static let collateralNeeded = ReturnCode(
        182108, "Switching failed, margin verification failed, please re-adjust the currency status")
    static let collateralRepeated = ReturnCode(182112, "Duplicate currency, please re-adjust")
    static func collateralLimitReached(of coin: String) -> ReturnCode {
        ReturnCode(
            182011,
            "The \(coin) collateral amount has reached the platform limit. Enable collateral for another asset, or "
                + "transfer another supported asset to your account as collateral.")
    }
    /// Documented without its text.
    static let noLeverageInPortfolio = ReturnCode(3_405_112, "Pm mode cannot support")
}

// MARK: Orders

extension ReturnCode {
    static let orderNotFound = ReturnCode(110001, "order not exists or too late to cancel")
    static let priceOutOfRange = ReturnCode(110003, "Order price exceeds the allowable range.")
    static let balanceTooLowForOrder = ReturnCode(110007, "ab not enough for new order")
    static let nothingToReduce = ReturnCode(110017, "orderQty will be truncated to zero")
    static let tooManyOrders = ReturnCode(110020, "Not allowed to have more than 500 active orders.")
    static let openInterestExceeded = ReturnCode(
        110021, "Not allowed to exceeded position limits due to Open Interest.")
    static let reduceOnlyAccount = ReturnCode(
        110023,
        "Currently you can only reduce your position on this contract. please check our announcement or contact "
            + "customer service for details.")
    static let notAboveFilled = ReturnCode(
        110064, "The modified contract quantity cannot be less than or equal to the filled quantity.")
    static let tradingHalted = ReturnCode(110066, "Trading is currently not allowed.")
    static let duplicateOrderLinkID = ReturnCode(110072, "OrderLinkedID is duplicate")
    static let leverageTooHighForOrder = ReturnCode(
        110086,
        "Current order leverage exceeds the maximum available for your current Risk Limit tier. Please lower leverage "
            + "before placing an order")
    static let positionBeyondLimit = ReturnCode(
        110090, "Order placement failed as your position may exceed the max limit.")
    static let slippageTicksOutOfRange = ReturnCode(110108, "Allowable range: 1 to 10000 tick size")
    static let slippagePercentOutOfRange = ReturnCode(110109, "Allowable range: 0.01% to 10%")
    static let marketMakersOnly = ReturnCode(
        110119, "Order failed. RPI orders are restricted to approved market makers only")
    static let notInIsolatedMargin = ReturnCode(3_200_403, "isolated margin can not create order")
    static let notionalTooLow = ReturnCode(110094, "Order notional value below the lower limit")
}

// MARK: Conditional orders and stops

extension ReturnCode {
    static let stopsUnchanged = ReturnCode(34040, "not modified")
    static let noPositionToStop = ReturnCode(10001, "can not set tp/sl/ts for zero position")
    static let tooManyConditionalOrders = ReturnCode(
        110009, "The number of stop orders exceeds the maximum allowable limit")
    static let stopsOfReducingOrder = ReturnCode(
        110057, "Conditional order or limit order contains TP/SL related params")
    static let stopsOfFilledOrder = ReturnCode(
        110059, "Not allowed to modify the TP/SL of a partially filled open order")
    static let stopBeyondPosition = ReturnCode(
        110058, "You can't set take profit and stop loss due to insufficient size of remaining position size.")
    static let tooManyPositionStops = ReturnCode(
        110061, "Not allowed to have more than 20 TP/SLs under Partial tpSlMode")

    /// https://github.com/bybit-exchange/pybit/issues/272
    static func stopOrderWithoutMode(_ field: String) -> ReturnCode {
        ReturnCode(10001, "\(field) can not have a value when tpSlMode is empty")
    }

    static func triggerAlreadyMet(_ trigger: Trigger, at current: Price) -> ReturnCode {
        let prices = (trigger: "trigger_price[\(trigger.price.text)]", current: "current[\(current.text)]")
        return trigger.direction == .rising
            ? ReturnCode(110092, "expect Rising, but \(prices.trigger) <= \(prices.current)")
            : ReturnCode(110093, "expect Falling, but \(prices.trigger) >= \(prices.current)")
    }

    static func stopOnWrongSide(
        _ stop: PositionStop, of side: PositionSide, isProfit: Bool, at base: Price
    ) -> ReturnCode {
        let (name, position) = (isProfit ? "TakeProfit" : "StopLoss", side == .long ? "Buy" : "Sell")
        let order = isProfit == (side == .long) ? "higher" : "lower"
        return ReturnCode(
            10001,
            "\(name):\(stop.price.text) set for \(position) position should be \(order) than base_price:\(base.text)")
    }
}

// MARK: Loans. https://bybit-exchange.github.io/docs/v5/error, codes of UTA and of manual loans

extension ReturnCode {
    static let nothingToConvert = ReturnCode(182101, "Failed repayment, insufficient collateral balance")
    static let coinNotBorrowed = ReturnCode(
        182102, "Failed repayment, there are no liabilities in the current currency")
    static let loanCoinUnknown = ReturnCode(34_022_010, "The borrowed asset does not exist.")
    static let repaymentInvalid = ReturnCode(34_022_027, "Invalid request parameters.")
    static let repaymentTooFine = ReturnCode(
        34_022_034, "The minimum repayment amount must be an integer multiple.")
    static let interestIsReckoned = ReturnCode(34_022_035, "You cannot repay while interest is being calculated.")
    static let nothingBorrowed = ReturnCode(
        34_022_041, "Currently, your account has no borrowed coins. No repayments are needed.")
    static let collateralInsufficient = ReturnCode(34_022_049, "Insufficient collateral balance.")

    /// - Parameter isOfOne: whether one coin is to be repaid, or all are.
    static func conversionTooLarge(_ limit: Money, isOfOne: Bool) -> ReturnCode {
        ReturnCode(
            isOfOne ? 34_022_108 : 34_022_107,
            "To use this feature, your net liability value must be below \(limit.text) USD. Otherwise, please repay "
                + "through spot trading or deposit funds first.")
    }
}

// MARK: Streams

extension ReturnCode {
    static let expiredLogin = ReturnCode(10002, "Request expired")
    static let repeatedLogin = ReturnCode(20001, "Repeat auth")
    static let repeatedRequest = ReturnCode(20006, "reqId is duplicated")
    static let streamAddressTooFrequent = ReturnCode(10403, "Exceeded the IP rate limit.")
    static let unknownOperation = ReturnCode(10404, "op type is not found")
}

// MARK: Transfers. https://bybit-exchange.github.io/docs/v5/error, asset codes

extension ReturnCode {
    static let memberUnknown = ReturnCode(131202, "Invalid memberId")
    static let membersUnrelated = ReturnCode(131209, "Get subMember relation error")
    static let transferForbidden = ReturnCode(131208, "Forbid transfer")
    static let amountTooFine = ReturnCode(131210, "Amount accuracy error")
    static let sameAccountType = ReturnCode(131211, "fromAccountType can't be the same as toAccountType")
    static let transferBalanceInsufficient = ReturnCode(131212, "Insufficient balance")
    static let transferExists = ReturnCode(131214, "TransferId exist")
    static let amountInvalid = ReturnCode(131215, "Amount error")
    static let collateralLimitExceeded = ReturnCode(
        131239,
        "The collateral amount has exceeded the platform limit. Please disable the collateral for this asset, or "
            + "transfer in another supported asset as collateral.")
}
