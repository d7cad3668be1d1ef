import Desks
import Dialects
import MarginEngine

/// What was refused: the same refusal has another code at another call, and some answers name what was asked for.
enum RefusedCommand {
    case marginMode
    case assetMode
    case addedMargin
    case takenMargin
    case autoMargin
    /// transfer; from the spot wallet, or from futures.
    case transfer(fromSpot: Bool)
    case leverage
    case positionMode
    /// place-order, close-positions and the plan orders.
    case order(NewOrder, on: Instrument)
    /// modify-order.
    case modification(NewOrder, on: Instrument)
    /// click-backhand.
    case reversal(NewOrder, on: Instrument)
    /// The calls on the stops of a position.
    case stop(PositionStop, of: PositionSide, isProfit: Bool, on: Instrument)
    /// cancel-order and the calls that cancel many.
    case cancellation
}

extension Failure {
    /// The venue's code for an engine's refusal: https://www.bitget.com/api-doc/contract/error-code/restapi
    init(_ refusal: Refusal, of command: RefusedCommand) {
        switch refusal {
        // Margin modes. The documents name no codes for set-asset-mode.
        case .modeNotOffered: self = .crossNotSupported
        case .regimeIsUnified, .symbolIsIsolated: self = .unionIsCrossOnly
        case .symbolHasPositionOrOrder, .marginModeDiffers: self = .holdsPositionOrOrder
        case .insufficientMargin: self = .balanceNotEnough

        // Margin of a position.
        case .positionIsCross: self = .marginModeNotFixed
        case .autoAddNeedsIsolated: self = .autoMarginInCross
        case .noPosition: self = command.noPosition
        case .amountTooLarge: self = command.amountTooLarge
        case .insufficientBalance: self = command.insufficientBalance
        case .exceedsRemovableMargin: self = .marginNotRemovable
        case .wouldLiquidate: self = command.wouldLiquidate

        // Leverage and position mode.
        case .leverageOutOfRange, .leverageAboveTier: self = .leverageExceeded
        case .hasOpenOrders: self = .leverageHasOrders
        case .leverageNeedsMargin: self = .leverageNeedsMargin
        case .positionModeHasPosition, .positionModeHasOrders: self = .positionModeInUse
        case .copyTrader: self = .copyTraderIsHedged

        // Orders.
        case .unknownOrder: self = .orderNotFound
        case .quantityOffStep: self = command.quantityOffStep
        case .quantityBelowMinimum: self = .quantityTooSmall
        case .quantityAboveMaximum: self = .quantityTooLarge
        case .notionalBelowMinimum: self = command.notionalBelowMinimum
        case .priceOffTick: self = command.priceOffTick
        case .priceOutOfRange: self = command.priceOutOfRange
        case .priceBeyondBand: self = command.priceBeyondBand
        case .positionTargetMismatch: self = .unilateralOnly
        case .reduceOnlyNothingToReduce: self = .noPositionToClose
        case .duplicateClientOrderID: self = .clientOrderIDUsed
        case .tooManyOrders: self = .tooManyOrders
        case .tooManyPositions: self = .tooManyPositions(Contract.maxPositions)
        case .openInterestExceeded, .orderLeverageAboveTier, .orderBeyondLastTier: self = .tierExceeded
        case .accountMayOnlyReduce: self = .userAbnormal

        // Plan orders and stops.
        case .triggerPriceInvalid: self = command.triggerPriceInvalid
        case .triggerAlreadyMet: self = command.triggerAlreadyMet
        case .stopOnWrongSide: self = command.stopOnWrongSide
        case .stopQuantityInvalid: self = .positionTooSmall
        case .tooManyConditionalOrders: self = .tooManyPlans

        // The venue itself.
        case .halted: self = .systemAbnormal

        // What no call of this dialect meets, or answers as a refusal.
        case .unknownAsset, .unknownInstrument, .unknownMarginAccount, .notTradedByFamily, .alreadyExists,
            .invalidDefinition, .tooMany, .amountNotPositive, .timeBackwards, .timeTooFar, .priceOffStep,
            .rateOutOfRange, .regimeIsPerSymbol, .hasOpenPositions, .uniMMRTooLow, .equityBelowPortfolioMinimum,
            .hedgedSymbolInPortfolio, .riskLimitExceeded, .marginModeUnchanged, .positionIsPortfolio, .marginUnchanged,
            .leverageUnchanged, .leverageSidesDiffer, .leverageInPortfolio, .positionModeUnchanged,
            .positionModeNotOffered, .postOnlyWouldTake, .quantityNotAboveFilled, .orderUnchanged, .stopsUnchanged,
            .borrowingNotOffered, .nothingBorrowed, .repaysMoreThanBorrowed, .interestIsReckoned, .conversionTooLarge,
            .collateralFixed, .collateralLimitReached, .collateralInDebt, .collateralNeeded:
            self = .systemAbnormal
        }
    }
}

