import Desks
import Dialects
import MarginEngine
import Wire

extension Positions {
    /// Get All Positions: https://www.bitget.com/api-doc/contract/position/get-all-position
    static func all(_ call: Call, _ login: Login) throws(Failure) -> Answer {
        .desk { desk throws(Failure) in
            let type = try call.parameters.productType()
            let coin = try call.parameters.text("marginCoin")?.uppercased()
            let contracts = desk.engine.contracts(of: type).filter { coin == nil || $0.marginCoin == coin }
            return rows(of: login, contracts, desk)
        }
    }

    /// Get Single Position: https://www.bitget.com/api-doc/contract/position/get-single-position
    static func single(_ call: Call, _ login: Login) throws(Failure) -> Answer {
        .desk { desk throws(Failure) in
            rows(of: login, [try call.parameters.marginedContract(in: desk.engine)], desk)
        }
    }

    /// The open positions, the newest first.
    private static func rows(of login: Login, _ contracts: [Contract], _ desk: borrowing Desk) -> Payload {
        var rows: [PositionRow] = []
        for contract in contracts {
            for side in PositionSide.allCases {
                guard let figures = desk.engine.position(login.marginAccount, contract.id, side) else { continue }
                rows.append(PositionRow(figures, contract, of: login, desk))
            }
        }
        rows.sort { $0.isNewer(than: $1) }
        return Payload.array { json in
            for row in rows { json.object { row.write(to: &$0) } }
        }
    }
}
