import Desks
import MarginEngine
import Wire

extension SignedCall {
    /// My Estimated Open Count: how much a margin amount opens, its taker fee included, whatever is open already.
    /// https://www.bitget.com/api-doc/contract/account/Est-Open-Count
    func openCount(_ desk: inout Desk) throws(Failure) -> [UInt8] {
        let contract = try parameters.marginedContract(in: desk.engine)
        let amount = try parameters.positiveAmount("openAmount")
        let price = try parameters.price("openPrice", of: contract)
        let leverage = try parameters.leverage("leverage") ?? Leverage(20)
        guard leverage <= contract.terms.maxLeverage else { throw .leverageExceeded }
        return Payload.object { $0.member("size", contract.size(for: amount, at: price, leverage).text) }
    }

    /// Get Max Openable Quantity, positions and orders counted: the most that an order would be accepted with. A market
    /// order counts as one at the mark price. https://www.bitget.com/api-doc/contract/account/Get-Max-Open
    func maxOpen(_ desk: inout Desk) throws(Failure) -> [UInt8] {
        let contract = try parameters.marginedContract(in: desk.engine)
        let (side, price) = (try parameters.positionSide(), try parameters.openPrice(contract))
        let step = contract.instrument.step.units
        var (least, most) = (Int64(0), contract.instrument.maxLimitQuantity.units / step)
        while least < most {
            let middle = least + (most - least + 1) / 2
            let order = opening(contract, side, Quantity(units: middle * step), price, desk.engine)
            if try isAffordable(order, contract, desk.engine) { least = middle } else { most = middle - 1 }
        }
        return Payload.object { $0.member("maxOpen", Quantity(units: least * step).text) }
    }

    /// Get Liquidation Price, of the position as it would be after a margin amount were spent on it: tried on a copy of
    /// the venue with a counterparty for all of it; 0 when there would be none.
    /// https://www.bitget.com/api-doc/contract/account/Get-Liquidation-Price
    func liquidationPrice(_ desk: inout Desk) throws(Failure) -> [UInt8] {
        let contract = try parameters.marginedContract(in: desk.engine)
        let side = try parameters.positionSide()
        let amount = try parameters.positiveAmount("openAmount")
        let price = try parameters.openPrice(contract)
        let holding = desk.engine.holding(account, contract.id)
        let leverage = holding.leverage(side, in: desk.engine.mode(of: holding))
        let size = contract.size(for: amount, at: price, leverage)
        guard size > .zero else { throw .quantityTooSmall }
        let order = opening(contract, side, size, price, desk.engine)
        var copy = desk.engine.fork()
        copy.offer(against: order, contract)
        if case .refused(let refusal) = copy.apply(.placeOrder(order)) {
            throw Failure(order: refusal, order, on: contract.instrument)
        }
        let figures = copy.position(account, contract.id, side)
        return Payload.object { $0.member("liqPrice", figures?.liquidationPrice?.text ?? "0") }
    }

    private func opening(
        _ contract: Contract, _ side: PositionSide, _ quantity: Quantity, _ price: Price, _ engine: borrowing Engine
    ) -> NewOrder {
        let mode = engine.holding(account, contract.id).positionMode
        return NewOrder(
            marginAccount: account, instrument: contract.id, side: side.opening, target: side.target(in: mode),
            kind: .limit, timeInForce: .goodTillCancelled, quantity: quantity, price: price)
    }

    /// Whether the account has enough for the order. That an order is too small is no matter here.
    private func isAffordable(
        _ order: NewOrder, _ contract: Contract, _ engine: borrowing Engine
    ) throws(Failure) -> Bool {
        for refusal in engine.refusals(of: .placeOrder(order)) {
            switch refusal {
            case .quantityBelowMinimum, .notionalBelowMinimum: continue
            case .priceOffTick, .priceOutOfRange, .priceBeyondBand:
                throw Failure(order: refusal, order, on: contract.instrument)
            default: return false
            }
        }
        return true
    }
}

extension Parameters {
    fileprivate func positionSide() throws(Failure) -> PositionSide {
        try requiredChoice("posSide", ["long": .long, "short": .short])
    }

    fileprivate func positiveAmount(_ name: String) throws(Failure) -> Money {
        let amount = try amount(name)
        guard amount > .zero else { throw .malformed(name) }
        return amount
    }

    /// The price of a limit order; the mark price, on the tick, for a market order.
    fileprivate func openPrice(_ contract: Contract) throws(Failure) -> Price {
        guard try orderKind() == .market else { return try price("openPrice", of: contract) }
        let instrument = contract.instrument
        return Price(units: instrument.mark.units - instrument.mark.units % instrument.tick.units)
    }
}

extension Contract {
    /// How much a margin amount opens at a price, taker fee included: amount / (1 / leverage + fee) is its value.
    fileprivate func size(for amount: Money, at price: Price, _ leverage: Leverage) -> Quantity {
        let share = mulDiv(100, unitsInOne * unitsInOne, Int128(leverage.hundredths), .up)
        let cost = share + Int128(terms.takerFee.units) * unitsInOne
        let value = mulDiv(min(amount.units, 1 << 80), unitsInOne * unitsInOne, cost, .down)
        let units =
            instrument.payoff == .linear
            ? mulDiv(value, unitsInOne, Int128(price.units), .down)
            : mulDiv(value, Int128(price.units), unitsInOne, .down)
        let bounded = min(Int64(clamping: units), instrument.maxOpenInterest.units)
        return Quantity(units: bounded - bounded % instrument.step.units)
    }
}

extension Engine {
    /// Lets a new account rest the other side of an order, on a book without the house's quotes.
    fileprivate mutating func offer(against order: NewOrder, _ contract: Contract) {
        let uid = UInt64.max
        _ = apply(.setBookOnly(order.instrument, true))
        _ = apply(.openAccount(uid: uid, family: .bitget, generation: .only))
        guard let maker = account(uid: uid).map({ self[$0].main }) else { return }
        _ = apply(.deposit(maker, contract.instrument.settle, Money(units: 10_000_000_000 * unitsInOne)))
        _ = apply(
            .placeOrder(
                NewOrder(
                    marginAccount: maker, instrument: order.instrument, side: order.side.opposite,
                    target: order.side.closes.target(in: .hedge), kind: .limit, timeInForce: .goodTillCancelled,
                    quantity: order.quantity, price: order.price)))
    }
}
