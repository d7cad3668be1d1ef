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
    /// No asset of that name or identifier is listed.
    case unknownAsset = 1
    /// No instrument of that symbol or identifier is listed.
    case unknownInstrument
    /// There is no such margin account, or money would move to another account's, or from or to the house's.
    case unknownMarginAccount
    /// The margin account has no such open order.
    case unknownOrder
    /// The asset, symbol, contract terms or uid is there already, or the uid is 0.
    case alreadyExists
    /// An asset, instrument, contract terms or account that breaks a bound or contradicts itself.
    case invalidDefinition
    /// The venue's limit of assets (8), instruments (256) or accounts is reached.
    case tooMany
    /// A deposit, withdrawal or transfer must be above zero.
    case amountNotPositive
    /// More than 1e10 coins in one command.
    case amountTooLarge
    /// Venue time never goes back.
    case timeBackwards
    /// More than 366 days ahead, or 2100 and later.
    case timeTooFar
    /// Mark or index price is no multiple of the instrument's mark step.
    case priceOffStep
    /// A price outside the instrument's range.
    case priceOutOfRange
    /// A funding rate beyond the instrument's cap.
    case rateOutOfRange
    /// The account's family has no contract terms for the instrument.
    case notTradedByFamily

    // Margin modes.
    /// The account has a margin mode per symbol, not one for all.
    case regimeIsPerSymbol
    /// The account has one margin mode for all, not one per symbol.
    case regimeIsUnified
    /// The account's family or regime does not have that margin mode.
    case modeNotOffered
    /// Open orders stand in the way of the change.
    case hasOpenOrders
    /// Open positions stand in the way of isolated mode.
    case hasOpenPositions
    /// Equity over maintenance margin would be below 1.10.
    case uniMMRTooLow
    /// Less equity than portfolio margin asks for: 1,000 USD.
    case equityBelowPortfolioMinimum
    /// A symbol in hedge mode with positions or orders cannot enter portfolio mode.
    case hedgedSymbolInPortfolio
    /// The account could not cover its positions and orders in the new mode.
    case insufficientMargin
    /// Leaving portfolio mode, a position with its orders is beyond its last tier or its tier's leverage.
    case riskLimitExceeded
    /// The symbol is in that margin mode already.
    case marginModeUnchanged
    /// The symbol must have neither position nor order.
    case symbolHasPositionOrOrder
    /// A position, or the pool it is in, would not stay above its maintenance margin.
    case wouldLiquidate

    // Margin of a position.
    /// Margin is posted on isolated positions only; this one is cross.
    case positionIsCross
    /// Margin is posted on isolated positions only; this account is in portfolio mode.
    case positionIsPortfolio
    /// There is no position on that side.
    case noPosition
    /// An amount of zero.
    case marginUnchanged
    /// The available balance does not cover it.
    case insufficientBalance
    /// More than may be taken from the position now.
    case exceedsRemovableMargin
    /// Auto-add margin is for isolated positions only.
    case autoAddNeedsIsolated

    // Leverage and position mode.
    /// The leverage is what it was.
    case leverageUnchanged
    /// Below 1, or above the most the contract terms offer.
    case leverageOutOfRange
    /// Above what the tier of the position (with its orders where the family counts them) allows.
    case leverageAboveTier
    /// Long and short leverage may differ in hedge mode only.
    case leverageSidesDiffer
    /// The available balance does not cover the margin that the lower leverage needs.
    case leverageNeedsMargin
    /// Portfolio mode has no leverage to set.
    case leverageInPortfolio
    /// The symbol is in that position mode already.
    case positionModeUnchanged
    /// A position keeps the position mode.
    case positionModeHasPosition
    /// Open orders keep the position mode.
    case positionModeHasOrders
    /// The account has no hedge mode for that symbol.
    case positionModeNotOffered

    // Orders.
    /// Not above zero, or no multiple of the instrument's step.
    case quantityOffStep
    /// Below the instrument's least quantity; orders that only reduce are exempt.
    case quantityBelowMinimum
    /// Above the instrument's most for a limit or a market order.
    case quantityAboveMaximum
    /// Worth less than the instrument's least order value; orders that only reduce are exempt.
    case notionalBelowMinimum
    /// Not above zero, or no multiple of the instrument's tick.
    case priceOffTick
    /// A buy too far above, or a sell too far below, the mark price.
    case priceBeyondBand
    /// The order names a side in one-way mode, or none in hedge mode.
    case positionTargetMismatch
    /// A reducing order without a position to reduce.
    case reduceOnlyNothingToReduce
    /// An open order of the margin account has that client order id.
    case duplicateClientOrderID
    /// The margin account has 500 open orders.
    case tooManyOrders
    /// Open interest and resting orders would exceed the instrument's most.
    case openInterestExceeded
    /// The leverage is above what the tier of the position with this order allows.
    case orderLeverageAboveTier
    /// The position with this order would be beyond the last tier.
    case orderBeyondLastTier
    /// The order asks for a margin mode that the symbol in use does not have.
    case marginModeDiffers
    /// A post-only order that would trade at once, where the family refuses rather than cancels it.
    case postOnlyWouldTake
    /// An amended quantity must exceed what is filled.
    case quantityNotAboveFilled
    /// The amendment changes nothing.
    case orderUnchanged
    /// The wallet has left its bounds, or (ZTDX cross) equity is not above 1.20 of maintenance margin.
    case accountMayOnlyReduce

    // Conditional orders and stops of a position.
    case triggerPriceInvalid
    case triggerAlreadyMet
    case tooManyConditionalOrders
    case stopOnWrongSide
    case stopQuantityInvalid
    case stopsUnchanged

    // The venue itself.
    /// The venue found a defect of its own and takes no writes.
    case halted

    // Later ones stand here, as raw values are never reassigned.
    /// Assets back each other in cross mode only, and a symbol is isolated.
    case symbolIsIsolated
    /// The account has as many positions as its family allows.
    case tooManyPositions
    /// The margin account has no loans: its coins do not back each other.
    case borrowingNotOffered
    /// Nothing of what is asked for is borrowed.
    case nothingBorrowed
    /// More is to be repaid than is borrowed.
    case repaysMoreThanBorrowed
    /// Nothing is repaid in the minute in which interest is reckoned.
    case interestIsReckoned
    /// Worth as much as may be converted at a time, or more.
    case conversionTooLarge
    /// No account may choose whether that asset is collateral.
    case collateralFixed
    /// The venue takes no more of that asset as collateral.
    case collateralLimitReached
    /// A negative balance of the asset must be paid first.
    case collateralInDebt
    /// The account's margin needs what the asset counts as collateral.
    case collateralNeeded
    /// The account leads copy trading, and such accounts have no other mode.
    case copyTrader
}
