import TestShapes
import Testing

/// What one call answers. Written from the venue's documents and, where they are silent, from those of Binance's
/// futures API, whose clients call `/fapi`; never from the code.
struct Contract: Sendable, CustomTestStringConvertible {
    let method: String
    let path: String
    var parameters = ""
    var body = ""
    let shape: Shape
    /// Which accounts are refused, and with what code: what the call is about is not there.
    var refused: [Standing: String] = [:]

    var testDescription: String { "\(method) \(path) \(parameters)\(body)" }

    init(
        _ method: String, _ path: String, _ parameters: String = "", body: String = "",
        refused: [Standing: String] = [:],
        answers shape: Shape
    ) {
        self.method = method
        self.path = path
        self.parameters = parameters
        self.body = body
        self.shape = shape
        self.refused = refused
    }

    /// The names of an object's members, all of one type.
    static func members(_ shape: Shape, _ names: String) -> [String: Shape] {
        Dictionary(names.split(separator: " ").map { (String($0), shape) }) { first, _ in first }
    }
}

extension [String: Shape] {
    static func + (left: Self, right: Self) -> Self { left.merging(right) { first, _ in first } }
}
