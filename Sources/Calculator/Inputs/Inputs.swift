import MarginEngine

/// What one figure is computed from. Every reading is checked: nothing that comes out of it can overflow a formula.
struct Inputs: Sendable {
    /// Whose rules: `bybit`, `bitget`, `ztdx`, `binance`, `okx`, `gate`.
    var venue = ""
    var payoff = Payoff.linear
    /// The options beside these values that were given for the figure's sake.
    var asked: [CalculatorOption] = []
    private var values: [Input: InputValue] = [:]

    init() {}

    /// Looks an input up as it was given.
    subscript(input: Input) -> InputValue? {
        get { values[input] }
        set { values[input] = newValue }
    }

    func has(_ input: Input) -> Bool { values[input] != nil }

    /// What was given, by its names on the command line.
    var given: [String] { asked.map(\.name) + Input.allCases.filter(has).map(\.flag) }

    /// Without the values of other options than these.
    func narrowed(to names: [String]) -> Inputs {
        var narrowed = self
        narrowed.values = values.filter { names.contains($0.key.flag) }
        return narrowed
    }

    // MARK: Exact numbers

    func exact(_ input: Input) throws(CalculationError) -> Fraction {
        guard let value = values[input] else { throw .missing([input.flag]) }
        return try exact(value, input)
    }

    func exact(_ input: Input, or absent: Fraction) throws(CalculationError) -> Fraction {
        has(input) ? try exact(input) : absent
    }

    /// A list of numbers.
    func exacts(_ input: Input) throws(CalculationError) -> [Fraction] {
        var numbers: [Fraction] = []
        for element in try elements(input) { numbers.append(try exact(element, input)) }
        return numbers
    }

    /// A quantity, in base coins or USD where it is given in contracts of a size.
    func exactQuantity(_ input: Input = .qty) throws(CalculationError) -> Fraction {
        (try exact(input)) * (try contractSize())
    }

    /// A quantity not below zero.
    func exactSize(_ input: Input = .qty) throws(CalculationError) -> Fraction {
        let quantity = try exactQuantity(input)
        guard quantity >= .zero else { throw invalid(input, "below zero") }
        return quantity
    }

    /// How much one contract is, 1 where quantities are not in contracts.
    func contractSize() throws(CalculationError) -> Fraction {
        has(.contractSize) ? try exactPrice(.contractSize) : .one
    }

    /// A price, or another number that is above zero.
    func exactPrice(_ input: Input) throws(CalculationError) -> Fraction {
        let number = try exact(input)
        guard number.isPositive else { throw invalid(input, "not above zero") }
        return number
    }

    /// A list of quantities with their prices.
    func exactPairs(_ input: Input) throws(CalculationError) -> [(quantity: Fraction, price: Fraction)] {
        var pairs: [(quantity: Fraction, price: Fraction)] = []
        let each = try contractSize()
        for element in try elements(input) {
            let parts = try parts(of: element, 2...2, input)
            pairs.append(((try exact(parts[0], input)) * each, try exact(parts[1], input)))
        }
        return pairs
    }

    /// The same of fills: quantities not below zero, prices above it.
    func fills() throws(CalculationError) -> [(quantity: Fraction, price: Fraction)] {
        let fills = try exactPairs(.fills)
        guard fills.allSatisfy({ $0.quantity >= .zero && $0.price.isPositive }) else {
            throw invalid(.fills, "not quantities and prices above zero")
        }
        return fills
    }

    private func exact(_ value: InputValue, _ input: Input) throws(CalculationError) -> Fraction {
        guard case .text(let text) = value, let number = Fraction(text) else {
            throw .invalid(input, value.description, "not a plain decimal number")
        }
        return number
    }

    // MARK: The engine's numbers

    /// A quantity not below zero, rounded to the engine's 8 decimals.
    func quantity(_ input: Input = .qty) throws(CalculationError) -> Quantity {
        try fixed(try exactSize(input), input)
    }

    /// A price above zero.
    func price(_ input: Input) throws(CalculationError) -> Price {
        try fixed(try exactPrice(input), input)
    }

    /// An amount that a single position can have, either sign.
    func money(_ input: Input) throws(CalculationError) -> Money {
        let given: Money = try fixed(try exact(input), input)
        guard given.units.magnitude <= MarginSheet.maxValue.units.magnitude else { throw .tooLarge }
        return given
    }

    func money(_ input: Input, or absent: Money) throws(CalculationError) -> Money {
        has(input) ? try money(input) : absent
    }

    /// A fee: 0 to 0.1, the most that contract terms can have.
    func fee(_ input: Input = .feeRate) throws(CalculationError) -> Rate {
        try rate(input, .zero, Rate(units: 10_000_000), "not between 0 and 0.1")
    }

    /// A maintenance rate: 0 to 1.
    func maintenanceRate(_ input: Input = .mmr) throws(CalculationError) -> Rate {
        try rate(input, .zero, .one, "not between 0 and 1")
    }

