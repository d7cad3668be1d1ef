import Desks
import Dialects
import MarginEngine

/// An open order as a caller names it: by `orderId`, or else by `orderLinkId`.
struct NamedOrder {
    private enum Name {
        case id(OrderID)
        /// Some text that no order of ours has as its id.
        case foreign
        case link(InlineText)
    }

    private let account: Account
    private let category: Category
    private let symbol: String
    private let name: Name

    init(_ parameters: Parameters, of account: Account) throws(ReturnCode) {
        self.account = account
        category = try parameters.contractCategory()
        symbol = try parameters.required("symbol")
        if let id = try parameters.text("orderId") {
            name = Identifiers.order(id).map(Name.id) ?? .foreign
        } else if let link = try parameters.orderLinkID() {
            name = .link(link)
        } else {
            throw .invalid("orderId")
        }
    }

    /// The order, if it is open and the caller's, in that symbol.
    func find(in engine: borrowing Engine) throws(ReturnCode) -> Order {
        let instrument = try engine.contract(symbol, category, of: account)
        let marginAccount = account.marginAccount(category)
        let order =
            switch name {
            case .id(let id): engine.openOrder(id)
            case .link(let link): engine.openOrder(marginAccount, clientOrderID: link)
            case .foreign: Order?.none
            }
        guard let order, order.marginAccount == marginAccount, order.instrument == instrument else {
            throw .orderNotFound
        }
        return order
    }
}
