import Desks
import Dialects
import HTTP1
import MarginEngine
import Wire

/// Positions as the account calls show them. Paths and members are the venue's (older documentation, trade/positions),
/// authentication and the adjustment of margin are ours.
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

    /// ZTDX-MODE-34: adds to (positive) or takes from (negative) the margin of an isolated position.
    static func adjustMargin(_ call: Call, _ login: Login) throws(Failure) -> Answer {
        let id = try call.parameters.required("position_id")
        guard let amount = Money(call.parameters["amount"] ?? "") else { throw .invalidAmount }
        let account = login.account.main
        return .desk { desk throws(Failure) in
            let (instrument, side) = try desk.engine.position(id, of: login)
            if case .refused(let refusal) = desk.apply(.adjustMargin(account, instrument, side, amount)) {
                throw Failure(adjustingMargin: refusal)
            }
            let figures = desk.engine.position(account, instrument, side)
            let available = desk.engine.unified(account, as: .cross).available
            return .object { body in
                body.member("success", true)
                body.member("position_id", id)
                body.member("collateral", figures?.margin.text ?? "0")
                body.member("available_balance", available.text)
                body.memberOptional("liquidation_price", figures?.liquidationPrice?.text)
            }
        }
    }
}

extension Engine {
    /// The one position that an account has in an instrument, long or short.
    func netPosition(_ account: MarginAccountID, _ instrument: InstrumentID) -> PositionFigures? {
        position(account, instrument, .long) ?? position(account, instrument, .short)
    }

    /// The caller's open position of that identifier.
    fileprivate func position(
        _ id: String, of login: Login
    ) throws(Failure) -> (instrument: InstrumentID, side: PositionSide) {
        let account = login.account.main
        guard let instrument = Identifier.instrument(ofPosition: id, of: account),
            Int(instrument.index) < instrumentCount, let figures = netPosition(account, instrument)
        else { throw Failure(404, named: "POSITION_NOT_FOUND", "there is no open position of that id") }
        return (instrument, figures.side)
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
