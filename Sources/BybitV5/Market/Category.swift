import MarginEngine

/// `category`: the product type. https://bybit-exchange.github.io/docs/v5/enum#category
enum Category: String, Sendable {
    case linear
    case inverse
    case spot
    case option

    /// The contracts it holds; nil for the products this venue does not list, HOUSE-15.
    var payoff: Payoff? {
        switch self {
        case .linear: .linear
        case .inverse: .inverse
        case .spot, .option: nil
        }
    }
}

extension Parameters {
    /// Any product type.
    func category() throws(ReturnCode) -> Category {
        guard let category = Category(rawValue: try required("category")) else { throw .illegalCategory }
        return category
    }

    /// A product type with contracts.
    func contractCategory() throws(ReturnCode) -> Category {
        let category = try category()
        guard category.payoff != nil else { throw .illegalCategory }
        return category
    }
}
