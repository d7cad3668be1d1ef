import Desks
import MarginEngine
import Wire

extension SignedCall {
    /// Flash Close Position: https://www.bitget.com/api-doc/contract/trade/Flash-Close-Position
    func closePositions(_ desk: inout Desk) throws(Failure) -> [UInt8] {
        let type = try parameters.productType()
        var contracts = desk.engine.contracts(of: type)
        if try parameters.text("symbol") != nil { contracts = [try parameters.contract(in: desk.engine)] }
        let side = try parameters.holdSide()

        var closed: [(Contract, OrderID)] = []
        var refused: [(Contract, Failure)] = []
        for order in closingOrders(contracts, side, in: desk.engine) {
            switch desk.apply(.placeOrder(order.new)) {
            case .placed(let id): closed.append((order.contract, id))
            case .accepted: refused.append((order.contract, .systemAbnormal))
            case .refused(let refusal):
                let failure = Failure(order: refusal, order.new, on: order.contract.instrument)
                refused.append((order.contract, failure))
            }
        }
        guard !closed.isEmpty || !refused.isEmpty else { throw .noPositionToClose }
        return Payload.object { json in
            json.memberArray("successList") { json in
                for (contract, id) in closed { json.object { $0.members(contract, id.text) } }
            }
            json.memberArray("failureList") { json in
                for (contract, failure) in refused {
                    json.object { json in
                        json.members(contract, "")
                        json.member("errorMsg", failure.message)
                        json.member("errorCode", failure.code)
                    }
                }
            }
        }
    }

    /// A market order for each position meant; in one-way mode the side named does not count.
    private func closingOrders(
        _ contracts: [Contract], _ side: PositionSide?, in engine: borrowing Engine
    ) -> [(contract: Contract, new: NewOrder)] {
        var orders: [(contract: Contract, new: NewOrder)] = []
        for contract in contracts {
            let holding = engine.holding(account, contract.id)
            let isHedged = holding.positionMode == .hedge
            for held in PositionSide.allCases where holding[held].isOpen {
                guard !isHedged || side == nil || side == held else { continue }
                let order = NewOrder(
                    marginAccount: account, instrument: contract.id, side: held.closing,
                    target: held.target(in: holding.positionMode), kind: .market, timeInForce: .immediateOrCancel,
                    quantity: holding[held].size, reduceOnly: true)
                orders.append((contract, order))
            }
        }
        return orders
    }
}

extension JSONWriter {
    /// A row of the close call, whose orders have no client id of their own.
    fileprivate mutating func members(_ contract: Contract, _ orderID: String) {
        member("orderId", orderID)
        member("clientOid", orderID)
        member("symbol", contract.symbol)
    }
}
