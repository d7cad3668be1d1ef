import Desks
import Dialects
public import MarginEngine

extension AccountFamily {
    static let words = allCases.map { ($0.word, $0) }
    /// The family's name in the control API, in venue files and in the ready file.
    public var word: String { description }
}

extension AccountGeneration {
    static let words: [(String, AccountGeneration)] = [
        ("classic", .classic), ("uta1", .uta1), ("uta1-pro", .uta1Pro), ("uta2", .uta2), ("uta2-pro", .uta2Pro),
    ]
    /// The generation's name; none where the family has one generation only.
    var word: String? { Self.words.first { $0.1 == self }?.0 }

    /// The generation that an object asks for: `uta2` for Bybit unless it says otherwise, none for the others.
    init(in members: Members, of family: AccountFamily) throws(InvalidMember) {
        guard family == .bybit else {
            if members.has("generation") { throw members.invalid("generation", "is Bybit's only") }
            self = .only
            return
        }
        self = try members.optionalWord("generation", Self.words) ?? .uta2
    }
}

extension AccountKind {
    static let words: [(String, AccountKind)] = [("standard", .standard), ("copyTrader", .copyTrader)]
    var word: String { self == .standard ? "standard" : "copyTrader" }
}

extension MarginMode {
    static let words = allCases.map { ($0.word, $0) }
    var word: String {
        switch self {
        case .isolated: "isolated"
        case .cross: "cross"
        case .portfolio: "portfolio"
        }
    }
}

extension MarginRegime {
    static let words: [(String, MarginRegime)] = [("unified", .unified), ("perSymbol", .perSymbol)]
    var word: String { self == .unified ? "unified" : "perSymbol" }
}

extension CollateralLimit {
    static let words: [(String, CollateralLimit)] = allCases.map { ($0.word, $0) }
    var word: String {
        switch self {
        case .distant: "distant"
        case .near: "near"
        case .reached: "reached"
        }
    }
}

extension Side {
    static let words: [(String, Side)] = [("buy", .buy), ("sell", .sell)]
    var word: String { self == .buy ? "buy" : "sell" }
}

extension OrderKind {
    static let words: [(String, OrderKind)] = [("limit", .limit), ("market", .market)]
}

extension TimeInForce {
    static let words: [(String, TimeInForce)] = [
        ("goodTillCancelled", .goodTillCancelled), ("immediateOrCancel", .immediateOrCancel),
        ("fillOrKill", .fillOrKill), ("postOnly", .postOnly),
    ]
}

extension PositionTarget {
    /// Of the two sides of hedge mode.
    static let words: [(String, PositionTarget)] = [("long", .long), ("short", .short)]
}

extension SelfTradePrevention {
    static let words: [(String, SelfTradePrevention)] = [
        ("cancelMaker", .cancelMaker), ("cancelTaker", .cancelTaker), ("cancelBoth", .cancelBoth),
        ("none", .none),
    ]
}

extension PriceKind {
    static let words: [(String, PriceKind)] = [("mark", .mark), ("last", .last), ("index", .index)]
}

extension Trigger.Direction {
    static let words: [(String, Trigger.Direction)] = [("rising", .rising), ("falling", .falling)]
}

extension PositionMode {
    static let words: [(String, PositionMode)] = [("oneWay", .oneWay), ("hedge", .hedge)]
    var word: String { self == .oneWay ? "oneWay" : "hedge" }
}

extension PositionSide {
    static let words = allCases.map { ($0.word, $0) }
    var word: String { self == .long ? "long" : "short" }
}

extension Payoff {
    static let words: [(String, Payoff)] = [("linear", .linear), ("inverse", .inverse)]
    var word: String { self == .linear ? "linear" : "inverse" }
}

extension AccountStanding {
    static let words: [(String, AccountStanding)] = [
        ("normal", .normal), ("abnormal", .abnormal), ("frozen", .frozen), ("disabled", .disabled),
        ("unified", .unified),
    ]
    var word: String {
        switch self {
        case .normal: "normal"
        case .abnormal: "abnormal"
        case .frozen: "frozen"
        case .disabled: "disabled"
        case .unified: "unified"
        }
    }
}

extension VenueClock {
    static let words: [(String, VenueClock)] = [("real", .real), ("frozen", .frozen)]
    var word: String { self == .real ? "real" : "frozen" }
}
