import Desks
import Dialects
import MarginEngine
import Wire

extension Positions {
    /// Get Position ADL Rank: https://www.bitget.com/api-doc/contract/position/Get-Position-Adl
    ///
    /// `rank` is 1 for the position that would be deleveraged next; `adlRank` is the rest of it, as in the documented
    /// example.
    static func deleveragingRanks(_ call: Call, _ login: Login) throws(Failure) -> Answer {
        .desk { desk throws(Failure) in
            let contracts = desk.engine.contracts(of: try call.parameters.productType())
            var rows: [(contract: Contract, side: PositionSide, rank: Rate)] = []
            for contract in contracts {
                for side in PositionSide.allCases {
                    guard let rank = desk.engine.deleveragingRank(login.marginAccount, contract.id, side) else {
                        continue
                    }
                    rows.append((contract, side, rank))
                }
            }
            return .array { json in
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
}
