import MarginEngine

/// What stands in the way of a switch of the margin mode, by its code.
enum SwitchObstacle: String, Sendable {
    /// ZTDX-MODE-6.
    case openOrders = "HAS_OPEN_ORDERS"
    /// ZTDX-MODE-7.
    case openPositions = "HAS_OPEN_POSITIONS"
    /// ZTDX-MODE-8.
    case ratioTooLow = "UNI_MMR_TOO_LOW"
}

extension SwitchObstacle {
    /// The failed preconditions among the refusals of a switch, in their order.
    static func all(in refusals: [Refusal]) -> [SwitchObstacle] {
        refusals.compactMap { refusal in
            if case .obstacle(let obstacle) = Failure(refusal, of: .marginMode).code { obstacle } else { nil }
        }
    }
}
