/// Where the account families' margin rules differ. `docs/rules/margin.md`, MARGIN-20; `margin` reads it instead of
/// branching on the family.
struct MarginPolicy {
    /// What of the closing fee is added to the maintenance margin.
    enum MaintenanceFee {
        case none
        /// The fee at the bankruptcy price, on the entry value.
        case atBankruptcy
        /// The taker fee on the value at mark.
        case onMark
    }

    /// How a long and a short of one symbol are charged together in cross mode.
    enum HedgedPair {
        /// In full on the net side; the hedged part pays its closing fees only, and a hedged loss is locked.
        case netSide
        /// The side with the greater requirement only.
        case greaterSide
    }

    /// What may be taken from an isolated position.
    enum Removable {
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
    /// True when a change of isolated leverage sets the posted margin anew.
    let leverageResetsMargin: Bool
    /// True when isolated leverage may fall without margin being drawn.
    let leverageLeavesPositions: Bool
    /// True when post-only orders that would take are refused rather than cancelled.
    let refusesTakingPostOnly: Bool
    /// True when a cross account is liquidated one position at a time, before it reaches its maintenance margin.
    let liquidatesOneByOne: Bool

    static func of(_ family: AccountFamily) -> MarginPolicy {
        switch family {
        case .bybit: bybit
        case .bitget: bitget
        case .ztdx: ztdx
        }
    }

    private static let bybit = MarginPolicy(
        reservesClosingFee: true, maintenanceFee: .atBankruptcy, hedgedPair: .netSide, ordersReserveOpeningFee: true,
        tierCountsOrders: true, profitOpensPositions: false, removable: .added, leverageResetsMargin: true,
        leverageLeavesPositions: false, refusesTakingPostOnly: false, liquidatesOneByOne: false)

    private static let bitget = MarginPolicy(
        reservesClosingFee: false, maintenanceFee: .onMark, hedgedPair: .greaterSide, ordersReserveOpeningFee: true,
        tierCountsOrders: false, profitOpensPositions: true, removable: .aboveInitialAtMark,
        leverageResetsMargin: false, leverageLeavesPositions: false, refusesTakingPostOnly: false,
        liquidatesOneByOne: false)

    private static let ztdx = MarginPolicy(
        reservesClosingFee: false, maintenanceFee: .none, hedgedPair: .greaterSide, ordersReserveOpeningFee: false,
        tierCountsOrders: false, profitOpensPositions: true, removable: .added, leverageResetsMargin: false,
        leverageLeavesPositions: true, refusesTakingPostOnly: true, liquidatesOneByOne: true)
}
