extension Outcome {
    /// Puts the outcome into the journal's digest.
    public func encode(to digest: inout Digest) {
        switch self {
        case .accepted: digest.put(1)
        case .placed(let id): digest.put(2, id)
        case .refused(let refusal): digest.put(3, refusal)
        }
    }
}

extension Event {
    /// Puts the event into the journal's digest.
    public func encode(to digest: inout Digest) {
        switch self {
        case .order(let order): digest.put(1, order)
        case .execution(let execution): digest.put(2, execution)
        case .holding(let holding): digest.put(3, holding)
        case .balance(let change): digest.put(4, change)
        case .marginMode(let change): digest.put(5, change)
        case .liquidation(let step): digest.put(6, step)
        case .funding(let payment): digest.put(7, payment)
        case .prices(let setting): digest.put(8, setting)
        case .margin(let move): digest.put(9, move)
        case .fundingInstant(let instant): digest.put(10, instant)
        case .market(let figures): digest.put(11, figures)
        case .interest(let charge): digest.put(12, charge)
        case .collateral(let change): digest.put(13, change)
        case .collateralLimit(let setting): digest.put(14, setting)
        }
    }
}
