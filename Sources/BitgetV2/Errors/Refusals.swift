import Desks
import Dialects
import MarginEngine

/// The engine's refusals in the venue's codes, per endpoint where an endpoint has its own.
extension Failure {
    /// set-margin-mode.
    init(marginMode refusal: Refusal) {
        switch refusal {
        case .symbolHasPositionOrOrder, .hasOpenOrders, .hasOpenPositions: self = .holdsPositionOrOrder
        case .modeNotOffered: self = .crossNotSupported
        case .regimeIsUnified: self = .unionIsCrossOnly
        default: self.init(any: refusal)
        }
    }

    /// set-asset-mode. The documents name no codes for it.
    init(assetMode refusal: Refusal) {
        switch refusal {
        case .symbolIsIsolated: self = .unionIsCrossOnly
        case .insufficientMargin: self = .balanceNotEnough
        default: self.init(any: refusal)
        }
    }

    /// set-margin.
    init(margin refusal: Refusal, adding: Bool) {
        switch refusal {
        case .positionIsCross: self = .marginModeNotFixed
        case .noPosition: self = .positionIsZero
        case .insufficientBalance: self = .marginInsufficient
        case .exceedsRemovableMargin: self = .marginNotRemovable
        case .amountTooLarge: self = adding ? .marginInsufficient : .marginNotRemovable
        default: self.init(any: refusal)
        }
    }

    /// set-auto-margin.
    init(autoMargin refusal: Refusal) {
        switch refusal {
        case .positionIsCross, .autoAddNeedsIsolated: self = .autoMarginInCross
        case .noPosition: self = .autoMarginWithoutPosition
        default: self.init(any: refusal)
        }
    }

    /// set-leverage.
    init(leverage refusal: Refusal) {
        switch refusal {
        case .leverageOutOfRange, .leverageAboveTier: self = .leverageExceeded
        case .hasOpenOrders: self = .leverageHasOrders
        case .leverageNeedsMargin, .insufficientBalance, .insufficientMargin, .wouldLiquidate:
            self = .leverageNeedsMargin
        default: self.init(any: refusal)
        }
    }

    /// set-position-mode.
    init(positionMode refusal: Refusal) {
        switch refusal {
        case .positionModeHasPosition, .positionModeHasOrders: self = .positionModeInUse
        default: self.init(any: refusal)
        }
    }

    /// place-order and close-positions.
    init(order refusal: Refusal, _ order: NewOrder, on instrument: Instrument) {
        switch refusal {
        case .insufficientMargin, .insufficientBalance, .wouldLiquidate: self = .balanceExceeded
        case .quantityOffStep:
            self = .tooManyDecimals("size", value: order.quantity.text, scale: instrument.step.decimals)
        case .quantityBelowMinimum: self = .quantityTooSmall
        case .quantityAboveMaximum: self = .quantityTooLarge
        case .notionalBelowMinimum: self = .notionalTooSmall(instrument.minNotional.text, instrument.quote.text)
        case .priceOffTick, .priceOffStep: self = .priceOffTick(instrument.tick.text)
        case .priceBeyondBand: self = order.side == .buy ? .priceTooHigh : .priceTooLow
        case .priceOutOfRange: self = order.price > instrument.maxPrice ? .priceTooHigh : .priceTooLow
        case .positionTargetMismatch: self = .unilateralOnly
        case .reduceOnlyNothingToReduce, .noPosition: self = .noPositionToClose
        case .duplicateClientOrderID: self = .clientOrderIDUsed
        case .tooManyOrders: self = .tooManyOrders
        case .riskLimitExceeded, .openInterestExceeded, .orderLeverageAboveTier, .orderBeyondLastTier:
            self = .tierExceeded
        case .marginModeDiffers, .symbolHasPositionOrOrder: self = .holdsPositionOrOrder
        case .modeNotOffered: self = .crossNotSupported
        case .triggerPriceInvalid:
            self = order.trigger.map { $0.price > instrument.maxPrice } ?? false ? .priceTooHigh : .priceTooLow
        case .triggerAlreadyMet: self = order.trigger?.direction == .falling ? .triggerTooHigh : .triggerTooLow
        case .tooManyConditionalOrders: self = .tooManyPlans
        case .accountMayOnlyReduce: self = .userAbnormal
        default: self.init(any: refusal)
        }
    }

    /// modify-order.
    init(modify refusal: Refusal, _ order: NewOrder, on instrument: Instrument) {
        switch refusal {
        case .insufficientMargin, .insufficientBalance: self = .balanceInsufficient
        default: self.init(order: refusal, order, on: instrument)
        }
    }

    /// click-backhand.
    init(reversal refusal: Refusal, _ order: NewOrder, on instrument: Instrument) {
        switch refusal {
        case .insufficientMargin, .insufficientBalance: self = .balanceNotEnough
        default: self.init(order: refusal, order, on: instrument)
        }
    }

    /// The calls on the stops of a position.
    init(stop refusal: Refusal, _ stop: PositionStop, of side: PositionSide, isProfit: Bool, on instrument: Instrument)
    {
        switch refusal {
        case .noPosition: self = .stopsWithoutPosition
        case .stopOnWrongSide, .triggerAlreadyMet: self = .stopOnWrongSide(side, isProfit: isProfit)
        case .stopQuantityInvalid: self = .positionTooSmall
        case .tooManyConditionalOrders: self = .tooManyPlans
        case .triggerPriceInvalid, .priceOffTick:
            self = max(stop.price, stop.limit) > instrument.maxPrice ? .priceTooHigh : .priceTooLow
        default: self.init(any: refusal)
        }
    }

    /// cancel-order and the cancel-all calls.
    init(cancel refusal: Refusal) {
        switch refusal {
        case .unknownOrder: self = .orderNotFound
        default: self.init(any: refusal)
        }
    }

    /// Everywhere else. A request that was decoded reaches nothing of what is left, but for a venue that stands still.
    private init(any refusal: Refusal) {
        switch refusal {
        case .halted: self = .systemAbnormal
        default: self = .verificationFailed
        }
    }
}
