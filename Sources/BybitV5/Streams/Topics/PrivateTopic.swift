import MarginEngine

/// A topic of the private stream: one of four kinds, of all categories or of one.
/// https://bybit-exchange.github.io/docs/v5/ws/connect
struct PrivateTopic: Sendable {
    enum Kind: String, Sendable {
        case position
        case order
        case execution
        /// Told as soon as the full one, here.
        case fastExecution = "execution.fast"
        case wallet
    }

    /// As subscribed to; clients find their callback by it.
    let name: String
    let kind: Kind
    /// Nil for all categories.
    let category: Category?

    /// Nil for a text that names no topic.
    init?(_ name: String) {
        self.name = name
        if let kind = Kind(rawValue: name) {
            self.kind = kind
            category = nil
            return
        }
        guard let point = name.lastIndex(of: "."), let kind = Kind(rawValue: String(name[..<point])),
            let category = Category(rawValue: String(name[name.index(after: point)...])), kind != .wallet
        else { return nil }
        self.kind = kind
        self.category = category
    }

    /// True when the other is this topic narrowed down to a category.
    func isPart(_ other: PrivateTopic) -> Bool {
        kind == other.kind && category == nil && other.category != nil
    }

    /// Whether contracts of that kind belong to it.
    func includes(_ payoff: Payoff) -> Bool { category.map { $0.payoff == payoff } ?? true }
}

extension Payoff {
    /// `category`.
    var wireName: String { self == .linear ? Category.linear.rawValue : Category.inverse.rawValue }
}
