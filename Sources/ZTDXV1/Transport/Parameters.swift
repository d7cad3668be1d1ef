import HTTP1
import MarginEngine
import Wire

/// The parameters of a call by name, from its path, from the query and from a form or JSON body; the former wins.
/// https://docs.p99.world/futures/usdt-margined/general-info
struct Parameters: Sendable {
    private let values: [String: String]

    init(_ request: Request, inPath named: [String: String]) {
        let sent = Query(request.query).pairs.map { ($0.name, $0.value) } + Self.inBody(request.body)
        values = Dictionary(sent) { first, _ in first }.merging(named) { _, inPath in inPath }
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

    /// A whole number within a range, such as a page's size; the default when it was not sent.
    func count(_ name: String, _ range: ClosedRange<Int>, default standard: Int) throws(Failure) -> Int {
        guard let text = self[name] else { return standard }
        guard let count = Int(text) else { throw .malformed(name) }
        guard range.contains(count) else { throw .invalid(name) }
        return count
    }

    /// A number such as a trade's; nil when it was not sent.
    func ordinal(_ name: String) throws(Failure) -> UInt64? {
        guard let text = self[name] else { return nil }
        guard let ordinal = UInt64(text) else { throw .malformed(name) }
        return ordinal
    }

    /// An instant in ms since 1970; nil when it was not sent.
    func instantMs(_ name: String) throws(Failure) -> Int64? {
        guard let text = self[name] else { return nil }
        guard let ms = Int64(text), ms >= 0 else { throw .malformed(name) }
        return ms
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
