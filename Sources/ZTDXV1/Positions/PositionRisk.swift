import Desks
import Dialects
import MarginEngine
import Wire

/// Positions in Binance's shape. https://docs.p99.world/futures/usdt-margined/trades-rest/position-risk
enum PositionRisk {
    /// The row of one symbol, or those of all.
    static func list(_ call: Call, _ login: Login) throws(Failure) -> Answer {
        let symbol = call.parameters["symbol"]
        return .desk { desk throws(Failure) in
            let instruments = try desk.engine.tradedInstruments(symbol)
            return .array { list in
                for instrument in instruments {
                    list.object { $0.writePosition(login.account.main, instrument, desk.engine) }
                }
            }
        }
    }
}

extension JSONWriter {
    /// `marginType` is the venue's constant, whatever the account's mode: ZTDX-MODE-37.
    fileprivate mutating func writePosition(
        _ account: MarginAccountID, _ instrument: InstrumentID, _ engine: borrowing Engine
    ) {
        let holding = engine.holding(account, instrument)
        let mode = engine.mode(of: holding)
        let figures = engine.netPosition(account, instrument)
        let leverage = figures?.leverage ?? holding.leverage(.long, in: mode)
        let position = figures?.position
        let size = position?.size ?? .zero
        let value = figures?.value ?? .zero
        let isShort = figures?.side == .short
        member("symbol", engine[instrument].symbol.text)
        member("positionAmt", (isShort ? -size : size).text)
        member("entryPrice", figures?.averagePrice.text ?? "0")
        member("markPrice", engine[instrument].mark.text)
        member("unRealizedProfit", figures?.unrealised.text ?? "0")
        member("liquidationPrice", figures?.liquidationPrice?.text ?? "0")
        member("leverage", leverage.text)
        member("maxNotionalValue", engine.maxNotional(instrument, leverage).text)
        member("marginType", "cross")
        member("isolatedMargin", position?.margin.text ?? "0")
        member("isAutoAddMargin", "false")
        member("positionSide", "BOTH")
        member("notional", (isShort ? -value : value).text)
        member("isolatedWallet", position?.margin.text ?? "0")
        member("updateTime", position?.updatedMs ?? 0)
    }
}