    /// A funding rate: -1 to 1.
    func fundingRate() throws(CalculationError) -> Rate {
        try rate(.rate, -Rate.one, .one, "not between -1 and 1")
    }

    /// 1 to 1,000, in steps of 0.01.
    func leverage() throws(CalculationError) -> Leverage {
        try leverage(from: try text(.leverage), .leverage)
    }

    func side() throws(CalculationError) -> PositionSide {
        switch try text(.side) {
        case "long": .long
        case "short": .short
        default: throw invalid(.side, "not long or short")
        }
    }

    func direction() throws(CalculationError) -> Fraction.Direction? {
        guard has(.round) else { return nil }
        guard let direction = Fraction.Direction(rawValue: try text(.round)) else {
            throw invalid(.round, "not up, down or half_even")
        }
        return direction
    }

    /// What the result is rounded to; nil when it is not to be rounded.
    func quantum() throws(CalculationError) -> Fraction? {
        guard has(.quantum) else { return nil }
        let step = try exact(.quantum)
        guard step.isPositive else { throw invalid(.quantum, "not above zero") }
        return step
    }

    /// The ladder of risk tiers, the lowest first.
    func ladder() throws(CalculationError) -> [RiskTier] {
        var tiers: [RiskTierDefinition] = []
        for element in try elements(.tiers) {
            let parts = try parts(of: element, 2...3, .tiers)
            guard let limit = Money(parts[0].description), limit > .zero, limit <= MarginSheet.maxValue,
                let rate = Rate(parts[1].description), rate >= .zero, rate < .one
            else { throw .invalid(.tiers, element.description, "not a limit above 0 and a rate below 1") }
            let most = parts.count > 2 ? try leverage(from: parts[2].description, .tiers) : Leverage(1)
            if let last = tiers.last, last.limit >= limit || last.maintenanceRate > rate {
                throw .invalid(.tiers, element.description, "limits must rise and rates must not fall")
            }
            tiers.append(RiskTierDefinition(limit: limit, maintenanceRate: rate, maxLeverage: most))
        }
        guard !tiers.isEmpty else { throw invalid(.tiers, "no tiers") }
        return RiskTier.ladder(tiers)
    }

    /// A whole number from 1.
    func ordinal(_ input: Input) throws(CalculationError) -> Int {
        guard let number = Int(try text(input)), number >= 1 else { throw invalid(input, "not a number from 1") }
        return number
    }

    func isYes(_ input: Input) throws(CalculationError) -> Bool {
        guard has(input) else { return false }
        switch try text(input) {
        case "true", "yes", "1": return true
        case "false", "no", "0": return false
        default: throw invalid(input, "not yes or no")
        }
    }

    /// True when the engine's 8 decimals can hold the numbers given.
    func fitsEngine(_ inputs: Input...) throws(CalculationError) -> Bool {
        for input in inputs where has(input) {
            guard try exact(input).isMultiple(of: Fraction(units: 1)) else { return false }
        }
        return true
    }

    // MARK: Readings

    /// The nearest number of 8 decimals, which the engine computes with; but not zero for anything else.
    private func fixed<Number: FixedPoint>(_ number: Fraction, _ input: Input) throws(CalculationError) -> Number {
        guard let wide = number.units(decimals: 8, .halfEven), let units = Number.Units(exactly: wide) else {
            throw .tooLarge
        }
        guard units != 0 || number.isZero else { throw invalid(input, "too small for 8 decimals") }
        return Number(units: units)
    }

    private func rate(
        _ input: Input, _ least: Rate, _ most: Rate, _ reason: String
    ) throws(CalculationError) -> Rate {
        let given: Rate = try fixed(try exact(input), input)
        guard given >= least, given <= most else { throw invalid(input, reason) }
        return given
    }

    private func leverage(from text: String, _ input: Input) throws(CalculationError) -> Leverage {
        guard let leverage = Leverage(text), leverage >= Leverage(1), leverage <= Leverage(1_000) else {
            throw .invalid(input, text, "not a leverage of 1 to 1,000 in steps of 0.01")
        }
        return leverage
    }

    private func text(_ input: Input) throws(CalculationError) -> String {
        guard let value = values[input] else { throw .missing([input.flag]) }
        guard case .text(let text) = value else { throw invalid(input, "not a single value") }
        return text
    }

    private func elements(_ input: Input) throws(CalculationError) -> [InputValue] {
        guard let value = values[input] else { throw .missing([input.flag]) }
        guard case .list(let elements) = value else { throw invalid(input, "not a list") }
        return elements
    }

    private func parts(
        of element: InputValue, _ count: ClosedRange<Int>, _ input: Input
    ) throws(CalculationError) -> [InputValue] {
        guard case .list(let parts) = element, count.contains(parts.count) else {
            throw .invalid(input, element.description, "has a wrong number of parts")
        }
        return parts
    }

    private func invalid(_ input: Input, _ reason: String) -> CalculationError {
        .invalid(input, values[input]?.description ?? "", reason)
    }
}
