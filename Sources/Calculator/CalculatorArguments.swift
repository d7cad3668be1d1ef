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
        let inputs = try Inputs(options: words.dropFirst())
        let name = try Shortcut(rawValue: dashed(first))?.figure(inputs) ?? first
        self = .figure(try .named(name), inputs)
    }

    private static func rows(_ words: [String]) throws(CalculationError) -> String {
        var options = Options(words[...])
        guard let (name, path) = try options.next(), name == CalculatorOption.rows.name else {
            throw .missing(["a quantity, or \(CalculatorOption.rows.name) FILE"])
        }
        guard try options.next() == nil else { throw .malformed("\(CalculatorOption.rows.name) stands alone") }
        return path
    }
}

/// Options as they stand on a command line: `--name value` or `--name=value`.
private struct Options {
    private static let known = CalculatorOption.all.map(\.name)
    private var rest: ArraySlice<String>

    init(_ words: ArraySlice<String>) { rest = words }

    mutating func next() throws(CalculationError) -> (name: String, value: String)? {
        guard let word = rest.popFirst() else { return nil }
        guard word.hasPrefix("--") else { throw .malformed("unexpected argument '\(word)'") }
        let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        let name = parts.first.map(String.init) ?? word
        guard Self.known.contains(name) else {
            throw .unknownOption(name, nearest: nearest(to: name, among: Self.known))
        }
        guard let value = parts.count == 2 ? String(parts[1]) : rest.popFirst(), !value.isEmpty else {
            throw .malformed("\(name) needs a value")
        }
        return (name, value)
    }
}

extension Inputs {
    /// Reads the options of one figure.
    fileprivate init(options words: ArraySlice<String>) throws(CalculationError) {
        self.init()
        var options = Options(words)
        var seen: Set<String> = []
        while let (name, value) = try options.next() {
            guard seen.insert(name).inserted else { throw .malformed("\(name) is given twice") }
            try take(name, value)
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
        case CalculatorOption.contract.name:
            guard let payoff = Payoff(contract: value) else { throw .malformed("\(name) is not linear or inverse") }
            self.payoff = payoff
        default:
            guard let input = Input.byFlag[name] else { return }
            guard let value = InputValue(flag: value, for: input) else {
                throw .malformed("\(name) has more than \(InputValue.maxCount) elements")
            }
            self[input] = value
        }
    }

    /// Whose rules can be asked for.
    static let venues = ["bybit", "bitget", "ztdx", "binance", "okx", "gate"]
}
