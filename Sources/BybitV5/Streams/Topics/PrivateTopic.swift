import Dialects
import MarginEngine

/// A topic of the private stream, of all categories or of one.
/// https://bybit-exchange.github.io/docs/v5/ws/connect
struct PrivateTopic: Sendable {
    enum Kind: Sendable {
        case position
        case order
        case execution
        /// Told as soon as the full one, here.
        case fastExecution
        case wallet
        /// Nothing is told: it matters who follows it.
        case protection
        /// Documented, but of products that this venue does not have, HOUSE-15: there is never anything to tell.
        case silent

        fileprivate var hasCategories: Bool {
            switch self {
            case .position, .order, .execution, .fastExecution: true
            case .wallet, .protection, .silent: false
            }
        }
    }

    private static let kinds: [String: Kind] = [
        "position": .position, "order": .order, "execution": .execution, "execution.fast": .fastExecution,
        "wallet": .wallet, "greeks": .silent, "strategy": .silent, "dcp.future": .protection, "dcp.spot": .silent,
        "dcp.option": .silent, "spread.order": .silent, "spread.execution": .silent, "rfq.open.rfqs": .silent,
        "rfq.open.quotes": .silent, "rfq.open.trades": .silent,
    ]

    /// As subscribed to; clients find their callback by it.
    let name: String
    let kind: Kind
    /// Nil for all categories.
    let category: Category?

    /// Nil for a text that names no topic.
    init?(_ name: String) {
        self.name = name
        if let kind = Self.kinds[name] {
            self.kind = kind
            category = nil
            return
        }
        guard let point = name.lastIndex(of: "."), let kind = Self.kinds[String(name[..<point])],
            let category = Category(rawValue: String(name[name.index(after: point)...])), kind.hasCategories
        else { return nil }
        self.kind = kind
        self.category = category
    }

    /// What tells it to a login.
    func feed(of login: Login) -> any Feed {
        kind == .protection
            ? ProtectionFeed(key: AccountFeed.key(self, of: login), of: login) : AccountFeed(self, of: login)
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
