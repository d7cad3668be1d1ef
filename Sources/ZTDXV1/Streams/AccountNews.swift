import MarginEngine

/// One thing that happened to an account.
struct AccountNews {
    enum Kind: String {
        case update
        case marginCall = "margin_call"
        case reduceOnly = "reduce_only"
        case liquidating
        case liquidationStep = "liquidation_step"
        case statusChange = "status_change"
    }

    let kind: Kind
    let status: AccountStatus
    var reason: String?
    /// Told where the account comes to be reduce-only or liquidated: ZTDX-MODE-30.
    var ordersCancelled: Int?

    init(_ kind: Kind, _ status: AccountStatus) {
        self.kind = kind
        self.status = status
    }

    /// What a round did: positions that were liquidated, and the ways from one status to another.
    /// - Parameters:
    ///   - events: the account's own.
    ///   - liquidated: each position that was taken, as a text for people.
    ///   - ratio: the account's uniMMR after it all.
    static func list(
        _ events: [Event], _ liquidated: [String], from before: AccountStatus, to now: AccountStatus, ratio: Ratio?
    ) -> [AccountNews] {
        var news: [AccountNews] = []
        var status = before
        var cancelled = 0
        for case .order(let order) in events where order.cause == .liquidation { cancelled += 1 }
        // The first position is taken in the event that makes the account liquidating, which may be over by now.
        if !liquidated.isEmpty, status != .liquidating {
            news.append(change(from: status, to: .liquidating, firstRatio(events) ?? ratio, cancelled))
            status = .liquidating
        }
        for text in liquidated {
            var step = AccountNews(.liquidationStep, now)
            step.reason = text
            news.append(step)
        }
        if status != now { news.append(change(from: status, to: now, ratio, cancelled)) }
        return news
    }

    /// The ratio that the first step of a liquidation was justified by.
    private static func firstRatio(_ events: [Event]) -> Ratio? {
        for case .liquidation(let step) in events where step.kind != .ordersCancelled {
            return Ratio(step.equity, over: step.maintenanceMargin)
        }
        return nil
    }

    private static func change(
        from old: AccountStatus, to new: AccountStatus, _ ratio: Ratio?, _ cancelled: Int
    ) -> AccountNews {
        var news = AccountNews(kind(from: old, to: new), new)
        news.reason = "uniMMR=\(ratio?.text ?? "none") status: \(old.rawValue) → \(new.rawValue)"
        if news.kind == .reduceOnly || news.kind == .liquidating { news.ordersCancelled = cancelled }
        return news
    }

    /// A better status has no name of its own.
    private static func kind(from old: AccountStatus, to new: AccountStatus) -> Kind {
        guard new.rank > old.rank else { return .statusChange }
        switch new {
        case .normal: return .statusChange
        case .firstWarning, .secondWarning: return .marginCall
        case .reduceOnly: return .reduceOnly
        case .liquidating: return .liquidating
        }
    }
}

extension AccountStatus {
    /// The worse, the greater.
    fileprivate var rank: Int {
        switch self {
        case .normal: 0
        case .firstWarning: 1
        case .secondWarning: 2
        case .reduceOnly: 3
        case .liquidating: 4
        }
    }
}
