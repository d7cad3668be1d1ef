import Desks
import Dialects
import MarginEngine
import Wire

/// `POST /v5/order/pre-check`: what an order would make of the account's margin rates, without placing it.
/// https://bybit-exchange.github.io/docs/v5/order/pre-check-order
struct PreCheckOrder: PrivateCall {
    private let order: CreateOrder
    private let category: Category
    private let marginAccount: MarginAccountID
    private let link: String

    init(_ parameters: Parameters, by caller: Login) throws(ReturnCode) {
        order = try CreateOrder(parameters, by: caller)
        guard try parameters.trigger() == nil else { throw .invalid("triggerPrice") }
        category = try parameters.contractCategory()
        marginAccount = caller.account.marginAccount(category)
        link = try parameters.orderLinkID()?.text ?? ""
    }

    /// Neither isolated margin nor, outside portfolio margin, inverse contracts are supported.
    func perform(on desk: inout Desk) throws(ReturnCode) -> Answer {
        guard desk.engine.regime(of: marginAccount) == .unified else { throw .illegalCategory }
        let mode = desk.engine.mode(of: marginAccount)
        guard mode != .isolated else { throw .notInIsolatedMargin }
        guard category == .linear || mode == .portfolio else { throw .illegalCategory }
        let command = Command.placeOrder(try order.newOrder(on: desk))
        guard let preview = desk.engine.preview(command) else { throw .unsupportedSymbol }
        if let refusal = preview.refusals.first { return refused(ReturnCode(refusal, of: .order), preview) }
        var rehearsal = desk.engine.fork()
        guard case .placed(let id) = rehearsal.apply(command), let after = preview.after else { throw .serverError }
        return Answer { result in
            result.member("orderId", Identifiers.text(id))
            result.member("orderLinkId", link)
            result.member("preImrE4", preview.before.rate(\.initialMargin))
            result.member("preMmrE4", preview.before.rate(\.maintenanceMargin))
            result.member("postImrE4", after.rate(\.initialMargin))
            result.member("postMmrE4", after.rate(\.maintenanceMargin))
        }
    }

    /// A refused order has no id; the rates are told where only money is missing.
    private func refused(_ refusal: ReturnCode, _ preview: Preview) -> Answer {
        var answer = Answer(message: refusal.message)
        answer.code = refusal.number
        answer.extra = JSONWriter.bytes { writer in
            writer.object { extra in
                extra.member("future_order_id", "")
                extra.member("future_order_link_id", link)
                guard refusal == .balanceTooLowForOrder, let after = preview.after else { return }
                extra.member("post_imr_e4", after.rate(\.initialMargin))
                extra.member("post_mmr_e4", after.rate(\.maintenanceMargin))
            }
        }
        return answer
    }
}

extension Preview.Outlook {
    /// A margin over the margin balance in ten-thousandths, rounded up: a rate never looks safer than it is.
    fileprivate func rate(_ margin: KeyPath<ModeSwitch.Figures, Money>) -> Int64 {
        let balance = max((figures.available + figures.initialMargin).units, 1)
        let rate = mulDiv(figures[keyPath: margin].units, 10_000, balance, .up)
        return Int64(clamping: min(rate, Int128(Int32.max)))
    }
}
