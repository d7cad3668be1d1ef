import Desks
import Dialects
import MarginEngine
import Wire

extension Plans {
    /// Stop-profit and stop-loss plan orders, one of them:
    /// https://www.bitget.com/api-doc/contract/plan/Place-Tpsl-Order
    static func placeStop(_ call: Call, _ login: Login) throws(Failure) -> Answer {
        .desk { desk throws(Failure) in
            let contract = try call.parameters.marginedContract(in: desk.engine)
            let type = try call.parameters.planType(among: PlanType.stops)
            let names = StopNames(
                price: "triggerPrice", limit: "executePrice", kind: "triggerType", size: type.isWhole ? nil : "size")
            if type == .trailing { return try placeTrailing(call.parameters, contract, login, &desk) }
            if !type.isWhole { _ = try call.parameters.required("size") }
            try call.parameters.requireNone("rangeRate")
            _ = try call.parameters.selfTrade()
            guard let stop = try call.parameters.stop(names, contract) else { throw .malformed("triggerPrice") }
            let position = try StoppedPosition(login.marginAccount, contract, call.parameters, in: desk.engine)
            let stops = Stops(stop, isProfit: type.isProfit, try call.parameters.clientOrderID())
            guard let order = try position.set(stops, &desk).first else { throw .systemAbnormal }
            return .object { $0.members(of: OrderName(order)) }
        }
    }

    private static func placeTrailing(
        _ parameters: Parameters, _ contract: Contract, _ login: Login, _ desk: inout Desk
    ) throws(Failure) -> Payload {
        let stop = try parameters.trailingStop(by: try parameters.callbackRate("rangeRate"), contract)
        let position = try StoppedPosition(login.marginAccount, contract, parameters, in: desk.engine)
        let command = position.command(stop, try parameters.clientOrderID())
        if case .refused(let refusal) = desk.apply(command) { throw position.failure(refusal, stop) }
        guard let order = position.latest(.partialTrailingStop, in: desk.engine) else { throw .systemAbnormal }
        return .object { $0.members(of: OrderName(order)) }
    }

    /// Simultaneous Stop-profit and stop-loss plan orders, for the position or, with a size, for a part of it:
    /// https://www.bitget.com/api-doc/contract/plan/Place-Pos-Tpsl-Order
    static func placeStops(_ call: Call, _ login: Login) throws(Failure) -> Answer {
        .desk { desk throws(Failure) in
            let contract = try call.parameters.marginedContract(in: desk.engine)
            var stops = try call.parameters.stops(contract)
            stops.clientOrderIDs = StopClientOrderIDs(
                takeProfit: try call.parameters.clientOrderID(
                    "stopSurplusClientOid", of: stops.takeProfit, .takeProfit),
                stopLoss: try call.parameters.clientOrderID("stopLossClientOid", of: stops.stopLoss, .stopLoss))
            _ = try call.parameters.selfTrade()
            guard stops.takeProfit != nil || stops.stopLoss != nil else {
                throw .onePassed("\(StopNames.takeProfit.price), \(StopNames.stopLoss.price)")
            }
            let position = try StoppedPosition(login.marginAccount, contract, call.parameters, in: desk.engine)
            let orders = try position.set(stops, &desk)
            return .array { json in
                for order in orders {
                    let name = OrderName(order).clientOrderID ?? ""
                    json.object { json in
                        json.member("orderId", order.id.text)
                        json.member("stopSurplusClientOid", order.planType.isProfit ? name : "")
                        json.member("stopLossClientOid", order.planType.isProfit ? "" : name)
                    }
                }
            }
        }
    }
}

extension Parameters {
    /// A client's id for a stop, which there has to be.
    fileprivate func clientOrderID(
        _ name: String, of stop: PositionStop?, _ names: StopNames
    ) throws(Failure) -> InlineText {
        let clientOrderID = try clientOrderID(name)
        guard stop != nil || clientOrderID.isEmpty else { throw .empty(names.price) }
        return clientOrderID
    }
}
