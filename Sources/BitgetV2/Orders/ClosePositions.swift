import Desks
import Dialects
import MarginEngine
import Wire

extension Orders {
    /// Flash Close Position: https://www.bitget.com/api-doc/contract/trade/Flash-Close-Position
    static func closePositions(_ call: Call, _ login: Login) throws(Failure) -> Answer {
        .desk { desk throws(Failure) in
            let type = try call.parameters.productType()
            var contracts = desk.engine.contracts(of: type)
            if try call.parameters.text("symbol") != nil { contracts = [try call.parameters.contract(in: desk.engine)] }
            // In one-way mode the page ignores it, whatever it says.
            let isHedged = contracts.contains { contract in
                desk.engine.holding(login.marginAccount, contract.id).positionMode == .hedge
            }
            let side = isHedged ? try call.parameters.holdSide() : nil

            var closed: [(Contract, OrderID)] = []
            var refused: [(Contract, Failure)] = []
            for (contract, order) in desk.engine.closingOrders(of: login.marginAccount, on: contracts, side) {
                do throws(Failure) {
                    let command = RefusedCommand.order(order, on: contract.instrument)
                    let commands = desk.engine.cancellations(before: order) + [.placeOrder(order)]
                    closed.append((contract, try desk.applyTogether(commands).placedOrder(command)))
                } catch {
                    refused.append((contract, error))
                }
            }
            guard !closed.isEmpty || !refused.isEmpty else { throw .noPositionToClose }
            return .object { json in
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
    }
}

extension Engine {
    /// What makes room for an order that closes a position whatever occupies it: the ends of the orders that rest to
    /// close the same. ORDER-31.
    func cancellations(before order: NewOrder) -> [Command] {
        openOrders(of: order.marginAccount)
            .filter {
                $0.instrument == order.instrument && $0.side == order.side && $0.target == order.target
                    && order.target != .net
            }
            .map { .cancelOrder(order.marginAccount, $0.id) }
    }

    /// A market order for each position meant; in one-way mode the side named does not count.
    fileprivate func closingOrders(
        of account: MarginAccountID, on contracts: [Contract], _ side: PositionSide?
    ) -> [(contract: Contract, order: NewOrder)] {
        var orders: [(contract: Contract, order: NewOrder)] = []
        for contract in contracts {
            let holding = holding(account, contract.id)
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
