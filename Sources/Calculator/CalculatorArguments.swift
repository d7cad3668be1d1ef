import CommandLine
import MarginEngine

/// A command line of the calculator that was understood.
enum CalculatorArguments {
    case usage
    case rows(path: String)
    case figure(Figure, Inputs)

    init(_ words: [String]) throws(CalculationError) {
        guard let first = words.first, !words.contains("--help"), !words.contains("-h") else {
            self = .usage
            return
        }
        guard !first.hasPrefix("--") else {
            self = .rows(path: try Self.rows(words))
            return
        }
        var inputs = try Inputs(try Self.options(words.dropFirst()))
        let name = try Shortcut(rawValue: dashed(first))?.figure(&inputs) ?? first
        self = .figure(try .named(name), inputs)
    }

    private static func rows(_ words: [String]) throws(CalculationError) -> String {
        let options = try options(words[...])
        guard let path = options[.rows] else { throw .missing(["a quantity, or \(CalculatorOption.rows.usage)"]) }
        guard options.count == 1 else { throw .malformed("\(CalculatorOption.rows.name) stands alone") }
        return path
    }

    private static func options(
        _ words: ArraySlice<String>
    ) throws(CalculationError) -> OptionValues<CalculatorOption> {
        do throws(UsageError) {
            return try OptionValues(words, known: CalculatorOption.all)
        } catch {
            throw CalculationError(error)
        }
    }
}

extension Inputs {
    /// Reads the options of one figure.
    fileprivate init(_ options: OptionValues<CalculatorOption>) throws(CalculationError) {
        self.init()
        for option in CalculatorOption.all {
            if let value = options[option] { try take(option.name, value) }
        }
    }

    private mutating func take(_ name: String, _ value: String) throws(CalculationError) {
        switch name {
        case CalculatorOption.rows.name:
            throw .malformed("\(name) stands alone")
        case CalculatorOption.family.name:
            guard Self.venues.contains(value) else {
                throw .malformed("\(name) is not one of \(Self.venues.joined(separator: ", "))")
            }
            venue = value
            asked.append(.family)
        case CalculatorOption.contract.name:
            guard let payoff = Payoff(contract: value) else { throw .malformed("\(name) is not linear or inverse") }
            self.payoff = payoff
            asked.append(.contract)
        default:
            guard let input = Input.byFlag[name] else { return }
            guard let value = InputValue(flag: value, for: input) else {
                throw .malformed("\(name) has more than \(InputValue.maxCount) elements")
            }
            self[input] = value
        }
    }

    /// Whose rules can be asked for.
    static let venues = ours + ["binance", "okx", "gate"]
    /// Those that the engine knows.
    static let ours = AccountFamily.allCases.map(\.description)
}
