import MarginEngine

/// What margin is computed from: an instrument, the terms of a family for it.
struct Contract {
    let instrument: ModelInstrument
    let terms: ModelTerms

    private var family: AccountFamily { terms.family }

    /// MARGIN-2.
    func profit(_ side: PositionSide, _ position: ModelPosition) -> Rational {
        guard position.isOpen else { return 0 }
        return (instrument.direction(side) * (instrument.value(position.size, instrument.mark) - position.entryValue))
            .down()
    }

    func valueAtMark(_ quantity: Rational) -> Rational { instrument.value(quantity, instrument.mark) }

    /// MARGIN-5.
    func closingFee(_ side: PositionSide, _ entryValue: Rational, _ leverage: Rational) -> Rational {
        (entryValue * (1 - instrument.direction(side) / leverage) * terms.taker).up()
    }

    /// MARGIN-20: in the margins of Bybit only.
    func closingReserve(_ side: PositionSide, _ entryValue: Rational, _ leverage: Rational) -> Rational {
        family == .bybit ? closingFee(side, entryValue, leverage) : 0
    }

    /// MARGIN-6.
    func isolatedRequirement(_ side: PositionSide, _ entryValue: Rational, _ leverage: Rational) -> Rational {
        (entryValue / leverage).up() + closingReserve(side, entryValue, leverage)
    }

    /// MARGIN-7.
    func crossRequirement(_ side: PositionSide, _ position: ModelPosition, _ leverage: Rational) -> Rational {
        guard position.isOpen else { return 0 }
        return (valueAtMark(position.size) / leverage).up() + closingReserve(side, position.entryValue, leverage)
    }

    /// MARGIN-4.
    func orderCost(_ side: PositionSide, _ quantity: Rational, _ price: Rational, _ leverage: Rational) -> Rational {
        guard quantity.isPositive else { return 0 }
        let value = instrument.value(quantity, price)
        let openingFee = family == .ztdx ? 0 : (value * terms.taker).up()
        return (value / leverage).up() + openingFee + closingReserve(side, value, leverage)
    }

    /// MARGIN-8: a value on a limit belongs to the lower tier.
    func tier(_ value: Rational) -> Int {
        terms.tiers.firstIndex { value <= $0.limit } ?? terms.tiers.count - 1
    }

    /// MARGIN-9 of a value alone, as the sum over brackets.
    func maintenance(_ value: Rational) -> Rational {
        guard value.isPositive else { return 0 }
        var sum: Rational = 0
        var lower: Rational = 0
        for (number, tier) in terms.tiers.enumerated() {
            let upper = number == terms.tiers.count - 1 ? value : min(value, tier.limit)
            if upper > lower { sum += (upper - lower) * tier.rate }
            lower = max(lower, upper)
        }
        return (family == .bitget ? sum + value * terms.taker : sum).up()
    }

    /// MARGIN-9 of a position alone.
    func maintenance(_ side: PositionSide, _ position: ModelPosition, _ leverage: Rational) -> Rational {
        guard position.isOpen else { return 0 }
        return maintenance(valueAtMark(position.size)) + closingReserve(side, position.entryValue, leverage)
    }

    /// MARGIN-10.
    func cross(_ holding: ModelHolding) -> (initial: Rational, maintenance: Rational, lock: Rational) {
        let (long, short, leverage) = (holding.long, holding.short, holding.crossLeverage)
        let initials = PositionSide.allCases.map { crossRequirement($0, holding[$0], leverage) }
        guard long.isOpen, short.isOpen else {
            return (
                initials[0] + initials[1],
                maintenance(.long, long, leverage) + maintenance(.short, short, leverage), 0
            )
        }
        guard family == .bybit else {
            return (
                max(initials[0], initials[1]), maintenance(valueAtMark(max(long.size, short.size))), 0
            )
        }
        let hedged = min(long.size, short.size)
        let net = valueAtMark(max(long.size, short.size) - hedged)
        let fees = closingFee(.long, long.entryValue, leverage) + closingFee(.short, short.entryValue, leverage)
        let longPart = (long.entryValue * hedged / long.size).up(to: Rational.unitOfValue)
        let shortPart = (short.entryValue * hedged / short.size).down(to: Rational.unitOfValue)
        return ((net / leverage).up() + fees, maintenance(net) + fees, (longPart - shortPart).up().orZero)
    }

    // MARK: Prices

