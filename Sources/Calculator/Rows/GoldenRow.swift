import CommandLine
import MarginEngine
import Wire

/// One row of a table of test cases: inputs, and what is expected of them.
struct GoldenRow {
    let id: String
    let expected: String
    private let figure: Figure
    private let inputs: Inputs
    private let tolerance: Fraction

    /// The columns it is read from.
    struct Columns {
        private let places: [String: Int]
        /// Those that have no meaning here: they must be empty.
        private let others: [(place: Int, name: String)]
        private let count: Int

        static let needed = ["id", "contract", "quantity_name", "inputs_json", "expected", "tolerance"]
        /// May be absent. The last two are for the reader.
        private static let known = needed + ["venue", "source_url", "note"]

        /// Reads a heading.
        init(_ heading: [String]) throws(CalculationError) {
            var places: [String: Int] = [:]
            for (place, name) in heading.enumerated() where places[name] == nil { places[name] = place }
            let missing = Self.needed.filter { places[$0] == nil }
            guard missing.isEmpty else { throw .missing(missing.map { "column \($0)" }) }
            self.places = places
            self.count = heading.count
            others = heading.enumerated().filter { !Self.known.contains($1) || places[$1] != $0 }
                .map { (place: $0, name: $1) }
        }

        /// Refuses fields of which nothing would come.
        fileprivate func refuseOthers(in fields: [String]) throws(CalculationError) {
            for (place, name) in others where place < fields.count && !fields[place].isEmpty {
                throw .malformed("the column \(name) has no meaning; inputs stand in inputs_json")
            }
            guard fields.dropFirst(count).allSatisfy(\.isEmpty) else { throw .malformed("more fields than columns") }
        }

        fileprivate func value(_ name: String, in fields: [String]) throws(CalculationError) -> String {
            guard let place = places[name] else { return "" }
            guard place < fields.count else { throw .malformed("no \(name)") }
            return fields[place]
        }
    }

    init(_ fields: [String], _ columns: Columns) throws(CalculationError) {
        try columns.refuseOthers(in: fields)
        id = try columns.value("id", in: fields)
        expected = try columns.value("expected", in: fields)
        figure = try .named(try columns.value("quantity_name", in: fields))
        guard let tolerance = Fraction(try columns.value("tolerance", in: fields)) else {
            throw .malformed("the tolerance is not a number")
        }
        self.tolerance = tolerance
        inputs = try Inputs(
            json: try columns.value("inputs_json", in: fields), venue: try columns.value("venue", in: fields),
            contract: try columns.value("contract", in: fields))
    }

    /// The inputs that the figure does not depend on.
    var unused: [String] { figure.unused(inputs) }

    /// What the calculator makes of the inputs; what is expected has no part in it.
    func computed() throws(CalculationError) -> Figure.Presented { try figure.presented(inputs) }

    /// True when a result is as near to what is expected as it has to be.
    func accepts(_ computed: Figure.Presented) -> Bool {
        guard case .number(let number, _) = computed else { return expected == computed.text }
        guard let expected = Fraction(expected) else { return false }
        return (number - expected).magnitude <= tolerance
    }
}

extension Inputs {
    /// Reads a row's inputs.
    fileprivate init(json: String, venue: String, contract: String) throws(CalculationError) {
        self.init()
        self.venue = venue
        guard let payoff = Payoff(contract: contract) else { throw .malformed("the contract is not linear or inverse") }
        self.payoff = payoff
        guard let members = JSON.parse(Array(json.utf8))?.members else {
            throw .malformed("the inputs are not a JSON object")
        }
        for (name, json) in members {
            guard let input = Input(rawValue: name) else {
                throw CalculationError(.unknown("input", name, among: Input.allCases.map(\.rawValue)))
            }
            guard let value = InputValue(json) else { throw .malformed("\(name) is not a number, text or short list") }
            self[input] = value
        }
    }
}

extension Payoff {
    /// By its name: `linear` or `inverse`.
    init?(contract name: String) {
        switch name {
        case "linear": self = .linear
        case "inverse": self = .inverse
        default: return nil
        }
    }
}
