import Desks
import Dialects
import HTTP1
import MarginEngine
import Wire

/// What a switch would do, without doing it: ZTDX-MODE-24. The call is ours: the venue's own preview is its account
/// call.
enum SwitchPrecheck {
    static func preview(_ call: Call, _ login: Login) throws(Failure) -> Answer {
        let target = try MarginModes.target(in: call.request.body)
        let account = login.account.main
        return .desk { desk in
            let refusals = desk.engine.refusals(ofAccountMarginMode: target, for: account)
            let before = Standing(account, as: desk.engine.mode(of: account), desk.engine)
            let after = refusals.contains(.hasOpenPositions) ? nil : Standing(account, as: target, desk.engine)
            var later = desk.engine.fork()
            if refusals.isEmpty { _ = later.apply(.setAccountMarginMode(account, target)) }
            let positions = desk.engine.holdings(of: account).filter(\.hasPosition).map(\.instrument)
            let shortfall =
                refusals.contains(.uniMMRTooLow) ? SwitchThreshold.shortfall(before.figures).text : "0"
            return .object { body in
                body.member("allowed", refusals.isEmpty)
                body.memberArray("reasons") { list in
                    refusals.compactMap(SwitchRefusal.code).forEach { list.value($0) }
                }
                body.memberObject("before") { $0.write(before) }
                if let after { body.memberObject("after") { $0.write(after) } } else { body.memberNull("after") }
                body.memberOptional("status_after", after?.status.rawValue)
                body.memberArray("positions") { list in
                    for instrument in positions {
                        guard let before = desk.engine.netPosition(account, instrument) else { continue }
                        let after = refusals.isEmpty ? later.netPosition(account, instrument) : nil
                        list.object { $0.write(before, after, account, instrument, desk.engine) }
                    }
                }
                body.member("shortfall", shortfall)
            }
        }
    }
}

/// What an account amounts to under the rules of a mode.
private struct Standing {
    let mode: MarginMode
    let initialMargin: Money
    let available: Money
    let status: AccountStatus
    let figures: UnifiedFigures

    init(_ account: MarginAccountID, as mode: MarginMode, _ engine: borrowing Engine) {
        self.mode = mode
        figures = engine.unified(account, as: .cross)
        guard mode == .isolated else {
            initialMargin = figures.initialMargin
            available = figures.available
            status = AccountStatus(figures)
            return
        }
        // Positions stand alone here: their profit is not available, and the ladder does not judge the account.
        let own = engine.unified(account, as: .isolated)
        initialMargin = own.initialMargin
        available = own.totalWallet - own.initialMargin
        status = .normal
    }
}

extension JSONWriter {
    fileprivate mutating func write(_ standing: Standing) {
        member("margin_mode", MarginModes.text(standing.mode))
        member("total_equity", standing.figures.totalEquity.text)
        member("available_balance", standing.available.text)
        member("total_initial_margin", standing.initialMargin.text)
        member("total_maintenance_margin", standing.figures.maintenanceMargin.text)
        uniMMR(standing.figures)
        member("account_status", standing.status.rawValue)
    }

    /// A position before and after; `after` is nil where the switch is refused.
    fileprivate mutating func write(
        _ before: PositionFigures, _ after: PositionFigures?, _ account: MarginAccountID, _ instrument: InstrumentID,
        _ engine: borrowing Engine
    ) {
        member("position_id", Identifier.position(account, instrument))
        member("symbol", engine[instrument].symbol.text)
        member("side", before.side.word)
        member("size_in_tokens", before.position.size.text)
        member("unrealized_pnl", before.unrealised.text)
        member("maintenance_margin", before.maintenanceMargin.text)
        member("collateral_before", before.margin.text)
        memberOptional("collateral_after", after?.margin.text)
        memberOptional("liquidation_price_before", before.liquidationPrice?.text)
        memberOptional("liquidation_price_after", after?.liquidationPrice?.text)
        memberArray("stops") { list in
            for order in engine.pendingOrders(of: account)
            where order.instrument == instrument && order.purpose.isAttached {
                list.object { row in
                    row.member("order_id", Identifier.text(order.id))
                    row.member("type", order.originalKindText)
                    row.member("stop_price", order.trigger?.price.text ?? "0")
                }
            }
        }
    }
}

extension JSONWriter {
    /// A string, or null.
    mutating func memberOptional(_ name: StaticString, _ text: String?) {
        if let text { member(name, text) } else { memberNull(name) }
    }
}

extension PositionSide {
    /// The account calls' word for it.
    var word: String { self == .long ? "long" : "short" }
}
