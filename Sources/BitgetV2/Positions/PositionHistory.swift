import Desks
import Dialects
import MarginEngine
import Wire

extension Positions {
    /// Get Historical Position: https://www.bitget.com/api-doc/contract/position/Get-History-Position
    static func history(_ call: Call, _ login: Login) throws(Failure) -> Answer {
        .desk { desk throws(Failure) in
            let contracts = try call.parameters.historyContracts(in: desk.engine)
            let page = try Page(call.parameters, size: 20, nowMs: desk.venueTimeMs)
            let ledger = desk.history.ledger(of: login.accountID)
            let all = PastPosition.all(in: ledger, of: login.marginAccount, desk.engine).filter {
                contracts.contains($0.instrument)
            }
            let positions = page.rows(of: all, \.number, \.closedMs)
            var rows: [(position: PastPosition, contract: Contract)] = []
            for position in positions {
                guard let contract = desk.engine.contract(position.instrument) else { continue }
                rows.append((position, contract))
            }
            return .object { json in
                json.memberList("list", rows) { $0.position.write(to: &$1, $0.contract) }
                json.memberEnd(positions.last.map { WireID.text($0.number) })
            }
        }
    }
}

extension Parameters {
    /// The contract of `symbol`, whatever the product type, or all of the product type, USDT-FUTURES by default.
    fileprivate func historyContracts(in engine: borrowing Engine) throws(Failure) -> [InstrumentID] {
        if let symbol = try text("symbol") { return [try engine.contract(named: symbol).id] }
        let type = try text("productType") == nil ? .usdtFutures : try productType()
        return engine.contracts(of: type).map(\.id)
    }
}
