import Desks
import Dialects
import HTTP1
import MarginEngine
import Wire

/// ZTDX-MODE-24: tells what a switch would do. The call is ours: the venue's own preview is its account call.
enum SwitchPrecheck {
    static func preview(_ call: Call, _ login: Login) throws(Failure) -> Answer {
        let target = try MarginMode(target: call.request.body)
        let account = login.account.main
        return .desk { desk in
            let forecast = SwitchForecast(to: target, for: account, desk.engine)
            return .object { $0.write(forecast) }
        }
    }
}

extension JSONWriter {
    fileprivate mutating func write(_ forecast: SwitchForecast) {
        member("allowed", forecast.isAllowed)
        memberArray("reasons") { list in forecast.obstacles.forEach { list.value($0.rawValue) } }
        memberObject("before") { $0.write(forecast.before) }
        if let after = forecast.after { memberObject("after") { $0.write(after) } } else { memberNull("after") }
        memberOptional("status_after", forecast.after?.status.rawValue)
        memberArray("positions") { list in
            for position in forecast.positions { list.object { $0.write(position) } }
        }
        member("shortfall", forecast.shortfall.text)
    }

    private mutating func write(_ figures: ModeFigures) {
        member("margin_mode", figures.mode.word)
        member("total_equity", figures.unified.totalEquity.text)
        member("available_balance", figures.available.text)
        member("total_initial_margin", figures.initialMargin.text)
        member("total_maintenance_margin", figures.unified.maintenanceMargin.text)
        uniMMR(figures.unified)
        member("account_status", figures.status.rawValue)
    }

    private mutating func write(_ forecast: PositionForecast) {
        let (before, after) = (forecast.before, forecast.after)
        member("position_id", forecast.id)
        member("symbol", forecast.symbol)
        member("side", before.side.word)
        member("size_in_tokens", before.position.size.text)
        member("unrealized_pnl", before.unrealised.text)
        member("maintenance_margin", before.maintenanceMargin.text)
        member("collateral_before", before.margin.text)
        memberOptional("collateral_after", after?.margin.text)
        memberOptional("liquidation_price_before", before.liquidationPrice?.text)
        memberOptional("liquidation_price_after", after?.liquidationPrice?.text)
        memberArray("stops") { list in
            for order in forecast.stops {
                list.object { row in
                    row.member("order_id", Identifier.text(order.id))
                    row.member("type", order.originalKindText)
                    row.member("stop_price", order.trigger?.price.text ?? "0")
                }
            }
        }
    }
}
