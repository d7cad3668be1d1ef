extension Coded where Self: RawRepresentable, RawValue: FixedWidthInteger & UnsignedInteger {
    /// The raw value, which is therefore never used again for another case.
    @inline(__always)
    public init(coding given: Self?, by coder: inout some Coder) throws(DecodingFailure) {
        let word = try coder.word(given.map { UInt64($0.rawValue) })
        guard let value = given ?? RawValue(exactly: word).flatMap(Self.init(rawValue:)) else {
            throw DecodingFailure()
        }
        self = value
    }
}

extension AccountFamily: Coded {}
extension AccountGeneration: Coded {}
extension AccountKind: Coded {}
extension BalanceChange.Cause: Coded {}
extension CancelCause: Coded {}
extension CollateralLimit: Coded {}
extension Execution.Kind: Coded {}
extension LiquidationStep.Kind: Coded {}
extension MarginMode: Coded {}
extension MarginMove.Cause: Coded {}
extension MarginRegime: Coded {}
extension OrderKind: Coded {}
extension OrderOrigin: Coded {}
extension OrderStatus: Coded {}
extension Payoff: Coded {}
extension PositionMode: Coded {}
extension PositionSide: Coded {}
extension PositionTarget: Coded {}
extension PriceKind: Coded {}
extension Purpose: Coded {}
extension Refusal: Coded {}
extension SelfTradePrevention: Coded {}
extension Side: Coded {}
extension TimeInForce: Coded {}
extension Trigger.Direction: Coded {}
