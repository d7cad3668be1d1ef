/// What became of a command.
public enum Outcome: Sendable, Equatable {
    /// It was applied.
    case accepted
    /// It was applied and made this order.
    case placed(OrderID)
    /// The first guard of its rule book that does not hold. Nothing changed.
    case refused(Refusal)
}

/// Why a command is refused, in words; each dialect maps a refusal to its own code. The raw value is what the journal's
/// digest takes in: it is never used again for another reason.
public enum Refusal: UInt16, Sendable, CaseIterable {
    // What is named does not exist or cannot be.
    case unknownAsset = 1
    case unknownInstrument
    case unknownMarginAccount
    case unknownOrder
    case alreadyExists
    case invalidDefinition
    case tooMany
    case amountNotPositive
    case amountTooLarge
    case timeBackwards
    case timeTooFar
    case priceOffStep
    case priceOutOfRange
    case rateOutOfRange
    case notTradedByFamily

    // Margin modes.
    case regimeIsPerSymbol
    case regimeIsUnified
    case modeNotOffered
    case hasOpenOrders
    case hasOpenPositions
    case uniMMRTooLow
    case equityBelowPortfolioMinimum
    case hedgedSymbolInPortfolio
    case insufficientMargin
    case riskLimitExceeded
    case marginModeUnchanged
    case symbolHasPositionOrOrder
    case wouldLiquidate

    // Margin of a position.
    case positionIsCross
    case positionIsPortfolio
    case noPosition
    case marginUnchanged
    case insufficientBalance
    case exceedsRemovableMargin
    case autoAddNeedsIsolated

    // Leverage and position mode.
    case leverageUnchanged
    case leverageOutOfRange
    case leverageAboveTier
    case leverageSidesDiffer
    case leverageNeedsMargin
    case leverageInPortfolio
    case positionModeUnchanged
    case positionModeHasPosition
    case positionModeHasOrders
    case positionModeNotOffered

    // Orders.
    case quantityOffStep
    case quantityBelowMinimum
    case quantityAboveMaximum
    case notionalBelowMinimum
    case priceOffTick
    case priceBeyondBand
    case positionTargetMismatch
    case reduceOnlyNothingToReduce
    case duplicateClientOrderID
    case tooManyOrders
    case openInterestExceeded
    case orderLeverageAboveTier
    case orderBeyondLastTier
    case marginModeDiffers
    case postOnlyWouldTake
    case quantityNotAboveFilled
    case orderUnchanged
    case accountMayOnlyReduce

    // The venue itself.
    case halted
}
