import Desks
import Dialects
import MarginEngine

/// Which kind of command was refused: the same refusal has another code at another endpoint.
enum RefusedCommand {
    case marginMode
    case switchIsolated
    case leverage
    case positionMode
    case addMargin
    case autoAddMargin
    case order
    case tradingStop
    case amendment
    case transfer
    case repayment
    case quickRepayment
    case collateral
}

extension ReturnCode {
    /// The code of an engine's refusal. https://bybit-exchange.github.io/docs/v5/error
    init(_ refusal: Refusal, of command: RefusedCommand) {
        switch refusal {
        // Names and amounts.
        case .unknownAsset: self = .invalidCoin
        case .unknownInstrument, .notTradedByFamily: self = .unsupportedSymbol
        case .unknownOrder: self = .orderNotFound
        case .amountNotPositive, .amountTooLarge:
            switch command {
            case .addMargin: self = .invalid("margin")
            case .repayment, .quickRepayment: self = .repaymentInvalid
            case .marginMode, .switchIsolated, .leverage, .positionMode, .autoAddMargin, .order, .tradingStop,
                .amendment, .transfer, .collateral:
                self = .amountInvalid
            }
        case .priceOffTick, .priceOffStep: self = .invalid("price")
        case .quantityOffStep: self = .invalid("qty")
        case .quantityBelowMinimum: self = .belowMinimumQuantity
        case .quantityAboveMaximum: self = .aboveMaximumQuantity

        // Margin modes.
        case .regimeIsUnified: self = .unifiedAccountForbidden
        case .regimeIsPerSymbol: self = .unifiedAccountsOnly
        case .modeNotOffered: self = .invalid(command == .marginMode ? "setMarginMode" : "tradeMode")
        case .marginModeUnchanged: self = .marginModeUnchanged
        case .wouldLiquidate: self = .liquidatesImmediately
        case .insufficientMargin: self = .availableMarginInsufficient
        case .equityBelowPortfolioMinimum: self = .equityBelowPortfolioMinimum
        case .riskLimitExceeded: self = .riskLimitExceeded
        case .hedgedSymbolInPortfolio: self = .hedgedSymbolInPortfolio
        case .hasOpenOrders, .hasOpenPositions, .uniMMRTooLow, .symbolHasPositionOrOrder, .marginModeDiffers:
            self = .setMarginModeFailed

        // Margin of a position.
        case .positionIsCross: self = .positionIsCross
        case .positionIsPortfolio: self = .portfolioNotSupported
        case .noPosition: self = command == .tradingStop ? .noPositionToStop : .noPositionToMargin
        case .marginUnchanged: self = .marginUnchanged
        case .insufficientBalance:
            switch command {
            case .transfer: self = .transferBalanceInsufficient
            case .order, .amendment: self = .balanceTooLowForOrder
            case .repayment: self = .collateralInsufficient
            case .quickRepayment: self = .nothingToConvert
            case .marginMode, .switchIsolated, .leverage, .positionMode, .addMargin, .autoAddMargin, .tradingStop,
                .collateral:
                self = .balanceTooLowToAddMargin
            }
        case .exceedsRemovableMargin: self = .removesTooMuchMargin
        case .autoAddNeedsIsolated: self = .autoAddNeedsIsolated

        // Leverage and position mode.
        case .leverageUnchanged: self = .leverageUnchanged
        case .leverageOutOfRange: self = .invalid("buyLeverage")
        case .leverageSidesDiffer: self = .invalid("sellLeverage")
        case .leverageAboveTier: self = .leverageAboveTier
        case .leverageNeedsMargin: self = .availableMarginInsufficient
        case .leverageInPortfolio: self = .leverageLockedByPortfolio
        case .positionModeUnchanged: self = .positionModeUnchanged
        case .positionModeHasPosition: self = .modeHasPosition
        case .positionModeHasOrders: self = .modeHasOrders
        case .positionModeNotOffered: self = .hedgeNotSupported

        case .copyTrader: self = command == .marginMode ? .copyTraderInPortfolio : .serverError

        // Collateral.
        case .collateralFixed: self = .collateralFixed
        case .collateralInDebt: self = .collateralNotSwitched
        case .collateralNeeded: self = .collateralNeeded
        case .collateralLimitReached: self = command == .transfer ? .collateralLimitExceeded : .setMarginModeFailed

        // Orders.
        case .priceOutOfRange, .priceBeyondBand: self = .priceOutOfRange
        case .notionalBelowMinimum: self = .notionalTooLow
        case .positionTargetMismatch: self = .positionIndexMismatch
        case .reduceOnlyNothingToReduce: self = .nothingToReduce
        case .duplicateClientOrderID: self = .duplicateOrderLinkID
        case .tooManyOrders: self = .tooManyOrders
        case .openInterestExceeded: self = .openInterestExceeded
        case .orderLeverageAboveTier: self = .leverageTooHighForOrder
        case .orderBeyondLastTier: self = .positionBeyondLimit
        case .postOnlyWouldTake: self = .priceOutOfRange
        case .quantityNotAboveFilled: self = .notAboveFilled
        case .orderUnchanged: self = .orderUnchanged
        case .accountMayOnlyReduce: self = .reduceOnlyAccount

        // Conditional orders and stops.
        case .triggerPriceInvalid: self = .invalid(command == .tradingStop ? "takeProfit or stopLoss" : "triggerPrice")
        case .tooManyConditionalOrders:
            self = command == .tradingStop ? .tooManyPositionStops : .tooManyConditionalOrders
        case .stopQuantityInvalid: self = .stopBeyondPosition
        case .stopsUnchanged: self = .stopsUnchanged

        // Loans.
        case .borrowingNotOffered: self = .unifiedAccountsOnly
        case .nothingBorrowed: self = command == .quickRepayment ? .coinNotBorrowed : .nothingBorrowed
        case .repaysMoreThanBorrowed: self = .repaymentInvalid
        case .interestIsReckoned: self = .interestIsReckoned

        // The venue itself, and what no call of this dialect asks for.
        case .halted: self = .tradingHalted
        case .unknownMarginAccount, .alreadyExists, .invalidDefinition, .tooMany, .timeBackwards, .timeTooFar,
            .rateOutOfRange, .triggerAlreadyMet, .stopOnWrongSide, .symbolIsIsolated,
            .tooManyPositions, .conversionTooLarge:
            self = .serverError
        }
    }
}

extension Desk {
    /// Applies a command of a call; its refusal is thrown as the call's own code.
    mutating func carryOut(_ command: Command, _ kind: RefusedCommand) throws(ReturnCode) -> Outcome {
        let outcome = apply(command)
        if case .refused(let refusal) = outcome { throw ReturnCode(refusal, of: kind) }
        return outcome
    }
}