    /// MARGIN-12.
    func bankruptcyPrice(_ side: PositionSide, _ position: ModelPosition, margin: Rational) -> Rational? {
        let sign: Rational = side == .long ? 1 : -1
        if instrument.isLinear {
            let divisor = position.size * (1 - sign * terms.taker)
            return toTick(side, (position.entryValue - sign * margin) / divisor)
        }
        let divisor = position.entryValue + sign * margin
        guard divisor.isPositive else { return nil }
        return toTick(side, position.size * (1 + sign * terms.taker) / divisor)
    }

    /// MARGIN-13: of each tier its own price; the one whose value lies in its tier holds.
    func liquidationPrice(_ side: PositionSide, _ position: ModelPosition, cash: Rational) -> Rational? {
        let sign: Rational = side == .long ? 1 : -1
        let extra = family == .bitget ? terms.taker : 0
        var deduction: Rational = 0
        var lower: ModelTerms.Tier?
        for (number, tier) in terms.tiers.enumerated() {
            if let lower { deduction += lower.limit * (tier.rate - lower.rate) }
            let floor = lower?.limit ?? 0
            lower = tier
            let rate = tier.rate + extra
            let free = cash + deduction
            let top =
                instrument.isLinear
                ? free - sign * position.entryValue : position.size * (1 + sign * rate)
            let bottom =
                instrument.isLinear
                ? position.size * rate - sign * position.size : position.entryValue + sign * free
            guard bottom != 0 else { continue }
            let exact = top / bottom
            guard exact.isPositive else { continue }
            let value = instrument.value(position.size, exact)
            guard value > floor, number == terms.tiers.count - 1 || value <= tier.limit else { continue }
            guard let price = toTick(side, exact) else { return nil }
            return price >= instrument.minPrice && price <= instrument.maxPrice ? price : nil
        }
        return nil
    }

    /// Toward entry: a long's up, a short's down. None that is not positive or larger than a price can be.
    private func toTick(_ side: PositionSide, _ price: Rational) -> Rational? {
        let rounded = side == .long ? price.up(to: instrument.tick) : price.down(to: instrument.tick)
        let most = Rational(units: Int64.max)
        return rounded.isPositive && price <= most && rounded <= most ? rounded : nil
    }

    /// MARGIN-21.
    func averagePrice(_ position: ModelPosition) -> Rational {
        guard position.isOpen else { return 0 }
        let exact = instrument.isLinear ? position.entryValue / position.size : position.size / position.entryValue
        var step = Rational(units: 1)
        while position.entryValue * step < exact.halfEven(to: Rational(units: 1)) * Rational.unitOfValue * 100 {
            step = step * 10
        }
        return exact.halfEven(to: step)
    }

    // MARK: Isolated positions

    /// `C` of MARGIN-13, each part of it rounded down.
    func isolatedCash(_ side: PositionSide, _ position: ModelPosition, _ leverage: Rational) -> Rational {
        guard family == .bybit else { return position.margin }
        let added = position.margin - isolatedRequirement(side, position.entryValue, leverage)
        return (position.entryValue / leverage).down(to: Rational.unitOfValue)
            + (added / (1 - instrument.direction(side) * terms.taker)).down(to: Rational.unitOfValue)
    }

    /// MARGIN-11.
    func removable(_ side: PositionSide, _ position: ModelPosition, _ leverage: Rational) -> Rational {
        if family == .bitget {
            let atMark = (valueAtMark(position.size) / leverage).up()
            return (position.margin + min(0, profit(side, position)) - atMark).orZero
        }
        let added = position.margin - isolatedRequirement(side, position.entryValue, leverage)
        let gain = instrument.value(position.size, instrument.mark) - position.entryValue
        return min(added, added + (instrument.direction(side) * gain - gain / leverage).down()).orZero
    }

    /// BYBIT-MODE-24.
    func posting(_ side: PositionSide, _ position: ModelPosition, _ leverage: Rational) -> Rational {
        guard position.isOpen else { return 0 }
        return isolatedRequirement(side, position.entryValue, leverage) + (-profit(side, position)).orZero
    }

    /// MARGIN-31, the other way round.
    func survives(_ side: PositionSide, _ position: ModelPosition, _ leverage: Rational) -> Bool {
        !position.isOpen
            || position.margin + profit(side, position) > maintenance(side, position, leverage)
    }
}

extension ModelVenue {
    func contract(_ instrument: Int, _ family: AccountFamily) -> Contract? {
        terms(instrument, family).map { Contract(instrument: instruments[instrument], terms: $0) }
    }

    func contract(_ holding: ModelHolding) -> Contract? {
        contract(holding.instrument, accounts[holding.account].family)
    }
}
