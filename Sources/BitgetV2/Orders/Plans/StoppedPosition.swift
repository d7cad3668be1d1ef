import Desks
import Dialects
import MarginEngine

/// The position that a call on stops is about.
struct StoppedPosition {
    let account: MarginAccountID
    let contract: Contract
    let side: PositionSide

    init(account: MarginAccountID, contract: Contract, side: PositionSide) {
        self.account = account
        self.contract = contract
        self.side = side
    }

    /// The one that `holdSide` names: `long` and `short` in hedge mode, `buy` and `sell` in one-way mode.
    init(
        _ account: MarginAccountID, _ contract: Contract, _ parameters: Parameters, in engine: borrowing Engine
    ) throws(Failure) {
        let isHedged = engine.holding(account, contract.id).positionMode == .hedge
        let side: PositionSide = try parameters.requiredChoice(
            "holdSide", isHedged ? ["long": .long, "short": .short] : ["buy": .long, "sell": .short],
            otherwise: .notToSpecification("holdSide"))
        self.init(account: account, contract: contract, side: side)
    }

    func size(in engine: borrowing Engine) -> Quantity { engine.holding(account, contract.id)[side].size }

    /// Sets what is there, keeps what is not.
    func command(_ stops: Stops) -> Command {
        .setPositionStops(
            account, contract.id, side, takeProfit: stops.takeProfit.map { .set($0) } ?? .keep,
            stopLoss: stops.stopLoss.map { .set($0) } ?? .keep, clientOrderIDs: stops.clientOrderIDs)
    }

    /// Sets the stops and returns them as they stand; stops that are there already are no error.
    func set(_ stops: Stops, _ desk: inout Desk) throws(Failure) -> [Order] {
        if case .refused(let refusal) = desk.apply(command(stops)), refusal != .stopsUnchanged {
            throw failure(refusal, stops)
        }
        return [(stops.takeProfit, true), (stops.stopLoss, false)].compactMap { stop, isProfit in
            stop.flatMap { latest($0.purpose(isProfit: isProfit), in: desk.engine) }
        }
    }

    /// The engine judges the take-profit first: the refusal is of the stop-loss only when the other is in order.
    private func failure(_ refusal: Refusal, _ stops: Stops) -> Failure {
        guard let stop = stops.takeProfit ?? stops.stopLoss else { return .systemAbnormal }
        let isProfit = stops.takeProfit != nil
        let instrument = contract.instrument
        if isProfit, let loss = stops.stopLoss, refusal == .stopOnWrongSide {
            let watched = instrument.price(stop.kind)
            if side == .long ? stop.price > watched : stop.price < watched {
                return Failure(refusal, of: .stop(loss, of: side, isProfit: false, on: instrument))
            }
        }
        return Failure(refusal, of: .stop(stop, of: side, isProfit: isProfit, on: instrument))
    }

    /// The stop of a purpose that was set last.
    func latest(_ purpose: Purpose, in engine: borrowing Engine) -> Order? {
        engine.pendingOrders(of: account).last { order in
            order.instrument == contract.id && order.purpose == purpose && order.closedSide == side
        }
    }
}

extension PositionStop {
    fileprivate func purpose(isProfit: Bool) -> Purpose {
        switch (isProfit, quantity == .zero) {
        case (true, true): .takeProfit
        case (true, false): .partialTakeProfit
        case (false, true): .stopLoss
        case (false, false): .partialStopLoss
        }
    }
}

extension Order {
    /// The position that the order reduces, if it closes one.
    var closedSide: PositionSide { side.closes }
}
