import Desks
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

    init(_ parameters: Parameters, by caller: Login) throws(ReturnCode) {
        account = caller.account
        category = try parameters.contractCategory()
        symbol = try parameters.required("symbol")
        index = try parameters.positionIndex()
        // Stops that trail the price are not offered: refused rather than left out.
        guard try parameters.optionalPrice("trailingStop") == nil else { throw .invalid("trailingStop") }
        let mode = try parameters.stopMode()
        takeProfit = try parameters.stopChange(.takeProfit, mode)
        stopLoss = try parameters.stopChange(.stopLoss, mode)
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
        _ = try desk.carryOut(
            .setPositionStops(marginAccount, instrument, side, takeProfit: takeProfit, stopLoss: stopLoss),
            .tradingStop)
        return Answer()
    }
}

extension StopChange {
    /// The stop to be set; nil when none is.
    fileprivate var stop: PositionStop? {
        if case .set(let stop) = self { stop } else { nil }
    }
}

extension Parameters {
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
