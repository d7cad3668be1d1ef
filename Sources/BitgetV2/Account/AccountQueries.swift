import Desks
import Dialects
import MarginEngine
import Wire

extension Accounts {
    /// Get Single Account: https://www.bitget.com/api-doc/contract/account/Get-Single-Account
    static func single(_ call: Call, _ login: Login) throws(Failure) -> Answer {
        .desk { desk throws(Failure) in
            let contract = try call.parameters.marginedContract(in: desk.engine)
            let holding = desk.engine.holding(login.marginAccount, contract.id)
            let mode = desk.engine.mode(of: holding)
            let row = AccountRow(login.marginAccount, contract.instrument.settle, in: desk.engine)
            return .object { json in
                row.write(to: &json)
                // Of the two, the venue fills only the one of the mode in force.
                json.member("crossedUnrealizedPL", mode == .cross ? row.pool.crossUnrealised.text : "")
                json.member("isolatedUnrealizedPL", mode == .isolated ? row.pool.isolatedUnrealised.text : "")
                json.member("crossedMarginLeverage", holding.crossLeverage.whole)
                json.member("isolatedLongLever", holding.isolatedLongLeverage.whole)
                json.member("isolatedShortLever", holding.isolatedShortLeverage.whole)
                json.member("marginMode", mode.word)
                json.member("posMode", holding.positionMode.word)
            }
        }
    }

    /// Get Account List: https://www.bitget.com/api-doc/contract/account/Get-Account-List
    static func list(_ call: Call, _ login: Login) throws(Failure) -> Answer {
        .desk { desk throws(Failure) in
            let type = try call.parameters.productType()
            let rows = desk.engine.marginCoins(of: type).map { AccountRow(login.marginAccount, $0, in: desk.engine) }
            let assets = desk.engine.assetIDs.map { UnionAsset(login.marginAccount, $0, in: desk.engine) }
            return .array { json in
                for row in rows {
                    json.object { json in
                        row.write(to: &json)
                        json.member("crossedUnrealizedPL", row.pool.crossUnrealised.text)
                        json.member("isolatedUnrealizedPL", row.pool.isolatedUnrealised.text)
                        row.writeUnion(assets, to: &json)
                    }
                }
            }
        }
    }

    /// Get Isolated Symbols: https://www.bitget.com/api-doc/contract/account/Get-Isolated-Symbols
    static func isolatedSymbols(_ call: Call, _ login: Login) throws(Failure) -> Answer {
        .desk { desk throws(Failure) in
            let type = try call.parameters.productType()
            var symbols: [String] = []
            for contract in desk.engine.contracts(of: type) {
                let holding = desk.engine.holding(login.marginAccount, contract.id)
                if desk.engine.mode(of: holding) == .isolated { symbols.append(contract.symbol) }
            }
            return .array { json in
                for symbol in symbols {
                    json.object { json in
                        json.member("symbol", symbol)
                        json.member("marginMode", MarginMode.isolated.word)
                    }
                }
            }
        }
    }
}