/// Answers that differ from call to call.
extension RefusedCommand {
    fileprivate var noPosition: Failure {
        switch self {
        case .stop: .stopsWithoutPosition
        case .autoMargin: .autoMarginWithoutPosition
        case .marginMode, .assetMode, .addedMargin, .takenMargin, .transfer, .leverage, .positionMode, .order,
            .modification, .reversal, .cancellation:
            .positionIsZero
        }
    }

    fileprivate var amountTooLarge: Failure {
        switch self {
        case .takenMargin: .marginNotRemovable
        case .transfer: insufficientBalance
        case .marginMode, .assetMode, .addedMargin, .autoMargin, .leverage, .positionMode, .order, .modification,
            .reversal, .stop, .cancellation:
            .marginInsufficient
        }
    }

    fileprivate var insufficientBalance: Failure {
        switch self {
        case .order: .balanceExceeded
        case .modification: .balanceInsufficient
        case .reversal: .balanceNotEnough
        case .transfer(let fromSpot): fromSpot ? .balanceInsufficient : .transferTooLarge
        case .marginMode, .assetMode, .addedMargin, .takenMargin, .autoMargin, .leverage, .positionMode, .stop,
            .cancellation:
            .marginInsufficient
        }
    }

    /// BITGET-MARGIN-17, and the same of a change of leverage.
    fileprivate var wouldLiquidate: Failure {
        if case .takenMargin = self { .marginNotRemovable } else { .leverageNeedsMargin }
    }
}

/// Answers that name what was asked for. Only orders and stops meet them.
extension RefusedCommand {
    fileprivate var quantityOffStep: Failure {
        guard let (order, instrument) = newOrder else { return .verificationFailed }
        return .tooManyDecimals("size", value: order.quantity.text, scale: instrument.step.decimals)
    }

    fileprivate var notionalBelowMinimum: Failure {
        guard let (_, instrument) = newOrder else { return .verificationFailed }
        return .notionalTooSmall(instrument.minNotional.text, instrument.quote.text)
    }

    fileprivate var priceOffTick: Failure {
        if case .stop(let stop, _, _, let instrument) = self {
            return .priceBeyond(instrument, max(stop.price, stop.limit))
        }
        guard let (_, instrument) = newOrder else { return .verificationFailed }
        return .priceOffTick(instrument.tick.text)
    }

    fileprivate var priceOutOfRange: Failure {
        guard let (order, instrument) = newOrder else { return .verificationFailed }
        return .priceBeyond(instrument, order.price)
    }

    fileprivate var priceBeyondBand: Failure {
        guard let (order, _) = newOrder else { return .verificationFailed }
        return order.side == .buy ? .priceTooHigh : .priceTooLow
    }

    fileprivate var triggerPriceInvalid: Failure {
        if case .stop(let stop, _, _, let instrument) = self {
            return .priceBeyond(instrument, max(stop.price, stop.limit))
        }
        guard let (order, instrument) = newOrder else { return .verificationFailed }
        return .priceBeyond(instrument, order.trigger?.price ?? order.trail?.activation ?? .zero)
    }

    fileprivate var triggerAlreadyMet: Failure {
        guard let (order, _) = newOrder else { return stopOnWrongSide }
        return order.trigger?.direction == .falling ? .triggerTooHigh : .triggerTooLow
    }

    fileprivate var stopOnWrongSide: Failure {
        guard case .stop(_, let side, let isProfit, _) = self else { return .verificationFailed }
        return .stopOnWrongSide(side, isProfit: isProfit)
    }

    private var newOrder: (order: NewOrder, instrument: Instrument)? {
        switch self {
        case .order(let order, let instrument), .modification(let order, let instrument),
            .reversal(let order, let instrument):
            (order, instrument)
        case .marginMode, .assetMode, .addedMargin, .takenMargin, .autoMargin, .transfer, .leverage, .positionMode,
            .stop, .cancellation:
            nil
        }
    }
}

extension Failure {
    /// A price that the instrument does not offer.
    fileprivate static func priceBeyond(_ instrument: Instrument, _ price: Price) -> Failure {
        price > instrument.maxPrice ? .priceTooHigh : .priceTooLow
    }
}
