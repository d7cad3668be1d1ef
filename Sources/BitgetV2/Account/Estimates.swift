import Desks
import Dialects
import MarginEngine
import Wire

extension Accounts {
    /// My Estimated Open Count: how much a margin amount opens, its taker fee included, whatever is open already.
    /// https://www.bitget.com/api-doc/contract/account/Est-Open-Count
    static func openCount(_ call: Call, _ login: Login) throws(Failure) -> Answer {
        .desk { desk throws(Failure) in
            let contract = try call.parameters.marginedContract(in: desk.engine)
            let amount = try call.parameters.positiveAmount("openAmount")
            let price = try call.parameters.price("openPrice", of: contract)
            let leverage = try call.parameters.leverage("leverage") ?? Leverage(20)
            guard leverage <= contract.terms.maxLeverage else { throw .leverageExceeded }
            return .object { $0.member("size", contract.size(for: amount, at: price, leverage).text) }
        }
    }

    /// Get Max Openable Quantity, positions and orders counted: the most that an order would be accepted with. A market
    /// order counts as one at the mark price. https://www.bitget.com/api-doc/contract/account/Get-Max-Open
    static func maxOpen(_ call: Call, _ login: Login) throws(Failure) -> Answer {
        .desk { desk throws(Failure) in
            let contract = try call.parameters.marginedContract(in: desk.engine)
            let (side, price) = (try call.parameters.positionSide(), try call.parameters.openPrice(contract))
            var order = desk.engine.opening(side, contract, at: price, by: login)
            let step = contract.instrument.step.units
            var (least, most) = (Int64(0), contract.instrument.maxLimitQuantity.units / step)
            while least < most {
                let middle = least + (most - least + 1) / 2
                order.quantity = Quantity(units: middle * step)
                if try desk.engine.affords(order, contract) { least = middle } else { most = middle - 1 }
            }
            return .object { $0.member("maxOpen", Quantity(units: least * step).text) }
        }
    }

    /// Get Liquidation Price, of the position as it would be after a margin amount were spent on it: tried on a copy of
    /// the venue with a counterparty for all of it; 0 when there would be none.
    /// https://www.bitget.com/api-doc/contract/account/Get-Liquidation-Price
    static func liquidationPrice(_ call: Call, _ login: Login) throws(Failure) -> Answer {
        .desk { desk throws(Failure) in
            let contract = try call.parameters.marginedContract(in: desk.engine)
            let side = try call.parameters.positionSide()
            let amount = try call.parameters.positiveAmount("openAmount")
            let price = try call.parameters.openPrice(contract)
            let holding = desk.engine.holding(login.marginAccount, contract.id)
            let leverage = holding.leverage(side, in: desk.engine.mode(of: holding))
            let size = contract.size(for: amount, at: price, leverage)
            guard size > .zero else { throw .quantityTooSmall }
            var order = desk.engine.opening(side, contract, at: price, by: login)
            order.quantity = size
            var copy = desk.engine.fork()
            copy.offer(against: order, contract)
            _ = try copy.apply(.placeOrder(order)).placedOrder(.order(order, on: contract.instrument))
            let figures = copy.position(login.marginAccount, contract.id, side)
            return .object { $0.member("liqPrice", figures?.liquidationPrice?.text ?? "0") }
        }
    }
}

extension Engine {
    /// An order that opens a position, of no quantity yet.
    fileprivate func opening(_ side: PositionSide, _ contract: Contract, at price: Price, by login: Login) -> NewOrder {
        let mode = holding(login.marginAccount, contract.id).positionMode
        return NewOrder(
            marginAccount: login.marginAccount, instrument: contract.id, side: side.opening,
            target: side.target(in: mode), kind: .limit, timeInForce: .goodTillCancelled, quantity: .zero, price: price)
    }

    /// Whether the account has enough for the order. That an order is too small is no matter here.
    fileprivate func affords(_ order: NewOrder, _ contract: Contract) throws(Failure) -> Bool {
        let tooSmall: [Refusal] = [.quantityBelowMinimum, .notionalBelowMinimum]
        let first = refusals(of: .placeOrder(order)).first { !tooSmall.contains($0) }
        guard let first else { return true }
        guard ![.priceOffTick, .priceOutOfRange, .priceBeyondBand].contains(first) else {
            throw Failure(first, of: .order(order, on: contract.instrument))
        }
        return false
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
