import Desks
import Dialects
import MarginEngine
import Wire

/// ZTDX-MODE-28: the positions that liquidations took from the account while it was unified, the newest first.
/// https://docs.p99.world/futures/usdt-margined/unified-margin/liquidations
enum Liquidations {
    static func list(_ call: Call, _ login: Login) throws(Failure) -> Answer {
        let page = try Page(call.parameters)
        return .desk { desk in
            let all = desk.history.liquidations(of: login.accountID).filter { $0.order.marginMode == .cross }
            return .object { body in
                body.memberArray("liquidations") { list in
                    for row in page.rows(of: all) { list.object { $0.write(row, desk.engine) } }
                }
                body.member("total", all.count)
            }
        }
    }
}

extension LiquidatedPosition {
    /// ZTDX-MODE-29: what of the margin that the position was opened with its loss and its fees left.
    fileprivate var returned: Money {
        (entryValue.divided(by: order.leverage, .down) + profit - fees).orZero
    }
}

extension JSONWriter {
    fileprivate mutating func write(_ row: LiquidatedPosition, _ engine: borrowing Engine) {
        let instrument = engine[row.order.instrument]
        member("id", Identifier.text(row.order.id))
        member("position_id", Identifier.position(row.order.marginAccount, row.order.instrument))
        member("symbol", instrument.symbol.text)
        member("side", row.side.word)
        member("closed_size_usd", instrument.value(of: row.quantity, at: row.mark, .down).text)
        member("closed_size_tokens", row.quantity.text)
        member("mark_price", row.mark.text)
        member("pnl_realized", row.profit.text)
        member("collateral_returned", row.returned.text)
        memberOptional("trigger_uni_mmr", Ratio(row.equity, over: row.maintenanceMargin)?.text)
        member("trigger_equity", row.equity.text)
        memberOptional("post_uni_mmr", Ratio(row.equityAfter, over: row.maintenanceMarginAfter)?.text)
        member("liquidation_type", row.wasDeleveraged ? "adl" : "full")
        member("created_at", UTC.text(row.timeMs))
    }
}
