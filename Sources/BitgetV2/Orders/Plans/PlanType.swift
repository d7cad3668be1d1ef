import MarginEngine

/// What a plan order is for: https://www.bitget.com/api-doc/contract/plan/get-orders-plan-pending
enum PlanType: String {
    case normal = "normal_plan"
    case track = "track_plan"
    case takeProfit = "profit_plan"
    case stopLoss = "loss_plan"
    case positionTakeProfit = "pos_profit"
    case positionStopLoss = "pos_loss"
    case trailing = "moving_plan"

    init(_ purpose: Purpose) {
        switch purpose {
        case .none: self = .normal
        case .takeProfit: self = .positionTakeProfit
        case .stopLoss: self = .positionStopLoss
        case .partialTakeProfit: self = .takeProfit
        case .partialStopLoss: self = .stopLoss
        case .trailingStop, .partialTrailingStop: self = .trailing
        }
    }

    var isProfit: Bool { self == .takeProfit || self == .positionTakeProfit }
    /// True for a stop of a whole position.
    var isWhole: Bool { self == .positionTakeProfit || self == .positionStopLoss }

    static let stops: [PlanType] = [.takeProfit, .stopLoss, .positionTakeProfit, .positionStopLoss, .trailing]
}

extension Parameters {
    /// The one type that a call places.
    func planType(among offered: [PlanType]) throws(Failure) -> PlanType {
        let word = try required("planType").lowercased()
        guard let type = PlanType(rawValue: word), offered.contains(type) else { throw .planTypeIllegal }
        return type
    }

    /// The types that a list call means; nil when it names none.
    func planTypes() throws(Failure) -> [PlanType]? {
        guard let word = try text("planType")?.lowercased() else { return nil }
        if word == "profit_loss" { return PlanType.stops }
        guard let type = PlanType(rawValue: word) else { throw .planTypeIllegal }
        return [type]
    }
}

extension Order {
    var planType: PlanType { purpose == .none && trail != nil ? .track : PlanType(purpose) }

    /// Whether the order waited for a trigger that was met. One that was cancelled before anything of it was filled
    /// counts as never triggered.
    var wasTriggered: Bool {
        switch cause {
        case .refusedWhenTriggered, .positionClosed: false
        case .byUser, .liquidation, .deleveraging, .disconnected: filled > .zero
        case .none, .noLiquidity, .notFillable, .wouldTake, .reduceOnly, .selfTrade: status != .untriggered
        }
    }

    /// True for an order that is only a plan: no trigger of it was met.
    var isOnlyPlan: Bool { isConditional && !wasTriggered }

    var planStatusWord: String {
        if status == .untriggered { return "live" }
        if cause == .refusedWhenTriggered { return "fail_execute" }
        return wasTriggered ? "executed" : "cancelled"
    }
}
