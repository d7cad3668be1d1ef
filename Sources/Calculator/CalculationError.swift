/// Why a figure could not be computed.
enum CalculationError: Error, Equatable {
    /// Inputs are missing; each text is one input, or alternatives.
    case missing([String])
    /// An input has a value that it cannot have.
    case invalid(Input, String, String)
    /// The numbers lead to a value beyond what the engine computes with.
    case tooLarge
    /// A formula divides by something that is zero here.
    case divisionByZero
    /// No figure of that name, and the nearest one.
    case unknownFigure(String, nearest: String)
    /// No option of that name, and the nearest one.
    case unknownOption(String, nearest: String)
    /// The command line or a row is wrong in a way that needs no hint.
    case malformed(String)

    var text: String {
        switch self {
        case .missing(let names): "missing \(names.joined(separator: ", "))"
        case .invalid(let input, let value, let reason): "\(input.rawValue) '\(value)': \(reason)"
        case .tooLarge: "the position is too large"
        case .divisionByZero: "division by zero"
        case .unknownFigure(let name, let nearest): "unknown quantity '\(name)'; did you mean '\(nearest)'?"
        case .unknownOption(let name, let nearest): "unknown option '\(name)'; did you mean '\(nearest)'?"
        case .malformed(let reason): reason
        }
    }
}
