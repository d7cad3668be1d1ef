import Desks
import Dialects
import MarginEngine
import Wire

/// `POST /v5/order/create`. https://bybit-exchange.github.io/docs/v5/order/create-order
struct CreateOrder: OrderCall {
    static let isCreation = true

    private let account: Account
    private let category: Category
    private let symbol: String
    private let side: Side
    private let kind: OrderKind
    private let timeInForce: TimeInForce
    private let quantity: Quantity
    private let price: Price
    private let levelPrice: LevelPrice?
    private let slippage: SlippageTolerance?
    private let target: PositionTarget
    private let link: InlineText
    private let isReduceOnly: Bool
    private let isCloseOnTrigger: Bool
    private let trigger: Trigger?
    private let stops: Stops
    private let selfTrade: SelfTradePrevention

    init(_ parameters: Parameters, by caller: Login) throws(ReturnCode) {
        account = caller.account
        category = try parameters.contractCategory()
        symbol = try parameters.required("symbol")
        side = try parameters.side()
        kind = try parameters.orderKind()
        guard let quantity = try parameters.decimal("qty", as: Quantity.self), quantity >= .zero else {
            throw .invalid("qty")
        }
        self.quantity = quantity
        timeInForce = try parameters.timeInForce(of: kind)
        levelPrice = kind == .limit ? try parameters.levelPrice() : nil
        slippage = kind == .market ? try parameters.slippageTolerance() : nil
        price = levelPrice == nil ? try parameters.price(of: kind) : .zero
        target = try parameters.positionIndex()?.target ?? .net
        link = try parameters.orderLinkID() ?? .empty
        isReduceOnly = try parameters.flag("reduceOnly")
        isCloseOnTrigger = try parameters.flag("closeOnTrigger")
        trigger = try parameters.trigger()
        selfTrade = try parameters.selfTrade()
        let mode = try parameters.stopMode()
        stops = Stops(
            takeProfit: try parameters.stop(.takeProfit, mode, closing: quantity),
            stopLoss: try parameters.stop(.stopLoss, mode, closing: quantity))
        guard quantity > .zero || closesAll else { throw .invalid("qty") }
        let isPlain = trigger == nil && stops.takeProfit == nil && stops.stopLoss == nil
        guard slippage == nil || isPlain else { throw .invalid("slippageToleranceType") }
        guard levelPrice == nil || trigger == nil else { throw .invalid("bboSideType") }
        if isReducing, stops.takeProfit != nil || stops.stopLoss != nil { throw .invalid("reduceOnly") }
    }

    func carryOut(on desk: inout Desk) throws(ReturnCode) -> OrderName {
        let order = try newOrder(on: desk)
        guard case .placed(let id) = try desk.carryOut(.placeOrder(order), .order) else { throw .serverError }
        return OrderName(id: id, link: link)
    }

    /// The order as the engine takes it.
    func newOrder(on desk: borrowing Desk) throws(ReturnCode) -> NewOrder {
        let preferences = desk.preferences(of: account.uid)
        return try newOrder(in: desk.engine, isMoved: preferences.movesContractPrices && trigger == nil)
    }

    /// - Parameter isMoved: whether a limit price beyond the band is moved to it.
    private func newOrder(in engine: borrowing Engine, isMoved: Bool) throws(ReturnCode) -> NewOrder {
        let instrument = try engine.contract(symbol, category, of: account)
        let marginAccount = account.marginAccount(category)
        var size = quantity
        if closesAll {
            let contract = engine[instrument]
            let greatest = kind == .limit ? contract.maxLimitQuantity : contract.maxMarketQuantity
            size = min(closable(engine.holding(marginAccount, instrument)), greatest)
            guard size > .zero else { throw .nothingToReduce }
        }
        let asked = try levelPrice?.price(for: side, instrument, in: engine) ?? price
        let price = isMoved && kind == .limit ? engine[instrument].withinBand(asked, side) : asked
        try requirePrices(engine[instrument], limit: price)
        // A market order that may not trade at any price is a limit order that does not rest.
        let worst = slippage?.worstPrice(for: side, instrument, in: engine)
        return NewOrder(
            marginAccount: marginAccount, instrument: instrument, side: side, target: target,
            kind: worst == nil ? kind : .limit, timeInForce: timeInForce, quantity: size, price: worst ?? price,
            reduceOnly: isReducing, clientOrderID: link,
            trigger: trigger, selfTrade: selfTrade, takeProfit: stops.takeProfit, stopLoss: stops.stopLoss,
            note: note.bits)
    }

    private var note: OrderNote { slippage.map { .slippage($0) } ?? (levelPrice == nil ? .nothing : .levelPrice) }

    /// A trigger waits for its price; stops lie on either side of where the position will be opened.
    private func requirePrices(_ instrument: Instrument, limit price: Price) throws(ReturnCode) {
        try trigger?.require(unmetIn: instrument)
        try stops.require(sideOf: side.opens, of: instrument) { kind in
            self.kind == .limit ? price : trigger?.price ?? instrument.price(kind)
        }
    }

    /// Closing on a trigger means never to open.
    private var isReducing: Bool { isReduceOnly || isCloseOnTrigger }

    /// A quantity of 0 means the whole position, as far as one order may.
    private var closesAll: Bool { quantity == .zero && isReduceOnly && isCloseOnTrigger }

    private func closable(_ holding: Holding) -> Quantity {
        side == .sell ? holding.long.size : holding.short.size
    }
}

extension Parameters {
    /// `orderLinkId`: up to 36 letters, digits, hyphens and underscores; nil when absent.
    func orderLinkID() throws(ReturnCode) -> InlineText? {
        guard let text = try text("orderLinkId") else { return nil }
        let isPlain = text.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "-"), UInt8(ascii: "_"):
                true
            default: false
            }
        }
        guard isPlain, text.utf8.count <= 36, let link = InlineText(text) else { throw .invalid("orderLinkId") }
        return link
    }

    fileprivate func side() throws(ReturnCode) -> Side {
        switch try required("side") {
        case "Buy": .buy
        case "Sell": .sell
        default: throw .invalid("side")
        }
    }

    fileprivate func orderKind() throws(ReturnCode) -> OrderKind {
        switch try required("orderType") {
        case "Market": .market
        case "Limit": .limit
        default: throw .invalid("orderType")
        }
    }

    /// A market order is always immediate or cancel, whatever is asked for.
    fileprivate func timeInForce(of kind: OrderKind) throws(ReturnCode) -> TimeInForce {
        let asked: TimeInForce
        switch try text("timeInForce") {
        case nil, "GTC": asked = .goodTillCancelled
        case "IOC": asked = .immediateOrCancel
        case "FOK": asked = .fillOrKill
        case "PostOnly": asked = .postOnly
        case "RPI": throw .marketMakersOnly
        default: throw .invalid("timeInForce")
        }
        return kind == .market ? .immediateOrCancel : asked
    }

    /// `smpType`; without one own orders trade with each other.
    fileprivate func selfTrade() throws(ReturnCode) -> SelfTradePrevention {
        switch try text("smpType") {
        case nil, "None": .none
        case "CancelMaker": .cancelMaker
        case "CancelTaker": .cancelTaker
        case "CancelBoth": .cancelBoth
        default: throw .invalid("smpType")
        }
    }

    /// A market order's price is ignored.
    fileprivate func price(of kind: OrderKind) throws(ReturnCode) -> Price {
        let price = try decimal("price", as: Price.self)
        if kind == .market { return .zero }
        guard let price, price > .zero else { throw .invalid("price") }
        return price
    }
}
