import Desks
import Dialects
import MarginEngine

/// Exact decimals from text.
extension Parameters {
    /// An amount of a coin, of either sign; one beyond all bounds counts as the bound, which no balance reaches.
    func amount(_ name: String) throws(Failure) -> Money {
        let text = try required(name)
        switch DecimalText.read(text) {
        case .units(let units): return Money(units: units)
        case .tooFine: throw .tooManyDecimals(name, value: text, scale: 8)
        case .tooLarge: return Money(units: text.utf8.first == UInt8(ascii: "-") ? -Self.bound : Self.bound)
        case .notANumber: throw .malformed(name)
        }
    }

    /// A positive quantity on the contract's step.
    func quantity(_ name: String, of contract: Contract) throws(Failure) -> Quantity {
        let text = try required(name)
        let scale = contract.instrument.step.decimals
        switch DecimalText.read(text) {
        case .units(let wide):
            guard let units = Int64(exactly: wide) else { throw .quantityTooLarge }
            guard units > 0 else { throw .malformed(name) }
            let quantity = Quantity(units: units)
            guard quantity.decimals <= scale else { throw .tooManyDecimals(name, value: text, scale: scale) }
            return quantity
        case .tooFine: throw .tooManyDecimals(name, value: text, scale: scale)
        case .tooLarge: throw .quantityTooLarge
        case .notANumber: throw .malformed(name)
        }
    }

    /// A positive price with no more decimals than the contract's tick.
    func price(_ name: String, of contract: Contract) throws(Failure) -> Price {
        switch DecimalText.read(try required(name)) {
        case .units(let wide):
            guard let units = Int64(exactly: wide) else { throw .priceTooHigh }
            guard units > 0 else { throw .malformed(name) }
            let price = Price(units: units)
            guard price.decimals <= contract.instrument.tick.decimals else { throw .priceScale }
            return price
        case .tooFine: throw .priceScale
        case .tooLarge: throw .priceTooHigh
        case .notANumber: throw .malformed(name)
        }
    }

    /// A leverage of at least 1; Bitget has whole ones only. Nil when the parameter is missing.
    func leverage(_ name: String) throws(Failure) -> Leverage? {
        guard let text = try text(name) else { return nil }
        switch DecimalText.read(text) {
        case .units(let units):
            guard units > 0, units % unitsInOne == 0 else { throw .malformed(name) }
            guard let leverage = Leverage(text) else { throw .leverageExceeded }
            return leverage
        case .tooLarge: throw .leverageExceeded
        case .tooFine, .notANumber: throw .malformed(name)
        }
    }

    /// A whole number within a range; the default when the parameter is missing.
    func count(_ name: String, _ range: ClosedRange<Int>, default standard: Int) throws(Failure) -> Int {
        guard let text = try text(name) else { return standard }
        guard let number = Int(text) else { throw .malformed(name) }
        guard range.contains(number) else { throw .outOfRange(name, range) }
        return number
    }

    /// An instant in ms; nil when the parameter is missing.
    func instantMs(_ name: String) throws(Failure) -> Int64? {
        guard let text = try text(name) else { return nil }
        guard let instantMs = Int64(text), instantMs >= 0 else { throw .malformed(name) }
        return instantMs
    }

    private static let bound: Int128 = 1 << 100
}

/// A quotient at 8 decimals; zero when there is nothing to divide by.
func ratio(_ part: Money, to whole: Money, _ rounding: Rounding) -> String {
    guard whole > .zero else { return "0" }
    return DecimalText.write(units: mulDiv(part.units, unitsInOne, whole.units, rounding))
}

extension Leverage {
    /// Plain decimal text: `25`, `12.5`.
    var text: String { DecimalText.write(units: Int64(hundredths) * 1_000_000) }

    /// The whole part, where the venue writes a JSON integer.
    var whole: Int { Int(hundredths) / 100 }
}
