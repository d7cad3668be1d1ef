import Desks
import Dialects
import MarginEngine

extension ControlFailure {
    /// A refusal's code is its name in the engine.
    init(_ refusal: MarginEngine.Refusal) {
        self.init(refusal.status, String(describing: refusal), "the venue refuses it: \(refusal)")
    }
}

extension MarginEngine.Refusal {
    /// The HTTP status it travels with.
    fileprivate var status: Int {
        switch self {
        case .unknownAsset, .unknownInstrument, .unknownMarginAccount, .unknownOrder: 404
        case .alreadyExists, .insufficientBalance, .insufficientMargin, .timeBackwards, .tooMany,
            .collateralLimitReached:
            409
        case .halted: 503

        // What is asked for can never be.
        case .invalidDefinition, .amountNotPositive, .amountTooLarge, .timeTooFar, .priceOffStep, .priceOutOfRange,
            .rateOutOfRange, .notTradedByFamily:
            400

        // Margin modes, margin of a position.
        case .regimeIsPerSymbol, .regimeIsUnified, .modeNotOffered, .hasOpenOrders, .hasOpenPositions, .uniMMRTooLow,
            .equityBelowPortfolioMinimum, .hedgedSymbolInPortfolio, .riskLimitExceeded, .marginModeUnchanged,
            .symbolHasPositionOrOrder, .wouldLiquidate, .symbolIsIsolated, .positionIsCross, .positionIsPortfolio,
            .noPosition, .marginUnchanged, .exceedsRemovableMargin, .autoAddNeedsIsolated,
            .collateralFixed, .collateralInDebt, .collateralNeeded, .copyTrader:
            400

        // Leverage and position mode.
        case .leverageUnchanged, .leverageOutOfRange, .leverageAboveTier, .leverageSidesDiffer, .leverageNeedsMargin,
            .leverageInPortfolio, .positionModeUnchanged, .positionModeHasPosition, .positionModeHasOrders,
            .positionModeNotOffered:
            400

        // Orders and stops.
        case .quantityOffStep, .quantityBelowMinimum, .quantityAboveMaximum, .notionalBelowMinimum, .priceOffTick,
            .priceBeyondBand, .positionTargetMismatch, .reduceOnlyNothingToReduce, .duplicateClientOrderID,
            .tooManyOrders, .openInterestExceeded, .orderLeverageAboveTier, .orderBeyondLastTier, .marginModeDiffers,
            .postOnlyWouldTake, .quantityNotAboveFilled, .orderUnchanged, .accountMayOnlyReduce, .triggerPriceInvalid,
            .triggerAlreadyMet, .tooManyConditionalOrders, .stopOnWrongSide, .stopQuantityInvalid, .stopsUnchanged,
            .tooManyPositions:
            400

        // Loans.
        case .borrowingNotOffered, .nothingBorrowed, .repaysMoreThanBorrowed, .interestIsReckoned, .conversionTooLarge:
            400
        }
    }
}

extension Desk {
    /// Applies a command that must be accepted.
    mutating func accept(_ command: Command) throws(ControlFailure) {
        if case .refused(let refusal) = apply(command) { throw ControlFailure(refusal) }
    }
}
