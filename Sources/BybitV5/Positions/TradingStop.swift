import Desks
import Dialects
import MarginEngine

/// `POST /v5/position/trading-stop`: take-profit and stop-loss of a position, whole or of a part.
/// https://bybit-exchange.github.io/docs/v5/position/trading-stop
struct SetTradingStop: PrivateCall {
    private let account: Account
    private let category: Category
    private let symbol: String
    private let index: PositionIndex?
    private let takeProfit: StopChange
    private let stopLoss: StopChange
    private let trailing: TrailingAmendment?

    init(_ parameters: Parameters, by caller: Login) throws(ReturnCode) {
        account = caller.account
        category = try parameters.contractCategory()
        symbol = try parameters.required("symbol")
        index = try parameters.positionIndex()
        try parameters.requireModeOfStopOrders()
        let mode = try parameters.stopMode()
        try parameters.requireEqualSizes()
        takeProfit = try parameters.stopChange(.takeProfit, mode)
        stopLoss = try parameters.stopChange(.stopLoss, mode)
        trailing = try TrailingAmendment(parameters)
    }

    func perform(on desk: inout Desk) throws(ReturnCode) -> Answer {
        let instrument = try desk.engine.contract(symbol, category, of: account)
        let marginAccount = account.marginAccount(category)
        let holding = desk.engine.holding(marginAccount, instrument)
        let side = try holding.side(index)
        guard holding[side].isOpen else { throw .noPositionToStop }
        let contract = desk.engine[instrument]
        try Stops(takeProfit: takeProfit.stop, stopLoss: stopLoss.stop)
            .require(sideOf: side, of: contract) { contract.price($0) }
        let present = desk.engine.trailingStop(of: holding, side)
        let trailing = try trailing?.change(of: present, in: contract) ?? .keep
        _ = try desk.carryOut(
            .setPositionStops(
                marginAccount, instrument, side, takeProfit: takeProfit, stopLoss: stopLoss, trailing: trailing),
            .tradingStop)
        return Answer()
    }
}

/// `trailingStop` and `activePrice`: "0" removes it, what is left out stays.
private struct TrailingAmendment {
    private let distance: Price?
    private let activation: Price?

    /// Nil when neither is named.
    init?(_ parameters: Parameters) throws(ReturnCode) {
        distance = try parameters.decimal("trailingStop", as: Price.self)
        guard distance ?? .zero >= .zero else { throw .invalid("trailingStop") }
        activation = try parameters.optionalPrice("activePrice")
        if distance == nil, activation == nil { return nil }
    }

    func change(of present: TrailingStop?, in instrument: Instrument) throws(ReturnCode) -> TrailingStopChange {
        if distance == .zero { return .remove }
        guard let distance = distance ?? present?.distance, distance.isMultiple(of: instrument.tick) else {
            throw .invalid("trailingStop")
        }
        if let activation, !instrument.hasPrice(activation) { throw .invalid("activePrice") }
        return .set(TrailingStop(distance: distance, activation: activation))
    }
}

extension Engine {
    /// The trailing stop of a position, as it is now.
    func trailingStop(of holding: Holding, _ side: PositionSide) -> TrailingStop? {
        pendingOrders(of: holding.marginAccount).first { order in
            order.instrument == holding.instrument && order.purpose == .trailingStop
                && order.side == side.closing
        }?.trail
    }
}

extension Parameters {
    /// `tpslMode` is documented as required, but needed only where the closing order's kind is named. BYBIT-CALL-6.
    fileprivate func requireModeOfStopOrders() throws(ReturnCode) {
        guard try text("tpslMode") == nil else { return }
        for names in [StopNames.takeProfit, .stopLoss] where try text(names.orderKind) != nil {
            throw .stopOrderWithoutMode(names.orderKind)
        }
    }

    /// The take-profit and the stop-loss of one call are for the same part. STOP-16.
    fileprivate func requireEqualSizes() throws(ReturnCode) {
        guard let profit = try decimal(StopNames.takeProfit.size, as: Quantity.self),
            let loss = try decimal(StopNames.stopLoss.size, as: Quantity.self), profit != loss
        else { return }
        throw .unequalStopSizes
    }

    /// Absent: as it is. "0": removed, where there is only one, the whole position's. A part must say how large it is.
    fileprivate func stopChange(_ names: StopNames, _ mode: StopMode) throws(ReturnCode) -> StopChange {
        guard try text(names.price) != nil else { return .keep }
        let size = mode == .full ? nil : try decimal(names.size, as: Quantity.self)
        if let stop = try stop(names, mode, closing: size ?? .zero) {
            guard mode == .full || size ?? .zero > .zero else { throw .invalid(names.size) }
            return .set(stop)
        }
        guard mode == .full else { throw .invalid(names.price) }
        return .remove
    }
}
