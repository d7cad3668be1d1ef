/// Where the margin formulas of the families differ. `docs/rules/margin.md`, MARGIN-20.
package struct MarginPolicy: Sendable, BitwiseCopyable {
    /// What of the closing fee is added to the maintenance margin.
    package enum MaintenanceFee: Sendable, BitwiseCopyable {
        /// Nothing.
        case none
        /// The fee at the bankruptcy price, on the entry value.
        case atBankruptcy
        /// The taker fee on the value at mark.
        case onMark
    }

    /// How a long and a short of one symbol are charged together in cross mode.
    package enum HedgedPair: Sendable, BitwiseCopyable {
        /// In full on the net side; the hedged part pays its closing fees only, and a hedged loss is locked.
        case netSide
        /// The side with the greater requirement only.
        case greaterSide
    }

    /// What may be taken from an isolated position.
    package enum Removable: Sendable, BitwiseCopyable {
        /// Added margin, while the loss at mark stays covered by a full initial margin.
        case added
        /// Whatever exceeds the initial margin at mark, losses deducted.
        case aboveInitialAtMark
    }

    /// True when the reserve for the closing fee is part of the initial margin.
    let reservesClosingFee: Bool
    let maintenanceFee: MaintenanceFee
    let hedgedPair: HedgedPair
    /// True when an order reserves its opening fee.
    let ordersReserveOpeningFee: Bool
    /// True when resting orders count in the value by which the tier that caps leverage is found.
    let tierCountsOrders: Bool
    /// True when unrealised profit of cross positions counts as available in a pool; a loss always does.
    let profitOpensPositions: Bool
    let removable: Removable

    /// The answers to all of its questions.
    package init(
        reservesClosingFee: Bool, maintenanceFee: MaintenanceFee, hedgedPair: HedgedPair,
        ordersReserveOpeningFee: Bool, tierCountsOrders: Bool, profitOpensPositions: Bool, removable: Removable
    ) {
        self.reservesClosingFee = reservesClosingFee
        self.maintenanceFee = maintenanceFee
        self.hedgedPair = hedgedPair
        self.ordersReserveOpeningFee = ordersReserveOpeningFee
        self.tierCountsOrders = tierCountsOrders
        self.profitOpensPositions = profitOpensPositions
        self.removable = removable
    }
}
