import CommandLine

/// Why a figure could not be computed.
enum CalculationError: Error, Equatable {
    /// Inputs are missing; each text is one input, or alternatives.
    case missing([String])
    /// Options that the figure does not depend on, and the usage of those that it does.
    case unused([String], options: String)
    /// An input has a value that it cannot have.
    case invalid(Input, String, String)
    /// The numbers lead to a value beyond what the engine computes with.
    case tooLarge
    /// A formula divides by something that is zero here.
    case divisionByZero
    /// The command line or a row is wrong in another way.
    case malformed(String)

    init(_ error: UsageError) { self = .malformed(error.text) }

    static func unused(_ names: [String], _ figure: Figure) -> CalculationError {
        .unused(names, options: figure.reads.usage)
    }

    var text: String {
        switch self {
        case .missing(let names): "missing \(names.joined(separator: ", "))"
        case .unused(let names, let options):
            "\(names.joined(separator: ", ")) would have no effect; the options are \(options)"
        case .invalid(let input, let value, let reason): "\(input.rawValue) '\(value)': \(reason)"
        case .tooLarge: "the position is too large"
        case .divisionByZero: "division by zero"
        case .malformed(let reason): reason
        }
    }
}
