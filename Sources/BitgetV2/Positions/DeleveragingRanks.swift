import Desks
import MarginEngine
import Wire

extension SignedCall {
    /// Get Position ADL Rank: https://www.bitget.com/api-doc/contract/position/Get-Position-Adl
    ///
    /// `rank` is 1 for the position that would be deleveraged next; `adlRank` is the rest of it, as in the documented
    /// example.
    func deleveragingRanks(_ desk: inout Desk) throws(Failure) -> [UInt8] {
        let contracts = desk.engine.contracts(of: try parameters.productType())
        var rows: [(contract: Contract, side: PositionSide, rank: Rate)] = []
        for contract in contracts {
            for side in PositionSide.allCases {
                guard let rank = desk.engine.deleveragingRank(account, contract.id, side) else { continue }
                rows.append((contract, side, rank))
            }
        }
        return Payload.array { json in
            for row in rows {
                json.object { json in
                    json.memberSymbol(row.contract)
                    json.member("adlRank", (Rate.one - row.rank).text)
                    json.member("rank", row.rank.text)
                    json.member("holdSide", row.side.word)
                }
            }
        }
    }
}
