import Desks
import Dialects
import MarginEngine
import Wire

extension Plans {
    /// Modify the stop-profit and stop-loss plan order: https://www.bitget.com/api-doc/contract/plan/Modify-Tpsl-Order
    ///
    /// The stop changes in place, unless it comes to close by another kind of order: then it is a new one under the
    /// client's id, whose own id the answer has.
    static func modifyStop(_ call: Call, _ login: Login) throws(Failure) -> Answer {
        .desk { desk throws(Failure) in
            let contract = try call.parameters.marginedContract(in: desk.engine)
            guard let old = try OrderName(call.parameters).planOrder(of: login.marginAccount, in: desk.engine),
                old.purpose.isAttached, old.instrument == contract.id
            else { throw .stopNotFound }
            if old.trail != nil { return try modifyTrailing(old, call.parameters, contract, &desk) }
            try call.parameters.requireNone("rangeRate")
            guard let trigger = old.trigger else { throw .stopNotFound }
            let isWhole = old.planType.isWhole
            if !isWhole { _ = try call.parameters.required("size") }
            let names = StopNames(
                price: "triggerPrice", limit: "executePrice", kind: "triggerType", size: isWhole ? nil : "size")
            guard var stop = try call.parameters.stop(names, contract) else { throw .malformed("triggerPrice") }
            if try call.parameters.text("triggerType") == nil {
                stop = PositionStop(price: stop.price, kind: trigger.kind, quantity: stop.quantity, limit: stop.limit)
            }
            let position = StoppedPosition(account: login.marginAccount, contract: contract, side: old.closedSide)
            guard stop.quantity <= position.size(in: desk.engine) else { throw .positionTooSmall }
            let isProfit = old.planType.isProfit
            let isInPlace = (stop.limit == .zero) == (old.kind == .market)
            let amendment = Command.amendOrder(
                login.marginAccount, old.id, price: old.kind == .limit ? stop.limit : nil,
                quantity: isWhole ? nil : stop.quantity, trigger: stop.price, triggerKind: stop.kind)
            let stops = Stops(stop, isProfit: isProfit, old.clientOrderID)
            let outcome =
                isInPlace
                ? desk.apply(amendment)
                : desk.applyTogether([.cancelOrder(login.marginAccount, old.id), position.command(stops)])
            if case .refused(let refusal) = outcome, refusal != .orderUnchanged {
                throw Failure(
                    refusal, of: .stop(stop, of: position.side, isProfit: isProfit, on: contract.instrument))
            }
            let order = isInPlace ? old : position.latest(old.purpose, in: desk.engine) ?? old
            return .object { $0.members(of: OrderName(order)) }
        }
    }

    /// A stop that trails begins anew under another id; without `rangeRate` by the rate it had.
    private static func modifyTrailing(
        _ old: Order, _ parameters: Parameters, _ contract: Contract, _ desk: inout Desk
    ) throws(Failure) -> Payload {
        let rate: Rate
        if case .rate(let present) = old.trail?.trail, try parameters.text("rangeRate") == nil {
            rate = present
        } else {
            rate = try parameters.callbackRate("rangeRate")
        }
        let stop = try parameters.trailingStop(by: rate, contract)
        let position = StoppedPosition(account: old.marginAccount, contract: contract, side: old.closedSide)
        let outcome = desk.applyTogether([
            .cancelOrder(old.marginAccount, old.id), position.command(stop, old.clientOrderID),
        ])
        if case .refused(let refusal) = outcome { throw position.failure(refusal, stop) }
        let order = position.latest(.partialTrailingStop, in: desk.engine) ?? old
        return .object { $0.members(of: OrderName(order)) }
    }
}
