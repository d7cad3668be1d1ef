import Desks
import Dialects
import MarginEngine
import Wire

/// Positions as the account calls show them. Paths and members are the venue's (older documentation, trade/positions),
/// authentication is ours.
enum PositionRows {
    static func list(_ call: Call, _ login: Login) throws(Failure) -> Answer {
        let account = login.account.main
        return .desk { desk in
            let positions = desk.engine.holdings(of: account).filter(\.hasPosition).map(\.instrument)
            return .object { body in
                body.memberArray("positions") { list in
                    for instrument in positions { list.object { $0.writeRow(account, instrument, desk.engine) } }
                }
                body.member("total", positions.count)
            }
        }
    }

    static func read(_ call: Call, _ login: Login) throws(Failure) -> Answer {
        let id = try call.parameters.required("position_id")
        return .desk { desk throws(Failure) in
            let position = try desk.engine.position(id, of: login)
            return .object { $0.writeRow(login.account.main, position.instrument, desk.engine) }
        }
    }
}

extension JSONWriter {
    fileprivate mutating func writeRow(
        _ account: MarginAccountID, _ instrument: InstrumentID, _ engine: borrowing Engine
    ) {
        guard let figures = engine.netPosition(account, instrument) else { return }
        member("id", Identifier.position(account, instrument))
        member("symbol", engine[instrument].symbol.text)
        member("side", figures.side.word)
        member("size_in_tokens", figures.position.size.text)
        member("size_in_usd", figures.value.text)
        member("entry_price", figures.averagePrice.text)
        member("mark_price", engine[instrument].mark.text)
        member("collateral", figures.margin.text)
        member("leverage", figures.leverage.whole)
        member("unrealized_pnl", figures.unrealised.text)
        memberOptional("liquidation_price", figures.liquidationPrice?.text)
        member("margin_rate", figures.maintenanceRate.text)
        member("status", "open")
        member("created_at", UTC.text(figures.position.openedMs))
        member("updated_at", UTC.text(figures.position.updatedMs))
    }
}
