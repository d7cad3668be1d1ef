import Desks
import Dialects
import MarginEngine

/// Which kind of command was refused: the same refusal has another code at another call.
enum RefusedCommand: Equatable {
    case marginMode
    /// Adding to or taking from a position's margin.
    case margin
    case leverage(Leverage)
    /// Placing or cancelling orders, and stops of a position.
    case order
}

extension Failure {
    /// What a call answers to an engine's refusal.
    init(_ refusal: Refusal, of command: RefusedCommand) {
        switch refusal {
        // Names and amounts.
        case .unknownInstrument, .notTradedByFamily: self = .invalidSymbol
        case .unknownOrder: self = .unknownOrder
        case .amountTooLarge: self = command == .margin ? .invalidAmount : .filter("MAX_NOTIONAL")
        case .priceOffTick, .priceOffStep, .priceOutOfRange: self = .filter("PRICE_FILTER")
        case .priceBeyondBand: self = .filter("PERCENT_PRICE")
        case .quantityOffStep, .quantityBelowMinimum, .quantityAboveMaximum: self = .filter("LOT_SIZE")
        case .notionalBelowMinimum: self = .filter("MIN_NOTIONAL")

        // The switch of the margin mode. ZTDX-MODE-6, ZTDX-MODE-7, ZTDX-MODE-8.
        case .hasOpenOrders: self = .obstacle(.openOrders)
        case .hasOpenPositions: self = .obstacle(.openPositions)
        case .uniMMRTooLow: self = .obstacle(.ratioTooLow)

        // Margin of a position, ZTDX-MODE-34; and what an order finds missing.
        case .marginUnchanged: self = .invalidAmount
        case .positionIsCross: self = .positionIsUnified
        case .insufficientBalance: self = command == .margin ? .insufficientBalance : .marginInsufficient
        case .exceedsRemovableMargin: self = .exceedsRemovableMargin
        case .wouldLiquidate: self = .wouldLiquidate
        case .noPosition: self = .reduceOnlyRejected

        // Leverage and position mode.
        case .leverageOutOfRange, .leverageAboveTier:
            self = command.leverage.map { .invalidLeverage($0) } ?? .unknownError
        case .leverageNeedsMargin, .insufficientMargin: self = .marginInsufficient
        case .positionTargetMismatch, .positionModeNotOffered: self = .oneWayOnly

        // Orders.
        case .reduceOnlyNothingToReduce: self = .reduceOnlyRejected
        case .duplicateClientOrderID: self = .duplicateClientOrderID
        case .tooManyOrders: self = .tooManyOrders
        case .openInterestExceeded, .orderBeyondLastTier: self = .filter("MAX_NOTIONAL")
        case .orderLeverageAboveTier, .riskLimitExceeded: self = .positionLimitExceeded
        case .postOnlyWouldTake: self = .postOnlyWouldTake
        case .accountMayOnlyReduce: self = .reduceOnlyAccount

        // Conditional orders and stops.
        case .triggerPriceInvalid: self = .filter("PRICE_FILTER")
        case .triggerAlreadyMet, .stopOnWrongSide: self = .wouldTrigger
        case .tooManyConditionalOrders: self = .tooManyConditionalOrders

        // The venue itself.
        case .halted: self = command == .marginMode ? .switchHalted : .halted
        // A contract for isolated mode only, which the venue does not have.
        case .modeNotOffered: self = .unknownError

        // What no call of this dialect asks for.
        case .unknownAsset, .unknownMarginAccount, .alreadyExists, .invalidDefinition, .tooMany, .amountNotPositive,
            .timeBackwards, .timeTooFar, .rateOutOfRange, .regimeIsPerSymbol, .regimeIsUnified,
            .equityBelowPortfolioMinimum, .hedgedSymbolInPortfolio, .marginModeUnchanged, .symbolHasPositionOrOrder,
            .symbolIsIsolated, .positionIsPortfolio, .autoAddNeedsIsolated, .leverageUnchanged, .leverageSidesDiffer,
            .leverageInPortfolio, .positionModeUnchanged, .positionModeHasPosition, .positionModeHasOrders,
            .marginModeDiffers, .quantityNotAboveFilled, .orderUnchanged, .stopQuantityInvalid, .stopsUnchanged,
            .tooManyPositions, .borrowingNotOffered, .nothingBorrowed, .repaysMoreThanBorrowed, .interestIsReckoned,
            .conversionTooLarge, .collateralFixed, .collateralLimitReached, .collateralInDebt, .collateralNeeded,
            .copyTrader:
            self = .unknownError
        }
    }
}

extension RefusedCommand {
    /// The leverage asked for, as text.
    fileprivate var leverage: String? {
        if case .leverage(let leverage) = self { leverage.text } else { nil }
    }
}

extension Desk {
    /// Applies a command of a call; its refusal is thrown as the call's own code.
    @discardableResult
    mutating func carryOut(_ command: Command, _ kind: RefusedCommand) throws(Failure) -> Outcome {
        let outcome = apply(command)
        if case .refused(let refusal) = outcome { throw Failure(refusal, of: kind) }
        return outcome
    }
}
