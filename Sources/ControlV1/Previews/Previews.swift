import Desks
import Dialects
import HTTP1
import MarginEngine
import Wire

/// What a command would do, without doing it.
enum Previews {
    static func preview(_ call: Call) throws(ControlFailure) -> Answer {
        let members = try call.members(["uid", "wallet"] + AccountCommand.names)
        let (uid, wallet, wanted) = try controlled { () throws(InvalidMember) in
            (try members.integer("uid"), try WalletName(in: members), try AccountCommand(in: members))
        }
        return .desk { desk throws(ControlFailure) in
            let account = try wallet.marginAccount(of: try desk.account(uid: UInt64(uid)).account)
            let command = try wanted.command(desk, account)
            guard let preview = desk.engine.preview(command) else {
                let reasons = desk.engine.reasons(against: command)
                throw ControlFailure(reasons.first?.refusal ?? .unknownMarginAccount)
            }
            return .object { $0.write(preview, desk.engine) }
        }
    }
}

extension JSONWriter {
    fileprivate mutating func write(_ preview: Preview, _ engine: borrowing Engine) {
        member("allowed", preview.refusals.isEmpty)
        memberArray("reasons") { list in
            for refusal in preview.refusals { list.value(String(describing: refusal)) }
        }
        memberArray("rules") { list in
            for reason in preview.reasons {
                list.object { row in
                    row.member("rule", reason.rule.description)
                    row.member("refusal", String(describing: reason.refusal))
                }
            }
        }
        memberObject("before") { $0.write(preview.before, engine) }
        if let after = preview.after {
            memberObject("after") { $0.write(after, engine) }
        } else {
            memberNull("after")
        }
        memberArray("remedies") { list in
            for remedy in preview.remedies { list.object { $0.write(remedy, engine) } }
        }
    }

    private mutating func write(_ outlook: Preview.Outlook, _ engine: borrowing Engine) {
        let figures = outlook.figures
        member("mode", outlook.mode.word)
        member("equity", figures.equity.text)
        member("initialMargin", figures.initialMargin.text)
        member("maintenanceMargin", figures.maintenanceMargin.text)
        member("available", figures.available.text)
        memberRatio("initialMarginRate", figures.initialMargin, figures.equity)
        memberRatio("maintenanceMarginRate", figures.maintenanceMargin, figures.equity)
        memberRatio("uniMMR", figures.equity, figures.maintenanceMargin)
        memberArray("positions") { list in
            for (instrument, figures) in outlook.positions {
                list.object { row in
                    row.member("symbol", engine[instrument].symbol.text)
                    row.write(figures)
                }
            }
        }
    }

    /// A ratio at 8 decimals, rounded down; null where there is nothing to divide by.
    private mutating func memberRatio(_ name: StaticString, _ part: Money, _ whole: Money) {
        guard whole > .zero else { return memberNull(name) }
        member(name, DecimalText.write(units: mulDiv(part.units, unitsInOne, whole.units, .down)))
    }

    private mutating func write(_ remedy: Remedy, _ engine: borrowing Engine) {
        switch remedy {
        case .deposit(let asset, let amount):
            memberObject("deposit") { deposit in
                deposit.member("asset", engine[asset].name.text)
                deposit.member("amount", amount.text)
            }
        case .close(let instrument, let side, let quantity):
            memberObject("close") { close in
                close.member("symbol", engine[instrument].symbol.text)
                close.member("side", side.word)
                close.member("quantity", quantity.text)
            }
        case .cancel(let orders):
            memberArray("cancelOrders") { list in
                for order in orders { list.value(order.number) }
            }
        }
    }
}
