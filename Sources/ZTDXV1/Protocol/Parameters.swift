import HTTP1
import MarginEngine
import Wire

/// The parameters of a call by name, from the query and from a form or JSON body; the query wins.
/// https://docs.p99.world/futures/usdt-margined/general-info
struct Parameters: Sendable {
    private let values: [String: String]

    init(_ request: Request) {
        let sent = Query(request.query).pairs.map { ($0.name, $0.value) } + Self.inBody(request.body)
        values = Dictionary(sent) { first, _ in first }
    }

    private static func inBody(_ body: [UInt8]) -> [(String, String)] {
        guard !body.isEmpty else { return [] }
        guard let members = JSON.parse(body)?.members else {
            return Query(body, plusIsSpace: true).pairs.map { ($0.name, $0.value) }
        }
        return members.compactMap { member in member.value.scalarText.map { (member.key, $0) } }
    }

    /// The value of a parameter; nil when it was not sent or is empty.
    subscript(_ name: String) -> String? {
        values[name].flatMap { $0.isEmpty ? nil : $0 }
    }

    /// A parameter that must be there.
    func required(_ name: String) throws(Failure) -> String {
        guard let value = self[name] else { throw .malformed(name) }
        return value
    }

    /// A number with at most 8 decimals that must be there.
    func number<Number: FixedPoint>(_ name: String) throws(Failure) -> Number {
        guard case .units(let wide) = try Self.decimal(try required(name), name),
            let units = Number.Units(exactly: wide)
        else { throw .malformed(name) }
        return Number(units: units)
    }

    /// `true` or `false` in any letter case; `false` when it was not sent.
    func flag(_ name: String) throws(Failure) -> Bool {
        switch self[name]?.lowercased() {
        case nil, "false": false
        case "true": true
        default: throw .malformed(name)
        }
    }

    /// Whole leverage such as 20. A number of any other size is not valid rather than malformed.
    func leverage(_ name: String) throws(Failure) -> Leverage {
        let text = try required(name)
        if DecimalText.read(text) == .notANumber { throw .malformed(name) }
        guard let leverage = Leverage(text), leverage.hundredths % 100 == 0 else { throw .invalidLeverage(text) }
        return leverage
    }

    private static func decimal(_ text: String, _ name: String) throws(Failure) -> DecimalText.Reading {
        let reading = DecimalText.read(text)
        if reading == .tooFine { throw .tooPrecise(name) }
        return reading
    }
}
